import { IN_PROGRESS, isIn, mayFollow } from '../../domain/sync-status.js';
import { inTransaction, type Database } from '../../store/database.js';
import { readSyncStanding } from '../../store/syncs.js';
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
    const sync = await readSyncStanding(client, input.schoolId, input.syncId);
    if (sync === null) return { kind: 'not_found' };
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
