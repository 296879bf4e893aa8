import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { overtakes, type ListedFile } from '../domain/plan/overtakes.js';
import { withSync } from '../store/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import { settleHold } from './settle-hold.js';
import type { SyncRef } from '../domain/steps.js';

type OlderHold = { syncId: string; workflowId: string };

/**
 * Ends the holds of older syncs that this file makes void: an approval is bound to one file and its plan (docs/product.md). In the
 * database, because a workflow that support has terminated hears nothing. Returns the workflows that may still wait.
 */
export async function expireOlderHolds(deps: RosterDeps, ref: SyncRef): Promise<string[]> {
  const holds = await findOlderHolds(deps, ref);
  // One after the other, each in a transaction of its own: two holds' locks are never held together.
  for (const { syncId } of holds) await settleHold(deps, { syncId, decision: 'SUPERSEDED' });
  return holds.map(({ workflowId }) => workflowId);
}

async function findOlderHolds(deps: RosterDeps, ref: SyncRef): Promise<OlderHold[]> {
  return withSync(deps.database, ref.syncId, { people: 'none', turn: 'none', statementSeconds: 60 }, async ({ client, sync, settings }) => {
    if (sync.dryRun || (!sync.applied && sync.status !== 'UNCHANGED')) return [];
    const { rows } = await client.query<ListedFile & OlderHold>(
      `SELECT older.id AS "syncId", older.workflow_id AS "workflowId", upload.file_name AS "fileName", older.covers::text[] AS covers,
              older.stands_for::text[] AS "standsFor", older.partial
         FROM sync JOIN sync AS older ON older.school_id = sync.school_id JOIN upload ON upload.id = older.upload_id
        WHERE sync.id = $1 AND older.status = 'HELD' AND (older.received_at, older.id) < (sync.received_at, sync.id)
        ORDER BY older.received_at, older.id`,
      [sync.id],
    );
    const archives = archivingCategories(settings.settings);
    return rows.filter((older) => overtakes(sync, older, archives));
  });
}
