import type { Queries } from './database.js';

/** `CURRENT`: the gateways show it. `NEXT`: it will follow. `FORMER`: it came before, and is not retired yet. */
export type HostKeyRole = 'CURRENT' | 'NEXT' | 'FORMER';

/** `fingerprint` as OpenSSH prints it; `wrappedKey`: the private key, which only the master key opens. */
export type StoredHostKey = { fingerprint: string; wrappedKey: Buffer; role: HostKeyRole; madeAt: Date };

/** The keys of this algorithm, the current one first; none: the gateways have no key of it yet. */
export async function readHostKeys(queries: Queries, algorithm: string): Promise<StoredHostKey[]> {
  const { rows } = await queries.query<StoredHostKey>(
    `SELECT fingerprint, wrapped_key AS "wrappedKey", role, made_at AS "madeAt" FROM gateway_host_key WHERE algorithm = $1 ORDER BY role`,
    [algorithm],
  );
  return rows;
}

/** Stores a key unless there is one of this algorithm and role: the first one counts. Says whether this one was stored. */
export async function insertHostKey(
  queries: Queries,
  { fingerprint, algorithm, wrappedKey, role }: Omit<StoredHostKey, 'madeAt'> & { algorithm: string },
): Promise<boolean> {
  const { rowCount } = await queries.query(
    `INSERT INTO gateway_host_key (fingerprint, algorithm, wrapped_key, role) VALUES ($1, $2, $3, $4::"HostKeyRole") ON CONFLICT (algorithm, role) DO NOTHING`,
    [fingerprint, algorithm, wrappedKey, role],
  );
  return rowCount === 1;
}

/** Changes the role of a key. Says whether there was one; the database refuses a role that another key already has. */
export async function moveHostKey(queries: Queries, algorithm: string, from: HostKeyRole, to: HostKeyRole): Promise<boolean> {
  const { rowCount } = await queries.query('UPDATE gateway_host_key SET role = $3::"HostKeyRole" WHERE algorithm = $1 AND role = $2::"HostKeyRole"', [
    algorithm,
    from,
    to,
  ]);
  return rowCount === 1;
}

/** Removes the keys of this algorithm that are not the current one. Answers their fingerprints. */
export async function removeOtherHostKeys(queries: Queries, algorithm: string): Promise<string[]> {
  const { rows } = await queries.query<{ fingerprint: string }>(
    `DELETE FROM gateway_host_key WHERE algorithm = $1 AND role <> 'CURRENT' RETURNING fingerprint`,
    [algorithm],
  );
  return rows.map(({ fingerprint }) => fingerprint);
}

/** The fingerprints of all keys: those of one algorithm after another, of each the current one first. */
export async function listHostKeyFingerprints(queries: Queries): Promise<string[]> {
  const { rows } = await queries.query<{ fingerprint: string }>('SELECT fingerprint FROM gateway_host_key ORDER BY algorithm, role');
  return rows.map(({ fingerprint }) => fingerprint);
}

/** Whether any SIS has ever signed in, and so knows a host key. */
export async function hasSftpSignIns(queries: Queries): Promise<boolean> {
  const { rowCount } = await queries.query('SELECT 1 FROM sftp_account WHERE last_used_at IS NOT NULL LIMIT 1');
  return rowCount === 1;
}

/**
 * The SFTP users that signed in during the last 30 days and have not learned a key that was announced since `since`, judging by their
 * program: OpenSSH learns it at its next sign-in, others do not.
 */
export async function listUsersWithoutHostKey(queries: Queries, since: Date, now: Date): Promise<{ username: string; client: string | null }[]> {
  const { rows } = await queries.query<{ username: string; client: string | null }>(
    `SELECT username, last_used_client AS client FROM sftp_account
      WHERE last_used_at > $2::timestamptz - interval '30 days'
        AND NOT (last_used_at > $1 AND coalesce(last_used_client, '') LIKE 'OpenSSH%')
      ORDER BY username`,
    [since, now],
  );
  return rows;
}
