import type { Database } from '../../store/database.js';
import { openAnswer, sealAnswer } from './seal-answer.js';

/** How long a request can be repeated. */
const KEPT_HOURS = 24;
/** A process that died in the middle is believed to work on a request for so long; a living one says so again in time. */
const LEASE_SECONDS = 15;
const RENEW_LEASE_MS = 5_000;

/** `route`: method and path. `fingerprint`: SHA-256 of query and body; null: it is known only when the body has been read. */
export type RequestName = { accountId: string; key: string; route: string };

export type GivenAnswer = { status: number; body: string };

export type Beginning =
  /** The first time, or the time before came to nothing: do the work, then `finish` or `release`. */
  | { kind: 'first'; finish(answer: GivenAnswer & { fingerprint: Buffer }): Promise<void>; release(): Promise<void> }
  | { kind: 'answered'; fingerprint: Buffer; answer: GivenAnswer }
  | { kind: 'under_way'; fingerprint: Buffer | null };

export type RepeatableRequests = {
  /** Claims the request for this caller, or tells what became of it. One of any number of callers is the first. */
  begin(name: RequestName, fingerprint: Buffer | null): Promise<Beginning>;
};

/**
 * Requests with an Idempotency-Key and their answers, for a day. Only what succeeded is kept: a refusal changed nothing, and
 * the repetition is judged anew. A process that dies between the work and its answer leaves the request to the repetition,
 * which then does the work once more.
 */
export function createRepeatableRequests({ database, masterKey }: { database: Database; masterKey: Buffer }): RepeatableRequests {
  const { pool } = database;
  return {
    async begin(name, fingerprint) {
      const { accountId, key, route } = name;
      const claimed = await pool.query(
        `INSERT INTO repeatable_request AS r (account_id, key, route, fingerprint, lease_until, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(secs => ${LEASE_SECONDS}), now() + make_interval(hours => ${KEPT_HOURS}))
         ON CONFLICT (account_id, key, route) DO UPDATE
            SET fingerprint = excluded.fingerprint, lease_until = excluded.lease_until, expires_at = excluded.expires_at, status = NULL, answer = NULL
          WHERE r.expires_at <= now() OR (r.lease_until <= now() AND r.fingerprint IS NOT DISTINCT FROM excluded.fingerprint)`,
        [accountId, key, route, fingerprint],
      );
      if (claimed.rowCount === 1) return first(name);
      const { rows } = await pool.query<{ fingerprint: Buffer | null; status: number | null; answer: Buffer | null }>(
        'SELECT fingerprint, status, answer FROM repeatable_request WHERE account_id = $1 AND key = $2 AND route = $3',
        [accountId, key, route],
      );
      const found = rows[0];
      if (found?.status == null || found.answer === null || found.fingerprint === null) {
        return { kind: 'under_way', fingerprint: found?.fingerprint ?? null };
      }
      const body = openAnswer(masterKey, found.answer, placeOf(name));
      return { kind: 'answered', fingerprint: found.fingerprint, answer: { status: found.status, body } };
    },
  };

  function first(name: RequestName): Beginning {
    const where = [name.accountId, name.key, name.route];
    const renewing = setInterval(() => {
      pool
        .query(
          `UPDATE repeatable_request SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
            WHERE account_id = $1 AND key = $2 AND route = $3 AND lease_until IS NOT NULL`,
          where,
        )
        .catch(() => undefined);
    }, RENEW_LEASE_MS);
    renewing.unref();
    return {
      kind: 'first',
      finish: async ({ fingerprint, status, body }) => {
        clearInterval(renewing);
        await pool.query(
          `UPDATE repeatable_request SET lease_until = NULL, fingerprint = $4, status = $5, answer = $6
            WHERE account_id = $1 AND key = $2 AND route = $3`,
          [...where, fingerprint, status, sealAnswer(masterKey, body, placeOf(name))],
        );
      },
      release: async () => {
        clearInterval(renewing);
        await pool.query('DELETE FROM repeatable_request WHERE account_id = $1 AND key = $2 AND route = $3 AND lease_until IS NOT NULL', where);
      },
    };
  }
}

/** Forgets the requests whose day is over. Returns how many. */
export async function forgetRepeatableRequests({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM repeatable_request WHERE expires_at <= now()');
  return rowCount ?? 0;
}

function placeOf({ accountId, key, route }: RequestName): string {
  return JSON.stringify([accountId, key, route]);
}
