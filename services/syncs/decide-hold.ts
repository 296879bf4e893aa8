import { inShortTransaction, type Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';

export type HoldDecision = {
  schoolId: string;
  syncId: string;
  decision: 'APPROVED' | 'DISCARDED';
  accountId: string;
  reason: string;
  now: Date;
};

export type DecideHoldResult =
  | { kind: 'decided' }
  | { kind: 'not_found' }
  /** Its state is not HELD: nothing waits. */
  | { kind: 'not_held' }
  | { kind: 'already_decided' };

/**
 * Stores what an owner decided on a hold, with who, when and why, in one transaction with the audit trail. The stored
 * decision is what counts; telling the waiting workflow about it is the caller's next step.
 */
export async function decideHold(database: Database, input: HoldDecision): Promise<DecideHoldResult> {
  return inShortTransaction(database.pool, async (client) => {
    const { rows } = await client.query<{ status: string; decided: boolean; districtId: string; hold: { code: string; category: string }[] | null }>(
      `SELECT sync.status, sync.decision IS NOT NULL AS decided, sync.hold, school.district_id AS "districtId"
         FROM sync JOIN school ON school.id = sync.school_id
        WHERE sync.id = $1 AND sync.school_id = $2
          FOR UPDATE OF sync`,
      [input.syncId, input.schoolId],
    );
    const sync = rows[0];
    if (sync === undefined) return { kind: 'not_found' };
    if (sync.status !== 'HELD') return { kind: 'not_held' };
    if (sync.decided) return { kind: 'already_decided' };
    await client.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      input.syncId,
      JSON.stringify({ by: input.accountId, at: input.now.toISOString(), reason: input.reason, decision: input.decision }),
    ]);
    await writeAudit(client, {
      actor: { kind: 'account', id: input.accountId },
      action: input.decision === 'APPROVED' ? 'sync.approved' : 'sync.discarded',
      districtId: sync.districtId,
      schoolId: input.schoolId,
      subjectId: input.syncId,
      detail: { reason: input.reason, held: (sync.hold ?? []).map(({ code, category }) => ({ code, category })) },
    });
    return { kind: 'decided' };
  });
}
