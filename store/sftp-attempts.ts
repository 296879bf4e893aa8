import type { SftpAttemptCause, SftpAttemptOutcome } from '../domain/sftp-attempts.js';
import type { Database } from './database.js';

/** Equal attempts of one SFTP user; `at` is the last of them. `detail`: the algorithms that a program offered, none of which is accepted. */
export type SftpAttempt = {
  at: Date;
  times: number;
  address: string;
  client: string;
  outcome: SftpAttemptOutcome;
  cause: SftpAttemptCause | null;
  detail: string | null;
};
/** `username` null: the program did not get as far as its user name; the attempt belongs to the school that last signed in from that address. */
export type NotedSftpAttempt = SftpAttempt & { network: string; username: string | null };

/** More than an owner reads; the oldest go. */
const KEPT_PER_SCHOOL = 100;
const KEPT_DAYS = 30;
/** For how long the address of a school's last sign-in shows whose program it is. */
const ADDRESS_TELLS_DAYS = 10;

/** Adds attempts to the schools that they are about, and forgets the oldest ones. Unknown names are ignored. */
export async function addSftpAttempts({ pool }: Database, attempts: readonly NotedSftpAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await pool.query(
    `WITH noted AS (
       SELECT attempt.*, coalesce(named.school_id, latest.school_id) AS school_id
         FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                AS attempt(username, at, times, address, network, client, outcome, cause, detail)
         LEFT JOIN sftp_account named ON named.username = attempt.username
         LEFT JOIN LATERAL (
           SELECT school_id FROM sftp_account
            WHERE attempt.username IS NULL AND last_used_from = attempt.address
              AND last_used_at > attempt.at - interval '${ADDRESS_TELLS_DAYS} days'
            ORDER BY last_used_at DESC LIMIT 1) latest ON true
     ), added AS (
       INSERT INTO sftp_attempt (school_id, at, times, address, network, client, outcome, cause, detail)
       SELECT school_id, at, times, address, network, client, outcome, cause, detail FROM noted WHERE school_id IS NOT NULL ORDER BY at
       RETURNING school_id
     )
     DELETE FROM sftp_attempt
      WHERE id IN (
        SELECT old.id FROM (SELECT DISTINCT school_id FROM added) school
         CROSS JOIN LATERAL (
           SELECT id FROM sftp_attempt WHERE school_id = school.school_id ORDER BY id DESC OFFSET ${KEPT_PER_SCHOOL}) old)`,
    [
      attempts.map(({ username }) => username),
      attempts.map(({ at }) => at),
      attempts.map(({ times }) => times),
      attempts.map(({ address }) => address),
      attempts.map(({ network }) => network),
      attempts.map(({ client }) => client),
      attempts.map(({ outcome }) => outcome),
      attempts.map(({ cause }) => cause),
      attempts.map(({ detail }) => detail),
    ],
  );
}

/**
 * Writes into the audit trail that a SIS signed in, or was refused and why: once an hour for each school and cause, because a program, or
 * somebody who guesses, may try again every second.
 */
export async function auditSftpAttempts({ pool }: Database, attempts: readonly NotedSftpAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await pool.query(
    `INSERT INTO audit_entry (district_id, school_id, actor_kind, actor_id, action, detail)
     SELECT DISTINCT school.district_id, school.id, 'sftp', school.id::text, noted.action, jsonb_build_object('cause', noted.cause)
       FROM (SELECT username, cause, CASE outcome WHEN 'SIGNED_IN' THEN 'sftp.signed_in' ELSE 'sftp.rejected' END AS action
               FROM unnest($1::text[], $2::text[], $3::text[]) AS attempt(username, outcome, cause)) noted
       JOIN sftp_account account ON account.username = noted.username
       JOIN school ON school.id = account.school_id
      WHERE NOT EXISTS (
        SELECT FROM audit_entry before
         WHERE before.school_id = school.id AND before.at > now() - interval '1 hour' AND before.action = noted.action
           AND before.detail->>'cause' IS NOT DISTINCT FROM noted.cause)`,
    [attempts.map(({ username }) => username), attempts.map(({ outcome }) => outcome), attempts.map(({ cause }) => cause)],
  );
}

/** The latest sign-ins and refusals of a school's SFTP user, newest first. */
export async function listSftpAttempts({ pool }: Database, schoolId: string, limit: number): Promise<SftpAttempt[]> {
  const { rows } = await pool.query<SftpAttempt>(
    'SELECT at, times, address, client, outcome, cause, detail FROM sftp_attempt WHERE school_id = $1 ORDER BY at DESC, id DESC LIMIT $2',
    [schoolId, limit],
  );
  return rows;
}

/** Forgets what is older than a month. Returns how many rows. */
export async function forgetSftpAttempts({ pool }: Database, now: Date): Promise<number> {
  const { rowCount } = await pool.query(`DELETE FROM sftp_attempt WHERE at < $1::timestamptz - interval '${KEPT_DAYS} days'`, [now]);
  return rowCount ?? 0;
}
