import { whyNothingIsApplied } from '../domain/plan/is-rostering-off.js';
import { undoubted } from '../domain/plan/held-by.js';
import { makePlan } from '../domain/plan/make-plan.js';
import { raiseRosterVersion } from '../store/roster/carry-out-changes.js';
import { endOwnersWord } from '../store/roster/end-owners-word.js';
import { countPlanned } from '../store/roster/count-changes.js';
import { gatherPlan } from '../store/roster/gather-plan.js';
import { clearPlan, endSuperseded, storePlan } from '../store/roster/store-plan.js';
import { storeLeftVersion } from '../store/roster/store-sync.js';
import { withSync, type SyncUnit } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import { endIfCancelled } from './cancel-sync.js';
import type { RosterDeps } from './roster.js';
import type { PlanResult, SyncRef } from '../domain/steps.js';

/** Compares the staged rows with the people and stores the result as changes. Repeating it replaces the plan. */
export async function planChanges(deps: RosterDeps, ref: SyncRef): Promise<PlanResult> {
  return withSync(deps.database, ref.syncId, { people: 'read', turn: 'in_line', statementSeconds: 300 }, async (unit) =>
    (await endIfCancelled(deps, unit)) ? { kind: 'cancelled' } : planUnit(deps, unit),
  );
}

/** The same within a step that holds the sync, and the people of its school, already. */
export async function planUnit(deps: RosterDeps, unit: SyncUnit): Promise<PlanResult> {
  const stored = await storedResult(unit);
  if (stored !== null) return stored;
  if (unit.sync.status === 'APPLYING') await moveSync(unit.client, unit.sync.id, 'APPLYING', 'PLANNING');
  const result = await makeAndStorePlan(deps, unit);
  await moveOn(unit, result);
  return result;
}

async function makeAndStorePlan(deps: RosterDeps, unit: SyncUnit): Promise<PlanResult> {
  const { sync, settings } = unit;
  // Switched off, or paused, since the file was read.
  const why = sync.dryRun ? null : whyNothingIsApplied(settings.settings, deps.now?.() ?? new Date());
  if (why !== null) return { kind: why === 'OFF' ? 'disabled' : 'paused' };
  const gathered = await gatherPlan(unit);
  if (gathered.kind !== 'gathered') return gathered;
  const plan = makePlan(gathered.basis.input);
  await storePlan(unit, gathered.basis, plan);
  deps.log.info({ syncId: sync.id, changes: plan.changes, held: plan.held, conflicts: plan.conflicts }, 'planned');
  if (sync.dryRun) return { kind: 'previewed' };
  return plan.changes === 0 ? { kind: 'unchanged' } : { kind: 'planned', changes: plan.changes, held: plan.held };
}

/** The state in which planning leaves the sync, in the same transaction; a plan with changes waits in PLANNING to be applied. */
async function moveOn({ client, sync }: SyncUnit, { kind }: PlanResult): Promise<void> {
  switch (kind) {
    case 'planned':
      return;
    case 'unchanged':
      await storeLeftVersion(client, sync.id, await versionLeftBy(client, sync));
      return moveSync(client, sync.id, 'PLANNING', 'UNCHANGED');
    case 'previewed':
      return moveSync(client, sync.id, 'PLANNING', 'PREVIEWED');
    case 'disabled':
      await clearPlan(client, sync.id);
      return moveSync(client, sync.id, 'PLANNING', 'DISABLED');
    case 'paused':
      await clearPlan(client, sync.id);
      return moveSync(client, sync.id, 'PLANNING', 'PAUSED');
    case 'superseded':
      return endSuperseded(client, sync.id);
    case 'stage_lost':
      return moveSync(client, sync.id, 'PLANNING', 'STAGING');
    case 'cancelled':
      return;
  }
}

/** No one was changed; but if the file agrees with a decision by hand, that ends, and digests of other files are no longer valid. */
async function versionLeftBy(client: SyncUnit['client'], sync: SyncUnit['sync']): Promise<number> {
  const agrees = await endOwnersWord(client, { syncId: sync.id, schoolId: sync.schoolId }, undoubted(sync, []));
  return agrees ? raiseRosterVersion(client, sync.schoolId) : sync.rosterVersion;
}

/** An existing result: a plan that was applied, or an end. Null: planning is still to be done. */
async function storedResult({ client, sync }: SyncUnit): Promise<PlanResult | null> {
  if (sync.applied) return { kind: 'planned', ...(await countPlanned(client, sync.id)) };
  switch (sync.status) {
    case 'PREVIEWED':
      return { kind: 'previewed' };
    case 'SUPERSEDED':
      return { kind: 'superseded' };
    case 'UNCHANGED':
    case 'DISCARDED':
    case 'UNDONE':
      return { kind: 'unchanged' };
    case 'CANCELLED':
      return { kind: 'cancelled' };
    case 'DISABLED':
      return { kind: 'disabled' };
    case 'PAUSED':
      return { kind: 'paused' };
    case 'REJECTED':
    case 'RECEIVED':
    case 'STAGING':
    case 'FAILED':
      // Nothing is staged: a step was left out, or failed.
      return { kind: 'stage_lost' };
    case 'PLANNING':
    case 'APPLYING':
    case 'APPLIED':
    case 'HELD':
      return null;
  }
}
