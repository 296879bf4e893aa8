import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { SyncInput, SyncRef } from '../../domain/steps.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { noteAnnounced } from '../../store/announcements.js';
import { loadSyncStart } from '../../store/views/load-sync-start.js';
import { syncWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { outageCode } from '../../infra/temporal/outage-code.js';
import { searchAttributesOf, turnOf, type WorkflowSubject } from '../../infra/temporal/search-attributes-of.js';

export type AnnounceDeps = { database: Database; temporal: TemporalClient; log?: Logger };

/** `later`: Temporal did not answer; the worker's sweeper announces the sync as soon as it is back. */
export type Announced = 'announced' | 'later';

/**
 * Tells Temporal about a committed upload: starts its `rosterSync`, once, and marks the sync as announced. Call it
 * after the commit; a second call is harmless. An outage of Temporal is not an error of the upload: the answer is `later`.
 */
export async function announceSync(deps: AnnounceDeps, syncId: string): Promise<Announced> {
  const start = await loadSyncStart(deps.database, syncId);
  if (start === null) throw new Error('announceSync: there is no such sync.');
  const { ref } = start;
  return announcedOrLater(deps.log, 'sync', { syncId }, async () => {
    const runId = await startOnce(deps.temporal, start);
    await noteAnnounced(deps.database, { syncId: ref.syncId, runId, workflowId: syncWorkflowId(ref) });
  });
}

/** Calls Temporal. If it does not answer, that is not an error of what was committed: `later`. */
export async function announcedOrLater(
  log: Logger | undefined,
  what: 'sync' | 'decision' | 'mail' | 'webhook',
  ids: Record<string, string>,
  announce: () => Promise<void>,
): Promise<Announced> {
  try {
    await announce();
    return 'announced';
  } catch (error) {
    const code = outageCode(error);
    if (code === null) throw error;
    log?.warn({ ...ids, code, err: caught(error) }, `${what} not announced yet`);
    return 'later';
  }
}

/** The run that works on the upload, started now or before. */
async function startOnce(
  temporal: TemporalClient,
  { ref, input, subject, awaited }: { ref: SyncRef; input: SyncInput; subject: WorkflowSubject; awaited: boolean },
): Promise<string> {
  const workflowId = syncWorkflowId(ref);
  try {
    const handle = await temporal.soon(() =>
      temporal.client.workflow.start(WORKFLOW_TYPES.rosterSync, {
        workflowId,
        taskQueue: temporal.taskQueue,
        args: [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        typedSearchAttributes: searchAttributesOf(subject),
        priority: turnOf(subject, { awaited }),
        memo: { syncId: ref.syncId },
      }),
    );
    return handle.firstExecutionRunId;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return (await temporal.soon(() => temporal.client.workflow.getHandle(workflowId).describe())).runId;
  }
}
