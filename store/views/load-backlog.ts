import { defaultSettings } from '../../domain/settings.js';
import { IN_PROGRESS } from '../../domain/sync-status.js';
import { FINAL, MAIL_KINDS, WORTH_READING_HOURS } from '../../domain/report/judge-mail.js';
import type { Queries } from '../database.js';
import { sqlStatuses } from '../sync-store.js';

/** How many items wait, and how long the oldest has waited; 0 seconds: none waits. */
export type Waiting = { count: number; oldestS: number };

/** The unfinished work of an installation. Counts and seconds, over all schools. */
export type Backlog = {
  /** Syncs that have not ended, by status; a status of none is missing. */
  open: { status: string; count: number; oldestS: number }[];
  /** Syncs that failed within a day: each is work for support. One that support cancelled does not count. */
  failedToday: number;
  /** Uploads that Temporal does not know yet. */
  unannounced: Waiting;
  /** Decisions of owners that no workflow has carried out. */
  undecided: Waiting;
  /** Mails that are not sent and not given up. */
  mails: Waiting;
};

/** Seconds after which nobody sends a mail any more. */
const WORTH_READING = MAIL_KINDS.map((kind) => `WHEN '${kind}' THEN ${WORTH_READING_HOURS[kind] * 3600}`).join(' ');

export async function loadBacklog(queries: Queries): Promise<Backlog> {
  const open = await queries.query<{ status: string; count: number; oldestS: number }>(
    `SELECT status::text, count(*)::int AS count, greatest(0, extract(epoch FROM now() - min(received_at)))::float8 AS "oldestS"
       FROM sync WHERE status IN ${sqlStatuses([...IN_PROGRESS, 'HELD'])} GROUP BY status`,
  );
  const failed = await queries.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM sync
      WHERE status = 'FAILED' AND finished_at > now() - interval '1 day' AND coalesce(error_code, '') <> 'cancelled'`,
  );
  const unannounced = await queries.query<Waiting>(
    `SELECT count(*)::int AS count, coalesce(greatest(0, extract(epoch FROM now() - min(received_at))), 0)::float8 AS "oldestS"
       FROM sync WHERE announced_at IS NULL`,
  );
  const undecided = await queries.query<Waiting>(
    `SELECT count(*)::int AS count,
            coalesce(greatest(0, extract(epoch FROM now() - min((decision->>'at')::timestamptz))), 0)::float8 AS "oldestS"
       FROM sync WHERE status = 'HELD' AND decision IS NOT NULL`,
  );
  const mails = await queries.query<Waiting>(
    `SELECT count(*)::int AS count, coalesce(greatest(0, extract(epoch FROM now() - min(created_at))), 0)::float8 AS "oldestS"
       FROM notification WHERE sent_at IS NULL AND coalesce(last_error, '') NOT LIKE '${FINAL}%'
        AND created_at > now() - make_interval(secs => CASE kind::text ${WORTH_READING} END)`,
  );
  const [none] = [{ count: 0, oldestS: 0 }];
  return {
    open: open.rows,
    failedToday: failed.rows[0]?.count ?? 0,
    unannounced: unannounced.rows[0] ?? none,
    undecided: undecided.rows[0] ?? none,
    mails: mails.rows[0] ?? none,
  };
}

/** A night is due at the time of the settings; its delay, its patience with open files and the catching-up after an outage end within this. */
const NIGHT_TAKES_MINUTES = 90;

/**
 * Schools whose last due night is not closed: rostering is on, and was switched on, or last changed, before the night was due. The dates
 * are those of domain/arrival/night-window.ts: a run that is due before noon closes the evening before.
 */
export async function countNightsNotClosed(queries: Queries): Promise<number> {
  const { rows } = await queries.query<{ count: number }>(
    `WITH rostering AS (
       SELECT school.id, school.time_zone AS zone, s.updated_at,
              coalesce(s.settings->'nightly'->>'at', $1)::time AS at,
              (now() - ${NIGHT_TAKES_MINUTES} * interval '1 minute') AT TIME ZONE school.time_zone AS local
         FROM rostering_settings s JOIN school ON school.id = s.school_id
        WHERE (s.settings->>'enabled')::boolean AND s.settings->>'method' = 'SFTP'
     ), due AS (
       SELECT id, zone, updated_at, at, local::date - CASE WHEN local::time >= at THEN 0 ELSE 1 END AS closing FROM rostering
     ), night_due AS (
       SELECT id, updated_at, closing - CASE WHEN at < '12:00' THEN 1 ELSE 0 END AS date, (closing + at) AT TIME ZONE zone AS due_at FROM due
     )
     SELECT count(*)::int AS count FROM night_due
      WHERE updated_at < due_at AND NOT EXISTS (SELECT 1 FROM night WHERE night.school_id = night_due.id AND night.date = night_due.date)`,
    [defaultSettings().nightly.at],
  );
  return rows[0]?.count ?? 0;
}

/** Stored changes of previews. The number grows until they are purged, so ask rarely. */
export async function countPreviewRows(queries: Queries): Promise<number> {
  const { rows } = await queries.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM change JOIN sync ON sync.id = change.sync_id WHERE sync.dry_run',
  );
  return rows[0]?.count ?? 0;
}
