import { CANCELLABLE, IN_PROGRESS } from '../domain/sync-status.js';
import type { SyncRef } from '../domain/steps.js';
import type { Database } from './database.js';
import { sqlStatuses } from './sync-store.js';

/** What Temporal was told about syncs, and what it may not know yet. Lists are in order of id, one batch at a time, starting after `after`. */
type Batch = { olderThanMs: number; after: string; limit: number };

/** Temporal knows of a sync: `runId` is the run that works on it. The first announcement counts. */
export async function noteAnnounced(
  { pool }: Database,
  { syncId, runId, workflowId }: { syncId: string; runId: string; workflowId: string },
): Promise<void> {
  await pool.query('UPDATE sync SET announced_at = coalesce(announced_at, now()), run_id = $2, workflow_id = $3 WHERE id = $1', [
    syncId,
    runId,
    workflowId,
  ]);
}

/** Syncs that were received and never announced. Ids are UUIDs of version 7: in their order, files of one school are announced as they came. */
export async function listNeverAnnounced({ pool }: Database, { olderThanMs, after, limit }: Batch): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM sync
      WHERE announced_at IS NULL AND received_at <= now() - $1 * interval '1 millisecond' AND id > $2
      ORDER BY id LIMIT $3`,
    [olderThanMs, after, limit],
  );
  return rows.map((row) => row.id);
}

/** Syncs that an owner decided or cancelled, and that have not changed since. */
export async function listNeverSettled({ pool }: Database, { olderThanMs, after, limit }: Batch): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM sync
      WHERE status IN ${sqlStatuses(CANCELLABLE)} AND decision IS NOT NULL AND id > $2
        AND (decision->>'at')::timestamptz <= now() - $1 * interval '1 millisecond'
      ORDER BY id LIMIT $3`,
    [olderThanMs, after, limit],
  );
  return rows.map((row) => row.id);
}

/** An owner's decision about a sync that is held or in progress; null: none yet, or the sync has ended. */
export async function readDecision({ pool }: Database, syncId: string): Promise<string | null> {
  const { rows } = await pool.query<{ decision: string | null }>(
    `SELECT decision->>'decision' AS decision FROM sync WHERE id = $1 AND status IN ${sqlStatuses(CANCELLABLE)}`,
    [syncId],
  );
  return rows[0]?.decision ?? null;
}

/** Syncs in progress that were announced long ago, oldest first. */
export async function listUnderWay({ pool }: Database, { olderThanMs, limit }: { olderThanMs: number; limit: number }): Promise<SyncRef[]> {
  const { rows } = await pool.query<SyncRef>(
    `SELECT sync.id AS "syncId", sync.upload_id AS "uploadId", sync.school_id AS "schoolId", school.district_id AS "districtId"
       FROM sync JOIN school ON school.id = sync.school_id
      WHERE sync.status IN ${sqlStatuses(IN_PROGRESS)} AND sync.announced_at <= now() - $1 * interval '1 millisecond'
      ORDER BY sync.announced_at LIMIT $2`,
    [olderThanMs, limit],
  );
  return rows;
}
