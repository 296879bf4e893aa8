import { SILENT_NIGHTS } from '../domain/arrival/escalation-night.js';
import type { NothingUsableCause } from '../domain/arrival/nothing-usable-cause.js';
import { FINAL } from '../domain/report/judge-mail.js';
import { chooseRecipients } from '../domain/report/choose-recipients.js';
import type { RosteringSettings } from '../domain/settings.js';
import type { Database } from './database.js';
import { IS_NO_COMPANION } from './is-no-companion.js';

/** The nights since the last file in which one was expected and none came. `cause`: of the newest of them. */
export type Silence = { since: string; nights: number; cause: NothingUsableCause | null };

/** The silence of a school up to a night; null: that night had a file, or there are too few silent nights to tell the others. */
export async function readSilence({ pool }: Database, schoolId: string, night: string): Promise<Silence | null> {
  const { rows } = await pool.query<{ since: string | null; nights: number; cause: NothingUsableCause | null }>(
    `SELECT min(date)::text AS since, count(*)::int AS nights, (array_agg(verdict->'cause' ORDER BY date DESC))[1] AS cause
       FROM night WHERE school_id = $1 AND date <= $2::date AND (verdict->>'expected')::boolean AND (verdict->>'files')::int = 0
        AND date > coalesce((SELECT max(date) FROM night WHERE school_id = $1 AND date <= $2::date AND (verdict->>'files')::int > 0), '-infinity'::date)`,
    [schoolId, night],
  );
  const { since, nights, cause } = rows[0]!;
  return since === null || nights < SILENT_NIGHTS ? null : { since, nights, cause };
}

/** Whether a real file came after this instant. */
export async function hasFileSince({ pool }: Database, schoolId: string, since: Date): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    `SELECT coalesce(EXISTS (SELECT FROM sync WHERE school_id = $1 AND NOT dry_run AND received_at > $2 AND ${IS_NO_COMPANION}), false) AS any`,
    [schoolId, since],
  );
  return rows[0]!.any;
}

/** Syncs that wait for an owner, in the order in which they came. */
export async function listOpenHolds({ pool }: Database, schoolId: string): Promise<{ syncId: string; receivedAt: Date }[]> {
  const { rows } = await pool.query<{ syncId: string; receivedAt: Date }>(
    `SELECT id AS "syncId", received_at AS "receivedAt" FROM sync
      WHERE school_id = $1 AND NOT dry_run AND status = 'HELD' AND decision IS NULL ORDER BY id`,
    [schoolId],
  );
  return rows;
}

/** A District Manager of hundreds of schools gets no more reminders of one night than this: the overview has all of them, the worst first. */
const MOST_A_NIGHT = 10;

/**
 * Who is told of a matter that is open on the second day: Owners of the school and District Managers who can sign in and are no recipients. A
 * District Manager who was told of ten schools within the last 20 hours is left out.
 */
export async function listEscalationAddresses({ pool }: Database, schoolId: string, settings: RosteringSettings, now: Date): Promise<string[]> {
  const { rows } = await pool.query<{ email: string }>(
    `SELECT account.email FROM account JOIN school ON school.id = $1
      WHERE account.removed_at IS NULL AND account.password_hash IS NOT NULL
        AND account.email <> ALL ($3::text[])
        AND (account.school_id = school.id
             OR account.district_id = school.district_id
                AND (SELECT count(*) FROM notification WHERE kind = 'ESCALATION' AND recipient = account.email
                        AND created_at > $2::timestamptz - interval '20 hours') < ${MOST_A_NIGHT})
      ORDER BY account.email`,
    [schoolId, now, chooseRecipients(settings.notifications.recipients)],
  );
  return rows.map(({ email }) => email);
}

/** Reminders of a school that are still to be sent: `since` then they are worth reading. */
export async function listOpenEscalations({ pool }: Database, schoolId: string, since: Date): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM notification WHERE school_id = $1 AND kind = 'ESCALATION' AND created_at > $2 AND sent_at IS NULL
        AND coalesce(last_error, '') NOT LIKE '${FINAL}%' ORDER BY id`,
    [schoolId, since],
  );
  return rows.map(({ id }) => id);
}

/** Of a sync that is held and undecided: when it came, and whether its reminders were written. Null: it does not wait. */
export async function readOpenHold({ pool }: Database, syncId: string): Promise<{ receivedAt: Date; isTold: boolean } | null> {
  const { rows } = await pool.query<{ receivedAt: Date; isTold: boolean }>(
    `SELECT received_at AS "receivedAt",
            coalesce(EXISTS (SELECT FROM notification WHERE sync_id = sync.id AND kind = 'ESCALATION'), false) AS "isTold"
       FROM sync WHERE id = $1 AND NOT dry_run AND status = 'HELD' AND decision IS NULL`,
    [syncId],
  );
  return rows[0] ?? null;
}
