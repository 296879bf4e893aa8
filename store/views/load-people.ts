import type { Category } from '../../domain/category.js';
import { PERSON_FIELDS, type PersonFields } from '../../domain/person.js';
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
  limit: number;
  cursor?: string | undefined;
};

type PersonRow = Omit<PersonView, 'archivedAt' | 'updatedAt'> & { archivedAt: Date | null; updatedAt: Date };

export const SELECT_PERSON = `
  SELECT id, category, ${PERSON_FIELDS.map((field) => `${COLUMN_OF[field]} AS "${field}"`).join(', ')},
         state, protected, state_by_hand AS "stateByHand", archived_at AS "archivedAt", updated_at AS "updatedAt"
    FROM person`;

// People expect Émond between Elliot and Emory, so the order does not depend on the database's collation.
const ORDER = `last_name COLLATE "und-x-icu", first_name COLLATE "und-x-icu", id`;

const WORDS = searchableSql('first_name, last_name, email, student_id, staff_id');

/** The people of one school by last name and first name. The cursor is an id, because names do not belong in URLs. */
export async function loadPeople(database: Database, query: PeopleQuery): Promise<Page<PersonView> & { total: number }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const filter = `school_id = $1 AND ($2::"Category" IS NULL OR category = $2) AND ($3::"PersonState" IS NULL OR state = $3)
      AND (cardinality($4::text[]) = 0 OR ${WORDS} LIKE ALL ($4::text[]))`;
  const values = [query.schoolId, query.category ?? null, query.state ?? null, patternsOf(query.query ?? '')];
  const [page, count] = await Promise.all([
    database.pool.query<PersonRow>(
      `${SELECT_PERSON}
        WHERE ${filter}
          AND ($5::uuid IS NULL OR (${ORDER}) > (SELECT ${ORDER} FROM person WHERE school_id = $1 AND id = $5))
        ORDER BY ${ORDER}
        LIMIT $6`,
      [...values, after?.[0] ?? null, query.limit + 1],
    ),
    database.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM person WHERE ${filter}`, values),
  ]);
  return { ...pageOf(page.rows, query.limit, personViewOf, (row) => [row.id]), total: count.rows[0]?.total ?? 0 };
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
