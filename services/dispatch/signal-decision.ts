import { announcedOrLater, type AnnounceDeps, type Announced } from './announce-sync.js';
import { readDecision } from '../../store/announcements.js';
import { loadSyncStart } from '../../store/views/load-sync-start.js';
import { SIGNALS, syncWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { searchAttributesOf, turnOf } from '../../infra/temporal/search-attributes-of.js';

/**
 * Tells the waiting sync that an owner decided. Call it after the decision is committed; the workflow applies the stored
 * decision, so a second call is harmless. `later`: Temporal is down, and the worker's sweeper signals it again.
 *
 * A workflow that is gone (terminated by support, or past Temporal's retention) is started again: the owner's decision must
 * be applied, and every step of a sync may run twice.
 */
export async function announceDecision(deps: AnnounceDeps, syncId: string): Promise<Announced> {
  const start = await loadSyncStart(deps.database, syncId);
  if (start === null) throw new Error('announceDecision: there is no such sync.');
  const { ref, input, subject } = start;
  const decision = await readDecision(deps.database, syncId);
  // Settled meanwhile: there is nothing to say any more.
  if (decision === null) return 'announced';
  return announcedOrLater(deps.log, 'decision', { syncId }, async () => {
    await deps.temporal.soon(() =>
      deps.temporal.client.workflow.signalWithStart(WORKFLOW_TYPES.rosterSync, {
        workflowId: syncWorkflowId(ref),
        taskQueue: deps.temporal.taskQueue,
        args: [input],
        signal: SIGNALS.ownerDecision,
        signalArgs: [decision],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        typedSearchAttributes: searchAttributesOf(subject),
        priority: turnOf(subject, { awaited: true }),
        memo: { syncId: ref.syncId },
      }),
    );
  });
}
