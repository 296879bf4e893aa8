import type { Database } from '../database.js';

/** How long the console explains why a sync left a person alone. */
const EXPLAINED_DAYS = 30;
const SYNCS_AT_A_TIME = 100;
const ROWS_AT_A_TIME = 5_000;

/**
 * Deletes the changes that were not made (SKIPPED: explanations, each with a person's values; and all of a preview) of syncs that ended more
 * than 30 days ago, a few thousand at a time. What was changed stays: undo, audit and the person's page need it. Returns how many went.
 */
export async function trimExplanations({ pool }: Database, now: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rows: syncs } = await pool.query<{ id: string; dryRun: boolean }>(
      `SELECT id, dry_run AS "dryRun" FROM sync WHERE trimmed_at IS NULL AND finished_at < $1::timestamptz - interval '${EXPLAINED_DAYS} days'
        ORDER BY finished_at LIMIT ${SYNCS_AT_A_TIME}`,
      [now],
    );
    for (const { id, dryRun } of syncs) {
      for (let rows = ROWS_AT_A_TIME; rows === ROWS_AT_A_TIME; deleted += rows) rows = await deleteNotMade(pool, id, dryRun);
      await pool.query('UPDATE sync SET trimmed_at = $2 WHERE id = $1', [id, now]);
    }
    if (syncs.length < SYNCS_AT_A_TIME) return deleted;
  }
}

async function deleteNotMade(pool: Database['pool'], syncId: string, dryRun: boolean): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM change
      WHERE sync_id = $1 AND seq IN (SELECT seq FROM change WHERE sync_id = $1 AND (state = 'SKIPPED' OR $2::boolean) LIMIT ${ROWS_AT_A_TIME} FOR UPDATE SKIP LOCKED)`,
    [syncId, dryRun],
  );
  return rowCount ?? 0;
}
