import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { carryOutChanges, raiseRosterVersion } from '../store/roster/carry-out-changes.js';
import { undoubted } from '../domain/plan/held-by.js';
import { endOwnersWord } from '../store/roster/end-owners-word.js';
import { preferHashJoins } from '../store/roster/count-facts.js';
import { isOvertaken } from '../store/roster/is-overtaken.js';
import { forgetAbsencesOfArchived } from '../store/roster/record-absences.js';
import { endSuperseded } from '../store/roster/store-plan.js';
import { auditSync, countHeld, storeLeftVersion, takeUpAgain } from '../store/roster/store-sync.js';
import { readUnit, withSync, type SyncUnit } from '../store/roster/with-sync.js';
import { moveSync, tryMoveSync } from '../store/sync-store.js';
import { endIfCancelled } from './cancel-sync.js';
import { planUnit } from './plan-changes.js';
import type { RosterDeps } from './roster.js';
import type { ApplyResult, SyncRef } from '../domain/steps.js';

/** Applies the planned changes in one transaction, once; held changes wait. */
export async function applyPlan(deps: RosterDeps, ref: SyncRef): Promise<ApplyResult> {
  await tryMoveSync(deps.database.pool, ref.syncId, 'PLANNING', 'APPLYING');
  return withSync(deps.database, ref.syncId, { people: 'write', turn: 'in_line', statementSeconds: 300 }, async (unit) => {
    const { sync } = unit;
    if (sync.applied) return alreadyApplied(unit);
    if (sync.status === 'SUPERSEDED') return { kind: 'superseded' };
    if (await endIfCancelled(deps, unit, { lock: true })) return { kind: 'cancelled' };
    if (sync.dryRun) throw new Error('A dry run is never applied.');
    const fresh = isFresh(unit) ? unit : await planAnew(deps, unit);
    return fresh === null ? { kind: 'stale' } : carryOut(deps, fresh);
  });
}

/** The plan is for the people and the settings as they are now. */
function isFresh({ sync, settings }: SyncUnit): boolean {
  return sync.status === 'APPLYING' && sync.plannedFor === sync.rosterVersion && sync.plannedSettings === settings.version;
}

/**
 * People or settings have changed since the plan was made. The plan is made again here, where they cannot change any more,
 * and not in a new round, which an owner's next change could invalidate again. Null: there is nothing to
 * apply, or not yet; planning says which.
 */
async function planAnew(deps: RosterDeps, { client, sync }: SyncUnit): Promise<SyncUnit | null> {
  await tryMoveSync(client, sync.id, 'APPLYING', 'PLANNING');
  const plan = await planUnit(deps, await readUnit(client, sync.id));
  if (plan.kind !== 'planned') return null;
  await moveSync(client, sync.id, 'PLANNING', 'APPLYING');
  return readUnit(client, sync.id);
}

async function carryOut(deps: RosterDeps, { client, sync, settings }: SyncUnit): Promise<ApplyResult> {
  if (await isOvertaken(client, sync, archivingCategories(settings.settings))) {
    await endSuperseded(client, sync.id);
    return { kind: 'superseded' };
  }

  await preferHashJoins(client);
  const applied = await carryOutChanges(client, { syncId: sync.id, schoolId: sync.schoolId }, 'PLANNED');
  await forgetAbsencesOfArchived(client, sync.schoolId);
  const agrees = await endOwnersWord(client, { syncId: sync.id, schoolId: sync.schoolId }, undoubted(sync, sync.hold ?? []));
  const version = applied > 0 || agrees ? await raiseRosterVersion(client, sync.schoolId) : sync.rosterVersion;
  const held = await countHeld(client, sync.id);
  await storeLeftVersion(client, sync.id, version);
  await moveSync(client, sync.id, 'APPLYING', held > 0 ? 'HELD' : 'APPLIED');
  await auditSync(client, sync, 'sync.applied', { counts: sync.counts, held });
  deps.log.info({ syncId: sync.id, applied, held }, 'applied');
  return { kind: 'applied', held };
}

/** What was applied stays applied; a sync that failed later, and that support restarted, returns to its former state. */
async function alreadyApplied({ client, sync }: SyncUnit): Promise<ApplyResult> {
  if (sync.status === 'FAILED') await takeUpAgain(client, sync.id);
  const held = await countHeld(client, sync.id);
  switch (sync.status) {
    case 'DISCARDED':
    case 'CANCELLED':
    case 'SUPERSEDED':
      return { kind: 'applied', held, since: sync.status };
    default:
      return { kind: 'applied', held };
  }
}
