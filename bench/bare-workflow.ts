import { proxyActivities } from '@temporalio/workflow';

const { doNothing } = proxyActivities<{ doNothing(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** The least that a file could cost Temporal: a workflow, and one activity that does nothing. */
export async function bareWork(): Promise<void> {
  await doNothing();
}
