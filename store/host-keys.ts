import type { Queries } from './database.js';

/** `fingerprint` as OpenSSH prints it; `wrappedKey`: the private key, which only the master key opens. */
export type StoredHostKey = { fingerprint: string; wrappedKey: Buffer };

/** Null: the gateways have no key of this algorithm yet. */
export async function readHostKey(queries: Queries, algorithm: string): Promise<StoredHostKey | null> {
  const { rows } = await queries.query<StoredHostKey>('SELECT fingerprint, wrapped_key AS "wrappedKey" FROM gateway_host_key WHERE algorithm = $1', [
    algorithm,
  ]);
  return rows[0] ?? null;
}

/** Stores a key unless there is one of this algorithm: the first one counts. */
export async function insertHostKey(queries: Queries, { fingerprint, algorithm, wrappedKey }: StoredHostKey & { algorithm: string }): Promise<void> {
  await queries.query('INSERT INTO gateway_host_key (fingerprint, algorithm, wrapped_key) VALUES ($1, $2, $3) ON CONFLICT (algorithm) DO NOTHING', [
    fingerprint,
    algorithm,
    wrappedKey,
  ]);
}

/** The fingerprints of all keys, in their order. */
export async function listHostKeyFingerprints(queries: Queries): Promise<string[]> {
  const { rows } = await queries.query<{ fingerprint: string }>('SELECT fingerprint FROM gateway_host_key ORDER BY 1');
  return rows.map(({ fingerprint }) => fingerprint);
}

/** Whether any SIS has ever signed in, and so knows a host key. */
export async function hasSftpSignIns(queries: Queries): Promise<boolean> {
  const { rowCount } = await queries.query('SELECT 1 FROM sftp_account WHERE last_used_at IS NOT NULL LIMIT 1');
  return rowCount === 1;
}
