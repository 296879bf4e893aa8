import type { Database } from './database.js';

/** How long a request can be repeated. */
const KEPT_HOURS = 24;
/** How long a process may hold a request without renewing it: a dead process loses it after that, a living one renews it in time. */
const LEASE_SECONDS = 15;

/** `route`: method and path. */
export type RequestName = { accountId: string; key: string; route: string };

/** `fingerprint`: SHA-256 of query and body; `answer` is sealed. Null where it is not known yet. */
export type StoredRequest = { fingerprint: Buffer | null; status: number | null; answer: Buffer | null };

/** Claims a request for this caller. False: another caller works on it, or it has its answer. */
export async function claimRequest({ pool }: Database, { accountId, key, route }: RequestName, fingerprint: Buffer | null): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO repeatable_request AS r (account_id, key, route, fingerprint, lease_until, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => ${LEASE_SECONDS}), now() + make_interval(hours => ${KEPT_HOURS}))
     ON CONFLICT (account_id, key, route) DO UPDATE
        SET fingerprint = excluded.fingerprint, lease_until = excluded.lease_until, expires_at = excluded.expires_at, status = NULL, answer = NULL
      WHERE r.expires_at <= now() OR (r.lease_until <= now() AND r.fingerprint IS NOT DISTINCT FROM excluded.fingerprint)`,
    [accountId, key, route, fingerprint],
  );
  return rowCount === 1;
}

/** Null: there is no such request (any more). */
export async function readRequest({ pool }: Database, { accountId, key, route }: RequestName): Promise<StoredRequest | null> {
  const { rows } = await pool.query<StoredRequest>(
    'SELECT fingerprint, status, answer FROM repeatable_request WHERE account_id = $1 AND key = $2 AND route = $3',
    [accountId, key, route],
  );
  return rows[0] ?? null;
}

/** The caller is still working on it. */
export async function renewLease({ pool }: Database, { accountId, key, route }: RequestName): Promise<void> {
  await pool.query(
    `UPDATE repeatable_request SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      WHERE account_id = $1 AND key = $2 AND route = $3 AND lease_until IS NOT NULL`,
    [accountId, key, route],
  );
}

export async function storeAnswer(
  { pool }: Database,
  { accountId, key, route }: RequestName,
  { fingerprint, status, answer }: { fingerprint: Buffer; status: number; answer: Buffer },
): Promise<void> {
  await pool.query(
    `UPDATE repeatable_request SET lease_until = NULL, fingerprint = $4, status = $5, answer = $6
      WHERE account_id = $1 AND key = $2 AND route = $3`,
    [accountId, key, route, fingerprint, status, answer],
  );
}

/** Releases a request that failed. A request with an answer stays. */
export async function deleteRequest({ pool }: Database, { accountId, key, route }: RequestName): Promise<void> {
  await pool.query('DELETE FROM repeatable_request WHERE account_id = $1 AND key = $2 AND route = $3 AND lease_until IS NOT NULL', [
    accountId,
    key,
    route,
  ]);
}

/** Forgets the requests whose day is over. Returns how many. */
export async function forgetRepeatableRequests({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM repeatable_request WHERE expires_at <= now()');
  return rowCount ?? 0;
}
