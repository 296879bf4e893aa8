import type { Category } from '../../domain/category.js';
import { PERSON_FIELDS, type PersonFields } from '../../domain/person.js';
import { GRADES, type Grade } from '../../domain/reading/read-grade.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import type { Database, Queries } from '../database.js';
import { COLUMN_OF } from '../roster/row-facts-sql.js';
import { searchWords } from '../../domain/search/search-words.js';

/** One person as docs/contract.md fixes it. Instants are ISO 8601. */
export type PersonView = PersonFields & {
  id: string;
  state: 'ACTIVE' | 'ARCHIVED';
  protected: boolean;
  /** An owner archived or restored the person by hand, and no file has said the same since. */
  stateByHand: boolean;
  archivedAt: string | null;
  updatedAt: string;
};

export type PeopleQuery = {
  schoolId: string;
  /** Words that all occur in name, e-mail or number; case and accents do not matter. */
  query?: string | undefined;
  category?: Category | undefined;
  state?: 'ACTIVE' | 'ARCHIVED' | undefined;
  /** NONE: without a grade. */
  grade?: Grade | 'NONE' | undefined;
  /** By last and first name, unless something else is asked for. */
  sort?: PeopleSort | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** How people are ordered: by last and first name, by grade from the youngest and then by name, or those changed last first. */
export const PEOPLE_SORTS = ['NAME', 'GRADE', 'UPDATED'] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

type PersonRow = Omit<PersonView, 'archivedAt' | 'updatedAt'> & { archivedAt: Date | null; updatedAt: Date };

export const SELECT_PERSON = `
  SELECT id, category, ${PERSON_FIELDS.map((field) => `${COLUMN_OF[field]} AS "${field}"`).join(', ')},
         state, protected, state_by_hand AS "stateByHand", archived_at AS "archivedAt", updated_at AS "updatedAt"
    FROM person`;

// People expect Émond between Elliot and Emory, so the order does not depend on the database's collation.
const ORDER = `last_name COLLATE "und-x-icu", first_name COLLATE "und-x-icu", id`;

const WORDS = searchableSql('first_name, last_name, email, student_id, staff_id');

/** People without a grade come last. */
const GRADE_ORDER = `coalesce(array_position(ARRAY[${GRADES.map((grade) => `'${grade}'`).join(', ')}], grade), ${GRADES.length + 1})`;

const FILTER = `school_id = $1 AND ($2::"Category" IS NULL OR category = $2) AND ($3::"PersonState" IS NULL OR state = $3)
      AND (cardinality($4::text[]) = 0 OR ${WORDS} LIKE ALL ($4::text[]))
      AND ($5::text IS NULL OR coalesce(grade, 'NONE') = $5)`;

/** Where a page goes on, and in which order; the place is $6 (the id of a person) and, for those that need it, $7 (an instant). */
const ORDERS: Record<PeopleSort, { after: string; order: string }> = {
  NAME: afterPerson(ORDER),
  GRADE: afterPerson(`${GRADE_ORDER}, ${ORDER}`),
  // A person who is changed between two pages would begin anew by their id alone.
  UPDATED: { after: '(updated_at, id) < ($7::timestamptz, $6)', order: 'updated_at DESC, id DESC' },
};

function afterPerson(order: string): { after: string; order: string } {
  return { after: `(${order}) > (SELECT ${order} FROM person WHERE school_id = $1 AND id = $6)`, order };
}

/** The people of one school in the order that is asked for. The cursor has an id and no name, because names do not belong in URLs. */
export async function loadPeople(database: Database, query: PeopleQuery): Promise<Page<PersonView> & { total: number }> {
  const sort = query.sort ?? 'NAME';
  const place = placeOf(sort, query.cursor);
  const values = valuesOf(query);
  const [page, count] = await Promise.all([
    readPeople(database, sort, values, place, query.limit + 1),
    database.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM person WHERE ${FILTER}`, values),
  ]);
  const positionOf = (row: PersonRow): string[] => (sort === 'UPDATED' ? [row.updatedAt.toISOString(), row.id] : [row.id]);
  return { ...pageOf(page, query.limit, personViewOf, positionOf), total: count.rows[0]?.total ?? 0 };
}

/** All people of the filter in their order, in batches: for a download of any length. */
export async function* streamPeople(database: Database, query: Omit<PeopleQuery, 'limit' | 'cursor'>): AsyncGenerator<PersonView[]> {
  const sort = query.sort ?? 'NAME';
  const values = valuesOf(query);
  const batch = 1_000;
  for (let place: Place = [null, null]; ;) {
    const rows = await readPeople(database, sort, values, place, batch);
    if (rows.length > 0) yield rows.map(personViewOf);
    if (rows.length < batch) return;
    const last = rows.at(-1)!;
    place = [last.id, last.updatedAt.toISOString()];
  }
}

type Place = [id: string | null, at: string | null];

function placeOf(sort: PeopleSort, cursor: string | undefined): Place {
  if (cursor === undefined) return [null, null];
  if (sort === 'UPDATED') {
    const after = readCursor(cursor, ['instant', 'id'] as const);
    if (after === null) throw new WrongCursor();
    return [after[1], after[0]];
  }
  const after = readCursor(cursor, ['id'] as const);
  if (after === null) throw new WrongCursor();
  return [after[0], null];
}

function valuesOf({ schoolId, category, state, query, grade }: Omit<PeopleQuery, 'limit' | 'cursor'>): unknown[] {
  return [schoolId, category ?? null, state ?? null, patternsOf(query ?? ''), grade ?? null];
}

async function readPeople(database: Database, sort: PeopleSort, values: unknown[], [id, at]: Place, limit: number): Promise<PersonRow[]> {
  const { after, order } = ORDERS[sort];
  const { rows } = await database.pool.query<PersonRow>(
    `${SELECT_PERSON}
      WHERE ${FILTER} AND ($6::uuid IS NULL AND $7::timestamptz IS NULL OR ${after})
      ORDER BY ${order}
      LIMIT $8`,
    [...values, id, at, limit],
  );
  return rows;
}

/** One person of the school as they are now; null when there is none. */
export async function loadPerson(queries: Queries, { schoolId, personId }: { schoolId: string; personId: string }): Promise<PersonView | null> {
  const { rows } = await queries.query<PersonRow>(`${SELECT_PERSON} WHERE id = $1 AND school_id = $2`, [personId, schoolId]);
  return rows[0] === undefined ? null : personViewOf(rows[0]);
}

export function personViewOf(row: PersonRow): PersonView {
  return { ...row, archivedAt: row.archivedAt?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString() };
}

/** Each word of the search as a LIKE pattern that matches it anywhere; `%` and `_` stand for themselves. */
export function patternsOf(search: string): string[] {
  return searchWords(search).map((word) => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}

/** The values, parted by commas, as one text to compare with `patternsOf`; `searchKey` of domain/search/search-words.ts says it in TypeScript. */
export function searchableSql(values: string): string {
  return `regexp_replace(normalize(lower(concat_ws(' ', ${values}) COLLATE "und-x-icu"), NFD), '[\\u0300-\\u036f]', '', 'g')`;
}
