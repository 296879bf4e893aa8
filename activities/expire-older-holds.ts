import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { overtakes } from '../domain/plan/overtakes.js';
import { listOlderHolds, type OlderHold } from '../store/roster/list-older-holds.js';
import { withSync } from '../store/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import { settleHold } from './settle-hold.js';
import type { SyncRef } from '../domain/steps.js';

/**
 * Ends the holds of older syncs that this file supersedes: an approval is bound to one file and its plan (docs/product.md). Done in the
 * database, because a terminated workflow receives no signals. Returns the workflows that may still wait.
 */
export async function expireOlderHolds(deps: RosterDeps, ref: SyncRef): Promise<string[]> {
  const holds = await findOlderHolds(deps, ref);
  // One after another, each in its own transaction: the locks of two holds are never held together.
  for (const { syncId } of holds) await settleHold(deps, { syncId, decision: 'SUPERSEDED' });
  return holds.map(({ workflowId }) => workflowId);
}

async function findOlderHolds(deps: RosterDeps, ref: SyncRef): Promise<OlderHold[]> {
  return withSync(deps.database, ref.syncId, { people: 'none', turn: 'none', statementSeconds: 60 }, async ({ client, sync, settings }) => {
    if (sync.dryRun || (!sync.applied && sync.status !== 'UNCHANGED')) return [];
    const archives = archivingCategories(settings.settings);
    return (await listOlderHolds(client, sync.id)).filter((older) => overtakes(sync, older, archives));
  });
}
