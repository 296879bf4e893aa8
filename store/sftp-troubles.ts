import { noTroubles, type SftpTroubleKind, type SftpTroubles } from '../domain/arrival/nothing-usable-cause.js';
import type { Database } from './database.js';

/** Cut-off uploads are in the audit trail, and programs without a common algorithm among the attempts: they are not repeated here. */
export type CountedTrouble = Exclude<SftpTroubleKind, 'cut_off' | 'no_common_algorithm'>;

/** How often one SFTP user had this trouble; `lastAt` is the last time. */
export type SftpTroubleCount = { username: string; kind: CountedTrouble; times: number; lastAt: Date };

/** Longer than the rhythm of any report; the counts are of no use after it. */
const KEPT_DAYS = 60;
// More than anyone reads, and far below the limit of an integer.
const MOST_TIMES = 1_000_000;

/** Adds counts to the schools of these SFTP users, in one statement. Unknown names are ignored. */
export async function addSftpTroubles({ pool }: Database, counts: readonly SftpTroubleCount[]): Promise<void> {
  if (counts.length === 0) return;
  await pool.query(
    `INSERT INTO sftp_trouble AS stored (school_id, kind, hour, times, last_at)
     SELECT account.school_id, trouble.kind, date_trunc('hour', trouble.last_at, 'UTC'), least(sum(trouble.times), ${MOST_TIMES}), max(trouble.last_at)
       FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[]) AS trouble(username, kind, times, last_at)
       JOIN sftp_account account ON account.username = trouble.username
      GROUP BY 1, 2, 3
     ON CONFLICT (school_id, kind, hour) DO UPDATE
        SET times = least(stored.times + excluded.times, ${MOST_TIMES}), last_at = greatest(stored.last_at, excluded.last_at)`,
    [counts.map(({ username }) => username), counts.map(({ kind }) => kind), counts.map(({ times }) => times), counts.map(({ lastAt }) => lastAt)],
  );
}

/** What kept the SIS of a school from delivering a file between two instants. Counts are by whole hours. */
export async function loadSftpTroubles({ pool }: Database, schoolId: string, from: Date, until: Date): Promise<SftpTroubles> {
  const { rows } = await pool.query<{ kind: SftpTroubleKind; times: number; lastAt: Date }>(
    `SELECT kind, sum(times)::int AS times, max(last_at) AS "lastAt" FROM sftp_trouble
      WHERE school_id = $1 AND last_at > $2 AND hour <= $3 GROUP BY kind
     UNION ALL
     SELECT 'cut_off', count(*)::int, max(at) FROM audit_entry
      WHERE school_id = $1 AND action = 'upload.cut_off' AND at > $2 AND at <= $3 HAVING count(*) > 0
     UNION ALL
     SELECT 'no_common_algorithm', sum(times)::int, max(at) FROM sftp_attempt
      WHERE school_id = $1 AND cause = 'no_common_algorithm' AND at > $2 AND at <= $3 HAVING count(*) > 0`,
    [schoolId, from, until],
  );
  return {
    ...noTroubles(),
    ...Object.fromEntries(rows.map(({ kind, times, lastAt }) => [kind, { times, lastAt: lastAt.toISOString() }])),
  };
}

/** Forgets counts that no report asks for any more. Returns how many. */
export async function forgetSftpTroubles({ pool }: Database, now: Date): Promise<number> {
  const { rowCount } = await pool.query(`DELETE FROM sftp_trouble WHERE hour < $1::timestamptz - interval '${KEPT_DAYS} days'`, [now]);
  return rowCount ?? 0;
}
