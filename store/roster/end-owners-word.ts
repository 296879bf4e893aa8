import type pg from 'pg';
import type { Category } from '../../domain/category.js';
import { stageTable } from './stage-table.js';

/** Whether a decision by hand stands against the files of the school: then each file reports it, even an unchanged one. */
export async function hasOwnersWord(client: pg.PoolClient, schoolId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM person WHERE school_id = $1 AND state_by_hand LIMIT 1', [schoolId]);
  return rowCount !== 0;
}

/**
 * What an owner did with a person by hand stands until a file agrees: a restored person is listed, or an archived person is missing
 * from a whole list of their category. From then on the files decide again. Call it when the file took effect, while its
 * rows are staged. Returns whether this changes what a next file does.
 *
 * @param stands the categories of which the file is the whole list, and in which it is certain who is missing
 */
export async function endOwnersWord(client: pg.PoolClient, ref: { syncId: string; schoolId: string }, stands: readonly Category[]): Promise<boolean> {
  if (!(await hasOwnersWord(client, ref.schoolId))) return false;
  const named = ['email', 'student_id', 'staff_id'].map(
    (column) => `EXISTS (SELECT 1 FROM ${stageTable(ref.syncId)} r WHERE r.${column} = p.${column})
      OR EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $2 AND m.${column} = p.${column})`,
  );
  const isNamed = `(${named.join(' OR ')})`;
  const { rowCount } = await client.query(
    `UPDATE person p SET state_by_hand = false
      WHERE p.school_id = $1 AND p.state_by_hand
        AND CASE WHEN p.state = 'ACTIVE' THEN ${isNamed} ELSE p.category = ANY ($3::text[]::"Category"[]) AND NOT ${isNamed} END`,
    [ref.schoolId, ref.syncId, stands],
  );
  return rowCount !== 0;
}
