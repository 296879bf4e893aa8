import { inTransaction, type Database } from '../database.js';
import { discardStage } from './open-stage.js';

/** How long a stage is kept, so that a sync that support restarts finds it. */
const KEPT_MINUTES = 60;

/**
 * Discards abandoned stages: those of syncs that ended an hour ago without discarding their stage, and those of syncs that no
 * longer exist. Syncs that are in progress or held keep their stage. Returns how many. Several at once are harmless.
 */
export async function sweepStages({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ syncId: string }>(`SELECT sync_id AS "syncId" FROM (${STAGED_SYNCS}) AS staged WHERE ${IS_ABANDONED}`, [
    KEPT_MINUTES,
  ]);
  let swept = 0;
  for (const { syncId } of rows) swept += (await sweepStage(pool, syncId)) ? 1 : 0;
  return swept;
}

/** Holds the sync exclusively, as its steps do; a sync in progress, or one that was restarted meanwhile, is left alone. */
async function sweepStage(pool: Database['pool'], syncId: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s'`);
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 3)) AS alone', [syncId]);
    if (rows[0]?.alone !== true) return false;
    const { rowCount } = await client.query(`SELECT 1 FROM (SELECT $2::uuid AS sync_id) AS staged WHERE ${IS_ABANDONED}`, [KEPT_MINUTES, syncId]);
    if (rowCount === 0) return false;
    await discardStage(client, syncId);
    return true;
  });
}

/** The syncs that have a stage table (see stageTable). */
const STAGED_SYNCS = `
  SELECT CASE WHEN relname ~ '^rows_[0-9a-f]{32}$' THEN substr(relname, 6)::uuid END AS sync_id
    FROM pg_class WHERE relnamespace = 'stage'::regnamespace AND relkind = 'r'`;

/** $1: minutes. A hold is open until the sync is finished. */
const IS_ABANDONED = `
  staged.sync_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM sync
     WHERE sync.id = staged.sync_id
       AND (sync.status = 'HELD' OR sync.finished_at IS NULL OR sync.finished_at > now() - $1 * interval '1 minute'))`;
