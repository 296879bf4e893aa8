import type { WorkflowExecutionDescription } from '@temporalio/client';

/** Temporal gives a task to a worker again and again, after pauses that grow; workers of two releases may take turns for a while. */
const TRIES = 4;
const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;

type Run = Pick<WorkflowExecutionDescription, 'status' | 'memo' | 'startTime' | 'raw'>;

/**
 * Whether no worker can go on with the run of a workflow. One that was started anew, and is stuck again, is left alone for twice as long each time: it
 * is no release that was taken back, but a mistake.
 */
export function isStuck(run: Run, now: Date): boolean {
  if (run.status.name !== 'RUNNING' || (run.raw.pendingWorkflowTask?.attempt ?? 0) < TRIES) return false;
  const times = startedOver(run);
  return times === 0 || now.getTime() - run.startTime.getTime() > Math.min(MINUTE_MS * 2 ** times, LONGEST_MS);
}

/** How often the workflow has been started anew for that. */
export function startedOver({ memo }: Pick<Run, 'memo'>): number {
  const times = memo?.['startedOver'];
  return typeof times === 'number' ? times : 0;
}
