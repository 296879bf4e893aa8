import { ActivityFailure, ApplicationFailure, proxyActivities, sleep, type ActivityOptions } from '@temporalio/workflow';
import type { NightActivities, RosterActivities, TellActivities } from '../activities/types.js';

// An outage passes: the worker reports it as a failure to be repeated, and Temporal repeats it until it has passed.
const untilItPasses: NonNullable<ActivityOptions['retry']> = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '30 seconds',
};

/** The steps that read the file and change the school. */
export const roster = withSecondChances(
  proxyActivities<RosterActivities>({
    startToCloseTimeout: '15 minutes',
    heartbeatTimeout: '30 seconds',
    retry: untilItPasses,
    // A cancelled sync must know whether its people were changed before it says how it ended.
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  }),
);

/** The steps that write what people will read. */
export const tell = withSecondChances(
  proxyActivities<Omit<TellActivities, 'sendNotification'>>({
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '30 seconds',
    retry: untilItPasses,
  }),
);

/** The steps of the nightly run. */
export const night = withSecondChances(
  proxyActivities<NightActivities>({
    // finishOpenUploads waits for half an hour at most.
    startToCloseTimeout: '40 minutes',
    heartbeatTimeout: '30 seconds',
    retry: untilItPasses,
  }),
);

/** Hands one mail to the relay, again and again while the relay is away, for as long as the mail is worth reading. */
export function postOffice(worthReadingFor: '3 days' | '12 hours'): Pick<TellActivities, 'sendNotification'> {
  return withSecondChances(
    proxyActivities<Pick<TellActivities, 'sendNotification'>>({
      startToCloseTimeout: '2 minutes',
      heartbeatTimeout: '30 seconds',
      scheduleToCloseTimeout: worthReadingFor,
      retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
    }),
  );
}

/** What the worker reported as a bug (infra/temporal/classify-failure.ts), or null: cancelled, or timed out. */
export function bugOf(error: unknown): { step: string; type: string } | null {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return null;
  if (error.cause.nonRetryable !== true) return null;
  return { step: error.activityType, type: error.cause.type ?? 'Error' };
}

// Most "bugs" of a first try are a race or a broken moment that nobody foresaw: five tries, within about eight seconds.
const TRIES = 5;

function withSecondChances<A extends object>(steps: A): A {
  return new Proxy(steps, {
    get: (target, name) => {
      const step = Reflect.get(target, name) as (...input: unknown[]) => Promise<unknown>;
      return async (...input: unknown[]) => {
        for (let tried = 1; ; tried++) {
          try {
            return await step(...input);
          } catch (error) {
            if (bugOf(error) === null || tried === TRIES) throw error;
            await sleep(500 * 2 ** (tried - 1));
          }
        }
      };
    },
  });
}
