import { archivingCategories } from '../../domain/plan/archiving-categories.js';
import type { MissingCount } from '../../domain/report/night-verdict.js';
import type { SettingsInSeason } from '../../domain/plan/season.js';
import type { Database } from '../database.js';
import { WAITING } from '../waiting-sql.js';

/** Older files are of no use for the missing people in a daily mail. */
const NEWEST_DAYS = 14;

/**
 * Active people who are in the roster and not in the data: those whose archiving waits for an owner, those who wait for further
 * absences, and those who stay because missing people of the category are kept (up to a thousand by name).
 */
export async function loadMissing(
  { pool }: Database,
  schoolId: string,
  settings: Pick<SettingsInSeason, 'categories' | 'additionsOnly'>,
  until: Date,
): Promise<MissingCount[]> {
  const { rows } = await pool.query<MissingCount>(
    `SELECT category, sum(held)::int AS held, sum(waiting)::int AS waiting, sum(kept)::int AS kept
       FROM (SELECT change.category, count(DISTINCT change.person_id) AS held, 0 AS waiting, 0 AS kept
               FROM sync JOIN change ON change.sync_id = sync.id
              WHERE sync.school_id = $1 AND sync.status = 'HELD' AND change.kind = 'ARCHIVE' AND change.state = 'HELD'
              GROUP BY change.category
             UNION ALL
             SELECT category, 0, count(*), 0 FROM (${WAITING}) AS waiting WHERE held_by IS NULL GROUP BY category
             UNION ALL
             SELECT change.category, 0, 0, count(*)
               FROM (SELECT DISTINCT ON (category) category, sync.id FROM sync CROSS JOIN unnest(sync.stands_for) AS category
                      WHERE sync.school_id = $1 AND NOT sync.dry_run AND sync.planned_for IS NOT NULL
                        AND sync.status NOT IN ('FAILED', 'SUPERSEDED', 'CANCELLED', 'UNDONE')
                        AND sync.received_at > $3::timestamptz - interval '${NEWEST_DAYS} days' AND sync.received_at <= $3
                      ORDER BY category, sync.received_at DESC, sync.id DESC) AS newest
               JOIN change ON change.sync_id = newest.id AND change.category = newest.category
                          AND change.kind = 'ARCHIVE' AND change.state = 'SKIPPED' AND change.why_code = 'missing_users_keep'
               JOIN person ON person.id = change.person_id AND person.state = 'ACTIVE'
              GROUP BY change.category) AS missing
      GROUP BY category ORDER BY category`,
    [schoolId, archivingCategories(settings), until],
  );
  return rows;
}

/** The names of the people that loadMissing counts as waiting, by last name: for mails to owners who asked for names. */
export async function loadNamesOfWaiting(
  { pool }: Database,
  schoolId: string,
  settings: Pick<SettingsInSeason, 'categories' | 'additionsOnly'>,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT concat_ws(' ', person.first_name, person.last_name) AS name
       FROM (${WAITING}) AS waiting JOIN person ON person.id = waiting.person_id
      WHERE waiting.held_by IS NULL
      ORDER BY person.last_name, person.first_name, person.id LIMIT $3`,
    [schoolId, archivingCategories(settings), limit],
  );
  return rows.map(({ name }) => name);
}
