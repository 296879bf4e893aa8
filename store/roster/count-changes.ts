import type pg from 'pg';
import type { CountedChanges } from '../../domain/counts-of-sync.js';

/** The changes of a sync that are in `state`, by kind and category. */
export async function countChanges(client: pg.PoolClient, syncId: string, state: 'HELD' | 'APPLIED'): Promise<CountedChanges[]> {
  const { rows } = await client.query<CountedChanges>(
    'SELECT kind, category, count(*) AS people FROM change WHERE sync_id = $1 AND state = $2 GROUP BY kind, category',
    [syncId, state],
  );
  return rows;
}
