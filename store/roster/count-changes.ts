import type pg from 'pg';
import type { CountedChanges } from '../../domain/counts-of-sync.js';

/** How many people the plan of a sync changes, and how many of them wait, or waited, for an owner. */
export async function countPlanned(client: pg.PoolClient, syncId: string): Promise<{ changes: number; held: number }> {
  const { rows } = await client.query<{ changes: number; held: number }>(
    `SELECT count(*) FILTER (WHERE state <> 'SKIPPED') AS changes, count(*) FILTER (WHERE state = 'HELD') AS held FROM change WHERE sync_id = $1`,
    [syncId],
  );
  return rows[0] ?? { changes: 0, held: 0 };
}

/** The changes of a sync that are in `state`, by kind and category. */
export async function countChanges(client: pg.PoolClient, syncId: string, state: 'HELD' | 'APPLIED'): Promise<CountedChanges[]> {
  const { rows } = await client.query<CountedChanges>(
    'SELECT kind, category, count(*) AS people FROM change WHERE sync_id = $1 AND state = $2 GROUP BY kind, category',
    [syncId, state],
  );
  return rows;
}
