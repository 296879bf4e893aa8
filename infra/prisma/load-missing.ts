import type { MissingCount } from '../../domain/report/night-verdict.js';
import type { Database } from './database.js';

/** Active people who are in the roster and not in the data: who waits for an owner, and who waits for further absences. */
export async function loadMissing({ pool }: Database, schoolId: string, absencesBeforeArchive: number): Promise<MissingCount[]> {
  const { rows } = await pool.query<MissingCount>(
    `SELECT category, sum(held)::int AS held, sum(waiting)::int AS waiting
       FROM (SELECT change.category, count(DISTINCT change.person_id) AS held, 0 AS waiting
               FROM sync JOIN change ON change.sync_id = sync.id
              WHERE sync.school_id = $1 AND sync.status = 'HELD' AND change.kind = 'ARCHIVE' AND change.state = 'HELD'
              GROUP BY change.category
             UNION ALL
             SELECT person.category, 0, count(*) FROM (${WAITING}) AS waiting JOIN person ON person.id = waiting.person_id
              GROUP BY person.category) AS missing
      GROUP BY category ORDER BY category`,
    [schoolId, absencesBeforeArchive],
  );
  return rows;
}

/** The names of those who wait for further absences, by last name: for mails of owners who asked for names. */
export async function loadNamesOfWaiting({ pool }: Database, schoolId: string, absencesBeforeArchive: number, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT concat_ws(' ', person.first_name, person.last_name) AS name
       FROM (${WAITING}) AS waiting JOIN person ON person.id = waiting.person_id
      ORDER BY person.last_name, person.first_name, person.id LIMIT $3`,
    [schoolId, absencesBeforeArchive, limit],
  );
  return rows.map(({ name }) => name);
}

/** Of school $1, who has been absent, but less than $2 times. */
const WAITING = `
  SELECT absence.person_id FROM absence JOIN person ON person.id = absence.person_id AND person.state = 'ACTIVE'
   WHERE absence.school_id = $1 GROUP BY absence.person_id HAVING count(*) < $2`;
