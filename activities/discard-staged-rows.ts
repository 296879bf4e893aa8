import { discardStage } from '../store/roster/open-stage.js';
import { IN_PROGRESS, isIn } from '../domain/sync-status.js';
import { withSync } from '../store/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from '../domain/steps.js';

/** Empties the staged rows of a sync that ended or waits for an owner: held changes are stored as changes. */
export async function discardStagedRows(deps: RosterDeps, ref: SyncRef): Promise<void> {
  await withSync(deps.database, ref.syncId, { people: 'none', turn: 'none', statementSeconds: 120 }, async ({ client, sync }) => {
    if (!isIn(IN_PROGRESS, sync.status)) await discardStage(client, sync.id);
  });
}
