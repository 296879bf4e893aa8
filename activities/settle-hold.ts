import type { Category } from '../domain/category.js';
import { countsAfterHold } from '../domain/counts-of-sync.js';
import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { HELD_BY } from '../domain/plan/held-by.js';
import type { HoldReason, SyncCounts } from '../domain/sync.js';
import { carryOutChanges, markHeldApplied, raiseRosterVersion } from '../store/roster/carry-out-changes.js';
import { countChanges } from '../store/roster/count-changes.js';
import { isOvertaken } from '../store/roster/is-overtaken.js';
import { joinPairs } from '../store/roster/join-pairs.js';
import { forgetAbsencesOf, forgetAbsencesOfArchived } from '../store/roster/record-absences.js';
import { skipHeldChanges, skipUnfitHeldChanges } from '../store/roster/skip-unfit-changes.js';
import { auditSync, lockDecision, storeOutcome, takeUpAgain } from '../store/roster/store-sync.js';
import { withSync, type SyncUnit } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import type { RosterDeps } from './roster.js';
import type { OwnerDecision, SettledHold, SyncRef } from '../domain/steps.js';

/**
 * Applies an owner's decision on the held changes, once. The stored decision counts, not the caller's; and
 * once a newer file of the kind was applied, no decision counts any more.
 */
export async function settleHold(deps: RosterDeps, input: Pick<SyncRef, 'syncId'> & { decision: OwnerDecision | 'STORED' }): Promise<SettledHold> {
  return withSync(deps.database, input.syncId, { people: 'write', turn: 'alone', statementSeconds: 300 }, async (unit) => {
    const { client, sync, settings } = unit;
    // It failed while it was being settled, and support restarted it: the hold is still to be settled.
    const status = sync.status === 'FAILED' && sync.applied ? await takeUpAgain(client, sync.id) : sync.status;
    if (status !== 'HELD') return { kind: 'settled', status };
    // Locked and read again: an owner may be deciding at this moment.
    const { decision: decided, newPeople } = await lockDecision(client, sync.id);
    const isVoid = input.decision === 'SUPERSEDED' || (await isOvertaken(client, sync, archivingCategories(settings.settings)));
    const decision = isVoid ? 'SUPERSEDED' : decided;
    switch (decision) {
      case null:
        return { kind: 'undecided' };
      case 'APPROVED':
        await approve(deps, unit, { newPeople });
        return { kind: 'settled', status: 'APPLIED' };
      case 'DISCARDED':
      case 'CANCELLED':
      case 'SUPERSEDED': {
        if (decision === 'DISCARDED') await forgetAbsencesOf(client, sync.id, doubtedCategories(sync.hold ?? []));
        // The owner cancelled the whole file, so none of its absences count.
        if (decision === 'CANCELLED') await forgetAbsencesOf(client, sync.id);
        const skipped = await skipHeldChanges(client, sync.id, ENDS[decision].why);
        await settle(unit, decision, countsAfterHold(sync.counts, []), null);
        await auditSync(client, sync, ENDS[decision].action, { skipped });
        return { kind: 'settled', status: decision };
      }
    }
  });
}

/** How a hold ends without approval. A cancelled one is not remembered: the next file may ask the same again. */
const ENDS = {
  DISCARDED: { why: 'hold_discarded', action: 'sync.hold_discarded' },
  SUPERSEDED: { why: 'hold_expired', action: 'sync.hold_expired' },
  CANCELLED: { why: 'sync_cancelled', action: 'sync.cancelled' },
} as const;

async function approve(deps: RosterDeps, unit: SyncUnit, { newPeople }: { newPeople: boolean }): Promise<void> {
  const { client, sync } = unit;
  const ref = { syncId: sync.id, schoolId: sync.schoolId };
  const joined = newPeople ? 0 : await joinPairs(client, sync.id);
  const skipped = await skipUnfitHeldChanges(client, ref);
  const counts = countsAfterHold(sync.counts, await countChanges(client, sync.id, 'HELD'));
  const applied = await carryOutChanges(client, ref, 'HELD');
  await markHeldApplied(client, sync.id);
  await forgetAbsencesOfArchived(client, sync.schoolId);
  const version = applied > 0 ? await raiseRosterVersion(client, sync.schoolId) : sync.rosterVersion;
  // The people are as the file says only if no other change came between the file and its approval.
  await settle(unit, 'APPLIED', counts, sync.leftVersion === sync.rosterVersion && skipped === 0 ? version : null);
  await auditSync(client, sync, 'sync.hold_applied', { applied, skipped, joined, counts });
  deps.log.info({ syncId: sync.id, applied, skipped, joined }, 'hold applied');
}

async function settle(
  { client, sync }: SyncUnit,
  status: 'APPLIED' | 'DISCARDED' | 'SUPERSEDED' | 'CANCELLED',
  counts: SyncCounts,
  leftVersion: number | null,
): Promise<void> {
  await storeOutcome(client, sync.id, counts, leftVersion);
  await moveSync(client, sync.id, 'HELD', status);
}

/** If the hold was about missing people, the file's absences do not count. */
function doubtedCategories(hold: HoldReason[]): Category[] {
  return hold.flatMap(({ code, category }) => (HELD_BY[code].includes('ARCHIVE') ? [category] : []));
}
