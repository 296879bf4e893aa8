import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { schoolNameOf } from '../../infra/temporal/search-attributes-of.js';
import type { Database } from '../../store/database.js';
import { loadFailedSyncs } from '../../store/views/load-failed-syncs.js';
import { workflowUrl, type TemporalLinks } from '../../store/views/workflow-url.js';

/** A current failure that needs support. */
export type Failed = {
  at: Date;
  /** The school's name in the database, or when the workflow started; null: it is not about a school. */
  school: string | null;
  /** The code of a failed sync, or the type of the workflow that failed. */
  code: string;
  /** Null: a night, an undo, a mail, or a failure after a sync had its outcome. */
  syncId: string | null;
  workflowId: string;
  url: string;
};

const MOST_WORKFLOWS = 2_000;
const LIST_MS = 60_000;

/**
 * All current failures of all schools, newest first: syncs that no later file made up for, and other workflows whose latest run failed.
 * Without those that support has since reset successfully. Rejects while the database or Temporal is down.
 */
export async function listFailed({ database, temporal }: { database: Database; temporal: TemporalClient }, links: TemporalLinks): Promise<Failed[]> {
  const syncs = await loadFailedSyncs(database.pool);
  const ofSyncs = new Set(syncs.map(({ workflowId }) => workflowId));
  const others = (await listFailedWorkflows(temporal)).filter(({ workflowId }) => !ofSyncs.has(workflowId));
  return [
    ...syncs
      .filter(({ madeUpFor }) => !madeUpFor)
      .map(({ syncId, workflowId, schoolName, code, failedAt }) => ({ at: failedAt, school: schoolName, code, syncId, workflowId })),
    ...others.map(({ workflowId, type, startTime, closeTime, typedSearchAttributes }) => ({
      at: closeTime ?? startTime,
      school: schoolNameOf(typedSearchAttributes),
      code: type,
      syncId: null,
      workflowId,
    })),
  ]
    .map((failed) => ({ ...failed, url: workflowUrl(failed.workflowId, links) }))
    .toSorted((left, right) => right.at.getTime() - left.at.getTime());
}

/** Workflows whose latest run failed. Temporal lists runs; the failed one of a workflow that was reset stays in its list. */
async function listFailedWorkflows({ client, soon }: TemporalClient): Promise<WorkflowExecutionDescription[]> {
  const ids = await soon(async () => {
    const found = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Failed"' })) {
      found.add(workflowId);
      if (found.size === MOST_WORKFLOWS) break;
    }
    return [...found];
  }, LIST_MS);
  const failed: WorkflowExecutionDescription[] = [];
  for (const workflowId of ids) {
    const latest = await soon(() => client.workflow.getHandle(workflowId).describe());
    if (latest.status.name === 'FAILED') failed.push(latest);
  }
  return failed;
}
