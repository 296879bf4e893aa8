import { CANCELLABLE, isIn } from '../../domain/sync-status.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { lockHeldSync, storeDecision } from '../../store/syncs.js';
import { writeAudit } from '../../store/write-audit.js';

export type CancelSyncResult =
  | { kind: 'cancelled' }
  | { kind: 'not_found' }
  /** It has ended: nothing waits, and nothing is under way. */
  | { kind: 'nothing_to_cancel' }
  /** An owner approved or discarded what is held, or cancelled it before. */
  | { kind: 'already_decided' };

/**
 * Cancels a sync that is under way, or whose held part waits. Once this is committed, the sync changes no one else, because the step that
 * applies a file locks the same row first. The caller then tells the workflow, which ends.
 */
export async function cancelSync(
  database: Database,
  input: { schoolId: string; syncId: string; accountId: string; reason: string; now: Date },
): Promise<CancelSyncResult> {
  return inShortTransaction(database.pool, async (client) => {
    const sync = await lockHeldSync(client, input.schoolId, input.syncId);
    if (sync === null) return { kind: 'not_found' };
    if (!isIn(CANCELLABLE, sync.status)) return { kind: 'nothing_to_cancel' };
    if (sync.decided) return { kind: 'already_decided' };
    const { accountId: by, reason, syncId } = input;
    await storeDecision(client, syncId, { by, at: input.now.toISOString(), reason, decision: 'CANCELLED' });
    await writeAudit(client, {
      actor: { kind: 'account', id: by },
      action: 'sync.cancel_requested',
      districtId: sync.districtId,
      schoolId: input.schoolId,
      subjectId: syncId,
      detail: { reason, was: sync.status },
    });
    return { kind: 'cancelled' };
  });
}
