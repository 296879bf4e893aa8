import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { ResetWorkflowExecutionRequest } = proto.temporal.api.workflowservice.v1;
const { ResetReapplyExcludeType } = proto.temporal.api.enums.v1;

/**
 * Resets a workflow to every point to which the Temporal Web UI can (each completed workflow task, which is where each step
 * begins or has ended), one after the other, always from the history of the run that was there. Returns how many there were.
 *
 * @param options.withSignals whether what the workflow was told after the point is told again, which the UI asks; default: yes.
 * @param options.runId the run; default: the latest.
 * @param options.only the first or the last point alone.
 */
export async function resetEverywhere(
  client: Client,
  workflowId: string,
  afterReset: (point: string) => Promise<unknown>,
  { withSignals = true, only, runId }: { withSignals?: boolean; only?: 'first' | 'last'; runId?: string } = {},
): Promise<number> {
  const original = await client.workflow.getHandle(workflowId, runId).describe();
  const { events } = await client.workflow.getHandle(workflowId, original.runId).fetchHistory();
  const all = (events ?? []).flatMap((event) => (event.workflowTaskCompletedEventAttributes ? [Number(event.eventId)] : []));
  const points = only === undefined ? all : all.slice(only === 'first' ? 0 : -1).slice(0, 1);
  for (const point of points) {
    await client.workflowService.resetWorkflowExecution(
      ResetWorkflowExecutionRequest.fromObject({
        namespace: 'default',
        workflowExecution: { workflowId, runId: original.runId },
        reason: 'support',
        workflowTaskFinishEventId: point,
        requestId: `reset-${workflowId}-${point}-${withSignals}`,
        resetReapplyExcludeTypes: withSignals ? [] : [ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL],
      }),
    );
    await afterReset(`event ${point} of ${all.at(-1)}`);
  }
  return points.length;
}
