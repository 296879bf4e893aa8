import { IN_PROGRESS, isIn, mayFollow, type SyncStatus } from '../../domain/sync-status.js';
import { inTransaction, type Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';

export type RequestUndoResult =
  | { kind: 'requested' }
  | { kind: 'not_found' }
  /** It changed nobody, or it was undone before. */
  | { kind: 'nothing_to_undo' }
  /** Part of it waits for an owner. */
  | { kind: 'decide_first' }
  | { kind: 'still_under_way' };

/**
 * Checks that a sync can be undone, and writes the request into the audit trail. Starting the undo is the caller's next
 * step; should that fail, the owner is told and asks again.
 */
export async function requestUndo(
  database: Database,
  input: { schoolId: string; syncId: string; accountId: string; reason: string },
): Promise<RequestUndoResult> {
  return inTransaction(database.pool, async (client) => {
    const { rows } = await client.query<{ status: SyncStatus; applied: boolean; districtId: string }>(
      `SELECT sync.status, sync.applied_at IS NOT NULL AS applied, school.district_id AS "districtId"
         FROM sync JOIN school ON school.id = sync.school_id
        WHERE sync.id = $1 AND sync.school_id = $2`,
      [input.syncId, input.schoolId],
    );
    const sync = rows[0];
    if (sync === undefined) return { kind: 'not_found' };
    if (sync.status === 'HELD') return { kind: 'decide_first' };
    if (isIn(IN_PROGRESS, sync.status)) return { kind: 'still_under_way' };
    if (!sync.applied || !mayFollow(sync.status, 'UNDONE')) return { kind: 'nothing_to_undo' };
    await writeAudit(client, {
      actor: { kind: 'account', id: input.accountId },
      action: 'sync.undo_requested',
      districtId: sync.districtId,
      schoolId: input.schoolId,
      subjectId: input.syncId,
      detail: { reason: input.reason },
    });
    return { kind: 'requested' };
  });
}
