import type { Category } from '../../domain/category.js';
import { archivingCategories } from '../../domain/plan/archiving-categories.js';
import type { SettingsInSeason } from '../../domain/plan/season.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import type { Database } from '../database.js';
import { personViewOf, SELECT_PERSON, type PersonView } from './load-people.js';
import { WAITING } from '../waiting-sql.js';

/** A person who is missing and not archived yet. Days are local dates of the school, `YYYY-MM-DD`. */
export type WaitingView = {
  person: PersonView;
  /** The first day on which they were absent, and the latest. */
  since: string;
  latest: string;
  absences: number;
  /** The setting: they are archived on the day of this absence. */
  of: number;
  /** The latest file that did not list them. */
  sync: { id: string; fileName: string };
  /** The sync whose archiving of this person waits for an owner. */
  heldBy: string | null;
};

export type WaitingQuery = { schoolId: string; category?: Category | undefined; limit: number; cursor?: string | undefined };

/**
 * People who are absent and may be archived by one of the next files, the nearest to it first. Without protected people and
 * categories in which `Missing users` is `Keep`, and nobody during the summer, in which no file archives. Throws WrongCursor.
 */
export async function loadWaiting(
  database: Database,
  query: WaitingQuery,
  settings: Pick<SettingsInSeason, 'categories' | 'safety' | 'additionsOnly'>,
): Promise<Page<WaitingView> & { total: number }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number', 'instant', 'id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const categories = archivingCategories(settings).filter((category) => query.category === undefined || category === query.category);
  const [page, count] = await Promise.all([
    database.pool.query<WaitingRow>(
      `WITH person AS (
         SELECT waiting.since, waiting.latest, waiting.absences, waiting.sync_id, waiting.held_by AS "heldBy", found.*
           FROM (${WAITING}) AS waiting JOIN (${SELECT_PERSON}) AS found ON found.id = waiting.person_id
       )
       SELECT person.*, person.since::text AS since, person.latest::text AS latest, upload.file_name AS "fileName"
         FROM person JOIN sync ON sync.id = person.sync_id JOIN upload ON upload.id = sync.upload_id
        WHERE $3::int IS NULL OR (-person.absences, person.since, person.id) > (-$3::int, $4::date, $5::uuid)
        ORDER BY person.absences DESC, person.since, person.id
        LIMIT $6`,
      [query.schoolId, categories, ...(after ?? [null, null, null]), query.limit + 1],
    ),
    database.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM (${WAITING}) AS waiting`, [query.schoolId, categories]),
  ]);
  const of = settings.safety.absencesBeforeArchive;
  const cut = pageOf(
    page.rows,
    query.limit,
    (row) => waitingViewOf(row, of),
    (row) => [row.absences, `${row.since}T00:00:00.000Z`, row.id],
  );
  return { ...cut, total: count.rows[0]?.total ?? 0 };
}

type WaitingRow = Parameters<typeof personViewOf>[0] & {
  since: string;
  latest: string;
  absences: number;
  sync_id: string;
  fileName: string;
  heldBy: string | null;
};

function waitingViewOf({ since, latest, absences, sync_id, fileName, heldBy, ...person }: WaitingRow, of: number): WaitingView {
  return { person: personViewOf(person), since, latest, absences, of, sync: { id: sync_id, fileName }, heldBy };
}
