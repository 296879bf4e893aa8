import { randomBytes, randomUUID } from 'node:crypto';
import { boundTo, unwrapKey, wrapKey, type MasterKey } from '../infra/crypto/wrap-key.js';
import { readInTime, type CommitTerms } from './commit-in-time.js';
import type { Queries } from './database.js';

/** A version of a district's key, opened. The id is what sealed files name. */
export type DistrictKey = { id: string; key: Buffer };

/** Thrown for a school that does not exist. */
export class NoSuchSchool extends Error {
  readonly code = 'no_such_school';
  constructor() {
    super('There is no such school.');
    this.name = 'NoSuchSchool';
  }
}

type CurrentRow = { district_id: string; id: string | null; wrapped_key: Buffer | null };

/**
 * The key that seals new files of the school's district; the first file makes it. It is asked for with each file, so that a rotation
 * counts at once at every part.
 */
export async function currentDistrictKey(terms: CommitTerms, masterKey: MasterKey, schoolId: string): Promise<DistrictKey> {
  return readInTime(terms, async (ask) => {
    for (;;) {
      const { rows } = await ask<CurrentRow>(
        `SELECT school.district_id, district_key.id, district_key.wrapped_key
           FROM school LEFT JOIN district_key ON district_key.district_id = school.district_id AND district_key.retired_at IS NULL
          WHERE school.id = $1`,
        [schoolId],
      );
      const [row] = rows;
      if (row === undefined) throw new NoSuchSchool();
      if (row.id !== null && row.wrapped_key !== null) return { id: row.id, key: openDistrictKey(masterKey, row.id, row.wrapped_key) };
      // Of several parts that make one at the same moment, one does; all then read the same.
      await ask(INSERT_KEY, newKeyOf(row.district_id, masterKey));
    }
  });
}

/** Throws when another master key wrapped it. */
export function openDistrictKey(masterKey: MasterKey, id: string, wrappedKey: Uint8Array): Buffer {
  return unwrapKey(masterKey, wrappedKey, boundTo.districtKey(id));
}

/** The next version of the key of a district, unless there is one for new files. */
const INSERT_KEY = `INSERT INTO district_key (id, district_id, version, wrapped_key)
  SELECT $1::uuid, $2::uuid, coalesce(max(version), 0) + 1, $3::bytea FROM district_key WHERE district_id = $2::uuid ON CONFLICT DO NOTHING`;

function newKeyOf(districtId: string, masterKey: MasterKey): unknown[] {
  const id = randomUUID();
  return [id, districtId, wrapKey(masterKey, randomBytes(32), boundTo.districtKey(id))];
}

/** Retires the key of new files and makes the next version. The district is locked until the transaction ends. Null: there is no such district. */
export async function replaceDistrictKey(client: Queries, districtId: string, masterKey: MasterKey): Promise<number | null> {
  if (!(await lockDistrict(client, districtId))) return null;
  await client.query('UPDATE district_key SET retired_at = now() WHERE district_id = $1 AND retired_at IS NULL', [districtId]);
  await client.query(INSERT_KEY, newKeyOf(districtId, masterKey));
  const { rows } = await client.query<{ version: number }>('SELECT version FROM district_key WHERE district_id = $1 AND retired_at IS NULL', [
    districtId,
  ]);
  return rows[0]!.version;
}

/** Locks it, also against the making of keys. False: there is no such district. */
export async function lockDistrict(client: Queries, districtId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM district WHERE id = $1 FOR UPDATE', [districtId]);
  return rowCount === 1;
}

/** A file that is being received may still be sealed with a key that was retired while it came. */
const LATEST_FILE = "interval '1 day'";

/** Deletes retired keys that no stored file needs any more. Returns how many. */
export async function dropUnneededKeys(client: Queries): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM district_key WHERE retired_at < now() - ${LATEST_FILE}
        AND NOT EXISTS (SELECT FROM upload WHERE upload.district_key_id = district_key.id)`,
  );
  return rowCount ?? 0;
}

/** The ids of the keys of all districts. */
export async function listKeyIds(client: Queries): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM district_key ORDER BY id');
  return rows.map(({ id }) => id);
}

/** The ids of all keys of a district. */
export async function listDistrictKeyIds(client: Queries, districtId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM district_key WHERE district_id = $1 ORDER BY version', [districtId]);
  return rows.map(({ id }) => id);
}

/** Which of these are keys of districts, each with its district. */
export async function areDistrictKeys(client: Queries, ids: readonly string[]): Promise<{ id: string; districtId: string }[]> {
  const { rows } = await client.query<{ id: string; districtId: string }>(
    'SELECT id, district_id AS "districtId" FROM district_key WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  return rows;
}

/** Whether a file is under way that was sealed with one of these keys. */
export async function areKeysInUse(client: Queries, keyIds: readonly string[], inProgress: readonly string[]): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    `SELECT coalesce(EXISTS (SELECT FROM sync JOIN upload ON upload.id = sync.upload_id
                              WHERE upload.district_key_id = ANY ($1::uuid[]) AND sync.status = ANY ($2::text[]::"SyncStatus"[])), false) AS any`,
    [keyIds, inProgress],
  );
  return rows[0]?.any === true;
}

/** Deletes these keys, and what they wrap. Returns the uploads that cannot be opened any more. */
export async function destroyDistrictKeys(client: Queries, keyIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE upload SET wrapped_key = NULL, district_key_id = NULL, purged_at = coalesce(purged_at, now())
      WHERE district_key_id = ANY ($1::uuid[]) RETURNING id`,
    [keyIds],
  );
  await client.query('DELETE FROM district_key WHERE id = ANY ($1::uuid[])', [keyIds]);
  return rows.map(({ id }) => id);
}
