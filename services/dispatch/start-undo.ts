import type { AnnounceDeps } from './announce-sync.js';
import { loadSyncStart } from '../../store/views/load-sync-start.js';
import { undoWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { searchAttributesOf, turnOf } from '../../infra/temporal/search-attributes-of.js';

/**
 * Starts the undo of a sync; a second start while it runs joins it. Throws while Temporal is down: unlike a file, a click
 * can be repeated, and nothing was promised yet.
 */
export async function startUndo(deps: Pick<AnnounceDeps, 'database' | 'temporal'>, syncId: string): Promise<void> {
  const start = await loadSyncStart(deps.database, syncId);
  if (start === null) throw new Error('startUndo: there is no such sync.');
  const { ref, subject } = start;
  await deps.temporal.soon(() =>
    deps.temporal.client.workflow.start(WORKFLOW_TYPES.undoSync, {
      workflowId: undoWorkflowId(ref),
      taskQueue: deps.temporal.taskQueue,
      args: [ref],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      typedSearchAttributes: searchAttributesOf(subject),
      priority: turnOf(subject, { awaited: true }),
      memo: { syncId: ref.syncId },
    }),
  );
}
