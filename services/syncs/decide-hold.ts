import type { ApprovedAs } from '../../domain/sync.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { lockHeldSync, storeDecision } from '../../store/syncs.js';
import { writeAudit } from '../../store/write-audit.js';

export type HoldDecision = {
  schoolId: string;
  syncId: string;
  decision: 'APPROVED' | 'DISCARDED';
  accountId: string;
  reason: string;
  /** For an approval: whether new people with the names of leavers are the same people or new ones. */
  as?: ApprovedAs;
  now: Date;
};

export type DecideHoldResult =
  | { kind: 'decided' }
  | { kind: 'not_found' }
  /** Its state is not HELD: nothing waits. */
  | { kind: 'not_held' }
  | { kind: 'already_decided' };

/**
 * Stores an owner's decision on a hold, with who, when and why, in one transaction with the audit trail. The stored
 * decision counts; telling the waiting workflow about it is the caller's next step.
 */
export async function decideHold(database: Database, input: HoldDecision): Promise<DecideHoldResult> {
  return inShortTransaction(database.pool, async (client) => {
    const sync = await lockHeldSync(client, input.schoolId, input.syncId);
    if (sync === null) return { kind: 'not_found' };
    if (sync.status !== 'HELD') return { kind: 'not_held' };
    if (sync.decided) return { kind: 'already_decided' };
    const { decision, reason } = input;
    const as = input.as === undefined ? {} : { as: input.as };
    await storeDecision(client, input.syncId, { by: input.accountId, at: input.now.toISOString(), reason, decision, ...as });
    await writeAudit(client, {
      actor: { kind: 'account', id: input.accountId },
      action: decision === 'APPROVED' ? 'sync.approved' : 'sync.discarded',
      districtId: sync.districtId,
      schoolId: input.schoolId,
      subjectId: input.syncId,
      detail: { reason, ...as, held: (sync.hold ?? []).map(({ code, category }) => ({ code, category })) },
    });
    return { kind: 'decided' };
  });
}
