import type pg from 'pg';
import { CATEGORIES, type Category } from '../../domain/category.js';
import { isMissing, type MissingQuery } from './count-facts.js';
import { stageTable } from './stage-table.js';

/** Roles of wider lists than that of the category: such a person is on it once the file has made them what it says. */
const WIDER: Record<Category, readonly string[]> = { students: ['TEACHER', 'STAFF'], teachers: ['STAFF'], staff: [], admin: [] };

/**
 * Records who is on the list of a category and who no longer is: if no file has a role column, this decides a person's role. Call
 * it with the plan of a sync that is not a dry run; on an ordinary day nothing changes.
 *
 * @param forgets record at once that people are no longer on the list. Not if they are archived or may be: then it is recorded
 *   when that happens (carryOutChanges)
 */
export async function recordList(client: pg.PoolClient, query: MissingQuery, list: Category, { forgets }: { forgets: boolean }): Promise<void> {
  const staged = stageTable(query.syncId);
  const numbers = query.employeeNumbers ? ['student_id', 'staff_id'] : ['student_id'];
  const named = ['email', ...numbers].map(
    (column) => `p.id IN (SELECT o.id FROM ${staged} r JOIN person o ON o.school_id = $1 AND o.${column} = r.${column})`,
  );
  const { rowCount: unlisted } = await client.query(
    `SELECT 1 FROM person WHERE school_id = $1 AND NOT $2::"Category" = ANY (listed_in) AND role::text <> ALL ($3::text[]) LIMIT 1`,
    [query.schoolId, list, WIDER[list]],
  );
  if (unlisted !== 0)
    await client.query(
      `UPDATE person p SET listed_in = array_append(p.listed_in, $2::"Category"), left_out_of = array_remove(p.left_out_of, $2::"Category")
        WHERE p.school_id = $1 AND NOT $2::"Category" = ANY (p.listed_in) AND p.role::text <> ALL ($3::text[]) AND (${named.join(' OR ')})`,
      [query.schoolId, list, WIDER[list]],
    );
  if (!forgets) return;
  await client.query(
    `UPDATE person p SET listed_in = array_remove(p.listed_in, $4::"Category"), left_out_of = array_append(p.left_out_of, $4::"Category")
      WHERE $4::"Category" = ANY (p.listed_in) AND ${isMissing(query)}`,
    [query.schoolId, query.syncId, CATEGORIES, list],
  );
}
