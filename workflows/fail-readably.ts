import { ApplicationFailure } from '@temporalio/workflow';
import { bugOf } from './steps.js';

/** Runs a story; a bug in one of its steps fails the workflow with a sentence for support, whatever the step threw. */
export async function failReadably<T>(story: () => Promise<T>): Promise<T> {
  try {
    return await story();
  } catch (error) {
    throw readableFailure(error);
  }
}

/** The failure that support meets in the Temporal Web UI. Anything but a bug (a cancellation) stays as it is. */
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
