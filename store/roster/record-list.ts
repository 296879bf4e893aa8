import type pg from 'pg';
import { CATEGORIES, type Category } from '../../domain/category.js';
import { isMissing, type MissingQuery } from './count-facts.js';
import { stageTable } from './stage-table.js';

/** Roles of wider lists than that of the category: such a person is on it once the file has made them what it says. */
const WIDER: Record<Category, readonly string[]> = { students: ['TEACHER', 'STAFF'], teachers: ['STAFF'], staff: [], admin: [] };

/**
 * Notes whom the list of a category has now, and whom it no longer has: where no file has a role column, that says what somebody
 * is. Call it with the plan of a sync that is not a dry run; on an ordinary day nobody's note changes.
 *
 * @param forgets people whom the list no longer has are noted at once. Not where they are archived, or that is in doubt: then they
 *   are noted when it happens (carryOutChanges)
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
