import { discardStage } from '../infra/prisma/roster/open-stage.js';
import { FINAL_STATUSES, type SyncStatus } from '../domain/sync.js';
import { withSync } from '../infra/prisma/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from './types.js';

/** Empties the staged rows of a sync that ended, or waits for an owner: what is held is stored as changes. */
export async function discardStagedRows(deps: RosterDeps, ref: SyncRef): Promise<void> {
  await withSync(deps.database, ref.syncId, { people: 'none', statementSeconds: 120 }, async ({ client, sync }) => {
    const ended: readonly SyncStatus[] = [...FINAL_STATUSES, 'HELD'];
    if (ended.includes(sync.status)) await discardStage(client, sync.id);
  });
}
