import { ApplicationFailure } from '@temporalio/workflow';
import { bugOf } from './steps.js';

/** Runs a workflow; a bug in one of its steps fails it with a sentence for support, independent of what the step threw. */
export async function failReadably<T>(story: () => Promise<T>): Promise<T> {
  try {
    return await story();
  } catch (error) {
    throw readableFailure(error);
  }
}

/** The failure that support sees in the Temporal Web UI. Anything but a bug (a cancellation) stays unchanged. */
export function readableFailure(error: unknown): unknown {
  const bug = bugOf(error);
  if (bug === null) return error;
  return ApplicationFailure.create({
    message: `${bug.step} failed: ${bug.type}. After the fix, reset this workflow: every step may run again.`,
    type: 'internal_error',
    nonRetryable: true,
    cause: error as Error,
  });
}
