import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { Database } from '../../store/database.js';
import type { Logger } from '../../infra/log.js';
import { isStuck, startedOver } from '../../infra/temporal/is-stuck.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { syncWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { searchAttributesOf, turnOf } from '../../infra/temporal/search-attributes-of.js';
import { noteAnnounced } from '../../store/announcements.js';
import { loadSyncStart } from '../../store/views/load-sync-start.js';

export type StartOverDeps = { database: Database; temporal: TemporalClient; log: Logger };

/**
 * Starts the workflow of a sync anew where no worker can go on with it: its history was written by a release that was taken back. What a
 * sync has come to stands in the database, so the new run goes on from there; a run that is fine after all loses nothing by it either.
 * Says whether it did.
 */
export async function startOverIfStuck(
  { database, temporal, log }: StartOverDeps,
  syncId: string,
  found?: WorkflowExecutionDescription,
): Promise<boolean> {
  const start = await loadSyncStart(database, syncId);
  if (start === null) return false;
  const { ref, input, subject, awaited } = start;
  const workflowId = syncWorkflowId(ref);
  const run = found ?? (await temporal.soon(() => temporal.client.workflow.getHandle(workflowId).describe()));
  if (!isStuck(run, new Date())) return false;
  const handle = await temporal.soon(() =>
    temporal.client.workflow.start(WORKFLOW_TYPES.rosterSync, {
      workflowId,
      taskQueue: temporal.taskQueue,
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      typedSearchAttributes: searchAttributesOf(subject),
      priority: turnOf(subject, { awaited }),
      memo: { syncId, startedOver: startedOver(run) + 1 },
    }),
  );
  await noteAnnounced(database, { syncId, runId: handle.firstExecutionRunId, workflowId });
  log.warn({ syncId, workflowId, code: 'workflow_stuck' }, 'no worker could go on with the workflow of a sync: started anew from the database');
  return true;
}
