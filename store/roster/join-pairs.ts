import type pg from 'pg';
import { PERSON_FIELDS } from '../../domain/person.js';

/**
 * Turns each held addition and the held archiving of the person with the same names into one update: the owner said that they
 * are the same people. They keep their account, and values that the file does not have. Returns how many.
 */
export async function joinPairs(client: pg.PoolClient, syncId: string): Promise<number> {
  // A file does not change a role along the way.
  const values = PERSON_FIELDS.map((field, index) =>
    field === 'role' ? `pair.before[${index + 1}]` : `coalesce(pair.after[${index + 1}], pair.before[${index + 1}])`,
  );
  const { rowCount } = await client.query(
    `WITH pair AS (
       SELECT newcomer.seq AS newcomer, newcomer.after, leaver.seq AS leaver, leaver.person_id, leaver.before
         FROM change AS newcomer
         JOIN change AS leaver ON leaver.sync_id = newcomer.sync_id AND leaver.person_id = newcomer.pair_id AND leaver.kind = 'ARCHIVE' AND leaver.state = 'HELD'
        WHERE newcomer.sync_id = $1 AND newcomer.kind = 'ADD' AND newcomer.state = 'HELD' AND newcomer.pair_id IS NOT NULL),
     gone AS (DELETE FROM change c USING pair WHERE c.sync_id = $1 AND c.seq = pair.leaver)
     UPDATE change c SET kind = 'UPDATE', person_id = pair.person_id, before = pair.before, after = ARRAY[${values.join(', ')}]
       FROM pair WHERE c.sync_id = $1 AND c.seq = pair.newcomer`,
    [syncId],
  );
  return rowCount ?? 0;
}
