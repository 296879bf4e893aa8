import { IN_PROGRESS, isIn, type SyncStatus } from '../domain/sync-status.js';
import type { SyncRef } from '../domain/steps.js';
import { discardStage } from '../store/roster/open-stage.js';
import { endCancelled } from '../store/roster/store-plan.js';
import { auditSync, lockDecision } from '../store/roster/store-sync.js';
import { withSync, type SyncUnit } from '../store/roster/with-sync.js';
import type { RosterDeps } from './roster.js';

/** Ends a sync that an owner cancelled before it took effect. Returns what it is now. */
export async function cancelSync(deps: RosterDeps, ref: SyncRef): Promise<SyncStatus> {
  return withSync(deps.database, ref.syncId, { people: 'none', turn: 'none', statementSeconds: 120 }, async (unit) =>
    (await endIfCancelled(deps, unit)) ? 'CANCELLED' : unit.sync.status,
  );
}

/**
 * The same, for a step that already holds the sync; true if the sync ended here. With `lock`, the decision is read again and the row stays
 * locked until the transaction ends. The step that changes people needs that: an owner who was told that the sync is cancelled can rely on
 * no one being changed by it afterwards. A step that reads for minutes does not lock, so that the owner does not have to wait for it.
 */
export async function endIfCancelled(
  deps: Pick<RosterDeps, 'log'>,
  { client, sync }: SyncUnit,
  { lock = false }: { lock?: boolean } = {},
): Promise<boolean> {
  if (sync.status === 'CANCELLED' && !sync.applied) return true;
  if (sync.applied || !isIn(IN_PROGRESS, sync.status)) return false;
  const decision = lock ? (await lockDecision(client, sync.id)).decision : sync.decision;
  if (decision !== 'CANCELLED') return false;
  await endCancelled(client, sync.id);
  await discardStage(client, sync.id);
  await auditSync(client, sync, 'sync.cancelled', { was: sync.status });
  deps.log.info({ syncId: sync.id, was: sync.status }, 'cancelled');
  return true;
}
