import type { Queries } from './database.js';

/** `version` as PostgreSQL says it, `number` such as 180004, `now` by its clock. */
export async function readServer(queries: Queries): Promise<{ version: string; number: number; now: Date }> {
  const { rows } = await queries.query<{ version: string; number: number; now: Date }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number, clock_timestamp() AS now`,
  );
  return rows[0]!;
}

/** The newest uploads whose bytes are kept. */
export async function listNewestUploads(queries: Queries, limit: number): Promise<{ storageKey: string; wrappedKey: Buffer }[]> {
  const { rows } = await queries.query<{ storageKey: string; wrappedKey: Buffer | null }>(
    `SELECT storage_key AS "storageKey", wrapped_key AS "wrappedKey" FROM upload WHERE wrapped_key IS NOT NULL ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return rows.flatMap(({ storageKey, wrappedKey }) => (wrappedKey === null ? [] : [{ storageKey, wrappedKey }]));
}
