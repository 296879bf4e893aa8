import type { AnnounceDeps } from './announce-sync.js';
import { loadSyncRef } from './load-sync-ref.js';
import { undoWorkflowId, WORKFLOW_TYPES } from './names.js';
import { searchAttributesOf } from './search-attributes-of.js';

/**
 * Starts the undo of a sync; a second start while it runs joins it. Throws while Temporal is away: unlike a file, a click
 * can be repeated, and nothing was promised yet.
 */
export async function startUndo(deps: Pick<AnnounceDeps, 'database' | 'temporal'>, syncId: string): Promise<void> {
  const ref = await loadSyncRef(deps.database, syncId);
  if (ref === null) throw new Error('startUndo: there is no such sync.');
  await deps.temporal.soon(() =>
    deps.temporal.client.workflow.start(WORKFLOW_TYPES.undoSync, {
      workflowId: undoWorkflowId(ref),
      taskQueue: deps.temporal.taskQueue,
      args: [ref],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      typedSearchAttributes: searchAttributesOf(ref),
      memo: { syncId: ref.syncId },
    }),
  );
}
