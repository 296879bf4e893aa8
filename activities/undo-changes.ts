import { countsAfterUndo } from '../domain/counts-of-sync.js';
import { carryBackChanges, countUndone } from '../store/roster/carry-back-changes.js';
import { raiseRosterVersion } from '../store/roster/carry-out-changes.js';
import { countChanges } from '../store/roster/count-changes.js';
import { preferHashJoins } from '../store/roster/count-facts.js';
import { forgetAbsencesOf } from '../store/roster/record-absences.js';
import { skipHeldChanges } from '../store/roster/skip-unfit-changes.js';
import { auditSync, storeOutcome } from '../store/roster/store-sync.js';
import { withSync } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from '../domain/steps.js';

/** Undoes the sync's changes that were not edited since, once; returns how many people it had to leave alone. */
export async function undoChanges(deps: RosterDeps, ref: SyncRef): Promise<{ undone: number; skipped: number }> {
  return withSync(deps.database, ref.syncId, { people: 'write', turn: 'alone', statementSeconds: 300 }, async ({ client, sync }) => {
    if (sync.status === 'UNDONE') return countUndone(client, sync.id);
    if (!sync.applied) return { undone: 0, skipped: 0 };
    await preferHashJoins(client);
    await forgetAbsencesOf(client, sync.id);
    await skipHeldChanges(client, sync.id, 'undone_before_decision');
    const result = await carryBackChanges(client, { syncId: sync.id, schoolId: sync.schoolId });
    if (result.undone > 0) await raiseRosterVersion(client, sync.schoolId);
    const counts = countsAfterUndo(sync.counts, await countChanges(client, sync.id, 'APPLIED'));
    await storeOutcome(client, sync.id, counts, null);
    await moveSync(client, sync.id, ['APPLIED', 'HELD', 'DISCARDED', 'SUPERSEDED', 'CANCELLED', 'FAILED'], 'UNDONE');
    await auditSync(client, sync, 'sync.undone', result);
    deps.log.info({ syncId: sync.id, ...result }, 'undone');
    return result;
  });
}
