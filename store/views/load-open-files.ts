import type { Database } from '../database.js';
import { IN_PROGRESS } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';

/** The syncs of a school whose workflow was never started, oldest first, up to `limit`. */
export async function listNeverAnnounced({ pool }: Database, schoolId: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM sync WHERE school_id = $1 AND announced_at IS NULL ORDER BY received_at, id LIMIT $2',
    [schoolId, limit],
  );
  return rows.map((row) => row.id);
}

/**
 * How many syncs of a school have ended since then, and how many are in progress. HELD is neither: it waits for an owner, who
 * may take a week.
 */
export async function countOpenFiles({ pool }: Database, schoolId: string, since: Date): Promise<{ finished: number; stillOpen: number }> {
  const { rows } = await pool.query<{ finished: number; stillOpen: number }>(
    `SELECT count(*) FILTER (WHERE finished_at >= $2)::int AS finished,
            count(*) FILTER (WHERE status IN ${sqlStatuses(IN_PROGRESS)})::int AS "stillOpen"
       FROM sync WHERE school_id = $1`,
    [schoolId, since],
  );
  return rows[0] ?? { finished: 0, stillOpen: 0 };
}
