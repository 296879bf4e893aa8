import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { KindOfWork } from '../../domain/kind-of-work.js';
import type { StepObserver } from './step-watch.js';

/** Tells the observer of each step of one kind of work: how long it waited for a slot, that it began, and that it ended. */
export function observeActivities(kind: KindOfWork, observer: StepObserver): ActivityInterceptorsFactory {
  return ({ info }) => ({
    inbound: {
      execute: async (input, next) => {
        // Clocks of two machines may differ by more than a step waits.
        const waitedMs = Math.max(0, Date.now() - info.currentAttemptScheduledTimestampMs);
        const ended = observer.began(kind, info.activityType, waitedMs);
        try {
          return await next(input);
        } finally {
          ended();
        }
      },
    },
  });
}
