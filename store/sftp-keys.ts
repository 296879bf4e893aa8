import type { Database, Queries } from './database.js';

/** A public key with which a school's SFTP user signs in. `line`: type and key as OpenSSH writes them, without a comment. */
export type SftpKey = { id: string; name: string; type: string; fingerprint: string; line: string; createdAt: Date; lastUsedAt: Date | null };

/** In the order in which they were added. */
export async function listSftpKeys(queries: Queries, schoolId: string): Promise<SftpKey[]> {
  const { rows } = await queries.query<SftpKey>(
    `SELECT id, name, type, fingerprint, line, created_at AS "createdAt", last_used_at AS "lastUsedAt"
       FROM sftp_key WHERE school_id = $1 ORDER BY created_at, id`,
    [schoolId],
  );
  return rows;
}

/** Null: the school has this key already. */
export async function insertSftpKey(
  queries: Queries,
  schoolId: string,
  key: Pick<SftpKey, 'name' | 'type' | 'fingerprint' | 'line' | 'createdAt'>,
): Promise<SftpKey | null> {
  const { rows } = await queries.query<SftpKey>(
    `INSERT INTO sftp_key (school_id, name, type, fingerprint, line, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (school_id, fingerprint) DO NOTHING
     RETURNING id, name, type, fingerprint, line, created_at AS "createdAt", last_used_at AS "lastUsedAt"`,
    [schoolId, key.name, key.type, key.fingerprint, key.line, key.createdAt],
  );
  return rows[0] ?? null;
}

/** False: the school does not have this key. Sessions that it opened end with it. */
export async function deleteSftpKey(queries: Queries, schoolId: string, keyId: string): Promise<boolean> {
  const { rowCount } = await queries.query('DELETE FROM sftp_key WHERE school_id = $1 AND id = $2', [schoolId, keyId]);
  return rowCount === 1;
}

/** Records the use of a key. False: it was removed. */
export async function noteSftpKeyUse(queries: Queries, schoolId: string, keyId: string, at: Date): Promise<boolean> {
  const { rowCount } = await queries.query('UPDATE sftp_key SET last_used_at = $3 WHERE school_id = $1 AND id = $2', [schoolId, keyId, at]);
  return rowCount === 1;
}

/** As people write them: a single address without its length. */
const ALLOWED = 'ARRAY(SELECT abbrev(network) FROM unnest(allowed_addresses) WITH ORDINALITY AS allowed (network, place) ORDER BY place)';

/** The networks from which a school's SFTP user may come; none: from anywhere. Null: the school has no SFTP user. */
export async function readAllowedAddresses({ pool }: Database, schoolId: string): Promise<string[] | null> {
  const { rows } = await pool.query<{ allowed: string[] }>(`SELECT ${ALLOWED} AS allowed FROM sftp_account WHERE school_id = $1`, [schoolId]);
  return rows[0]?.allowed ?? null;
}

/** Returns them as they are stored; null: the school has no SFTP user. Sessions from elsewhere end. */
export async function writeAllowedAddresses(queries: Queries, schoolId: string, allowed: readonly string[]): Promise<string[] | null> {
  const { rows } = await queries.query<{ allowed: string[] }>(
    `UPDATE sftp_account SET allowed_addresses = $2::inet[] WHERE school_id = $1 RETURNING ${ALLOWED} AS allowed`,
    [schoolId, allowed],
  );
  return rows[0]?.allowed ?? null;
}
