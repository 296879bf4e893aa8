import type pg from 'pg';
import type { ListedFile } from '../../domain/plan/overtakes.js';

export type OlderHold = { syncId: string; workflowId: string };

/**
 * The older syncs of the school whose changes wait for an owner, and what their files list; oldest first. Those whose holds ended since this
 * sync began are listed again: the attempt that ended them may have died before it told their workflows.
 */
export async function listOlderHolds(client: pg.PoolClient, syncId: string): Promise<(ListedFile & OlderHold)[]> {
  const { rows } = await client.query<ListedFile & OlderHold>(
    `SELECT older.id AS "syncId", older.workflow_id AS "workflowId", upload.file_name AS "fileName", older.covers::text[] AS covers,
            older.stands_for::text[] AS "standsFor", older.partial
       FROM sync JOIN sync AS older ON older.school_id = sync.school_id JOIN upload ON upload.id = older.upload_id
      WHERE sync.id = $1 AND (older.status = 'HELD' OR (older.status = 'SUPERSEDED' AND older.applied_at IS NOT NULL AND older.finished_at >= sync.started_at))
        AND (older.received_at, older.id) < (sync.received_at, sync.id)
      ORDER BY older.received_at, older.id`,
    [syncId],
  );
  return rows;
}
