import type { Queries } from './database.js';

/** `version` as PostgreSQL says it, `number` such as 180004, `now` by its clock. */
export async function readServer(queries: Queries): Promise<{ version: string; number: number; now: Date }> {
  const { rows } = await queries.query<{ version: string; number: number; now: Date }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number, clock_timestamp() AS now`,
  );
  return rows[0]!;
}

/** An upload whose bytes are kept, and the district's key that wraps the one of the bytes: null when it is gone. */
export type NewestUpload = { storageKey: string; wrappedKey: Buffer; districtKeyId: string | null; wrappedDistrictKey: Buffer | null };

/** The newest uploads whose bytes are kept. */
export async function listNewestUploads(queries: Queries, limit: number): Promise<NewestUpload[]> {
  const { rows } = await queries.query<Omit<NewestUpload, 'wrappedKey'> & { wrappedKey: Buffer | null }>(
    `SELECT storage_key AS "storageKey", upload.wrapped_key AS "wrappedKey", district_key_id AS "districtKeyId",
            district_key.wrapped_key AS "wrappedDistrictKey"
       FROM upload LEFT JOIN district_key ON district_key.id = upload.district_key_id
      WHERE upload.wrapped_key IS NOT NULL ORDER BY upload.id DESC LIMIT $1`,
    [limit],
  );
  return rows.flatMap(({ wrappedKey, ...upload }) => (wrappedKey === null ? [] : [{ ...upload, wrappedKey }]));
}
