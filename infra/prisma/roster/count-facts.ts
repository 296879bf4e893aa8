import type pg from 'pg';
import { ROLES, type Category, type Role } from '../../../domain/category.js';
import type { PersonField } from '../../../domain/person.js';
import type { MissingPeople } from '../../../domain/plan/make-plan.js';
import type { RowFacts } from '../../../domain/plan/row-facts.js';
import { readRowFacts, rowFactsSql, ROW_PARTS, type RowPart } from './row-facts-sql.js';

export type CountedFacts = {
  /** `part` and `number` are the facts as SQL makes them. */
  rows: { part: RowPart; number: number; facts: RowFacts; rows: number }[];
  /** Active people of the school, by role. */
  active: Record<Role, number>;
};

/**
 * The staged rows of one sync counted by their facts, and the active people: all that deciding needs, but for the missing.
 * Null: there are fewer or more than `rowsStaged` of them, so the stage was lost.
 */
export async function countFacts(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string; rowsStaged: number },
  fields: readonly PersonField[],
): Promise<CountedFacts | null> {
  const rows: CountedFacts['rows'] = [];
  let left = ref.rowsStaged;
  await preferHashJoins(client);
  for (const part of ROW_PARTS) {
    // Nothing is left over on most days. A few rows are looked up one by one, many are joined.
    if (part === 'rest' && left === 0 && ref.rowsStaged > 0) break;
    if (part === 'rest' && left * 20 < ref.rowsStaged) await client.query('SET LOCAL enable_nestloop = on');
    const counted = await client.query<{ facts: number; rows: number }>(
      `SELECT facts, count(*) AS rows FROM (${rowFactsSql(fields, part)}) AS fact GROUP BY facts`,
      [ref.syncId, ref.schoolId],
    );
    for (const { facts, rows: count } of counted.rows) {
      rows.push({ part, number: facts, facts: readRowFacts(facts), rows: count });
      left -= count;
    }
  }
  if (left !== 0) return null;
  const people = await client.query<{ role: Role; people: number }>(
    `SELECT role, count(*) AS people FROM person WHERE school_id = $1 AND state = 'ACTIVE' GROUP BY role`,
    [ref.schoolId],
  );
  const active = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
  for (const { role, people: count } of people.rows) active[role] = count;
  return { rows, active };
}

/** Active people of these categories whom no row of the file names, valid or not, by what decides about them. */
export async function countMissing(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string },
  categories: Category[],
): Promise<MissingPeople[]> {
  if (categories.length === 0) return [];
  const { rows } = await client.query<MissingPeople>(
    `SELECT p.role, p.protected, count(*) AS people FROM person p WHERE ${IS_MISSING} GROUP BY p.role, p.protected`,
    [ref.syncId, ref.schoolId, categories],
  );
  return rows;
}

/** $1: sync, $2: school, $3: categories. A conflicting row names both of its people; a broken one those it mentions. */
export const IS_MISSING = `
  p.school_id = $2 AND p.state = 'ACTIVE' AND p.category = ANY($3::"Category"[])
  AND NOT EXISTS (SELECT 1 FROM staged_row r WHERE r.sync_id = $1 AND r.email = p.email)
  AND NOT EXISTS (SELECT 1 FROM staged_row r WHERE r.sync_id = $1 AND r.student_id = p.student_id)
  AND NOT EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $1 AND m.email = p.email)
  AND NOT EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $1 AND m.student_id = p.student_id)`;

/**
 * The statistics know nothing of rows that were staged a moment ago: PostgreSQL expects one row and would look up each of
 * 100,000 by itself. Holds until the transaction ends.
 */
export async function preferHashJoins(client: pg.PoolClient): Promise<void> {
  await client.query(
    `SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_sort = off; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`,
  );
}
