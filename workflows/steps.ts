import { ActivityFailure, ApplicationFailure, proxyActivities, sleep, workflowInfo, type ActivityOptions } from '@temporalio/workflow';
import { WORKER_LOST, type NightActivities, type SyncActivities, type TellActivities } from '../domain/steps.js';
import { AWAITED_PRIORITY, taskQueueOf, type KindOfWork } from '../domain/kind-of-work.js';

// Outages end: the worker reports one as a retryable failure, and Temporal retries until it is over.
const untilItPasses: NonNullable<ActivityOptions['retry']> = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '30 seconds',
};

/** The steps that read the file and change the school. */
const ROSTER: ActivityOptions = {
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry: untilItPasses,
  // A cancelled sync must know whether people were changed before it reports how it ended.
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
};
export const roster = stepsOf<SyncActivities>('syncs', ROSTER);
/** The same, after an owner has just decided and is looking at the page. */
export const awaited = stepsOf<SyncActivities>('syncs', { ...ROSTER, priority: { priorityKey: AWAITED_PRIORITY } });
/** The same for a large file, which would keep ordinary ones waiting. */
export const largeRoster = stepsOf<Pick<SyncActivities, 'syncFile'>>('large-syncs', ROSTER);

/** The steps of the nightly run. */
export const night = stepsOf<NightActivities & Pick<TellActivities, 'prepareDailyNotifications'>>('nights', {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: untilItPasses,
});

/** Hands one mail to the relay, with retries while the relay is down, as long as the mail is worth reading. */
export function postOffice(worthReadingFor: '3 days' | '12 hours'): Pick<TellActivities, 'sendNotification' | 'sendAccountMail'> {
  return stepsOf('mails', {
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '30 seconds',
    scheduleToCloseTimeout: worthReadingFor,
    retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  });
}

/** Sends what waits for one receiver of webhooks. What the receiver does is an answer, and no failure of the step. */
export const courier = stepsOf<Pick<TellActivities, 'sendNextWebhook'>>('webhooks', {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '30 seconds',
  retry: untilItPasses,
});

/** The bug that the worker reported (infra/temporal/guard-activities.ts), with its step; null: cancelled or timed out. */
export function bugOf(error: unknown): { step: string; type: string } | null {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return null;
  if (error.cause.nonRetryable !== true) return null;
  const [step] = error.cause.details ?? [];
  return { step: typeof step === 'string' ? step : error.activityType, type: error.cause.type ?? 'Error' };
}

// Most "bugs" of a first attempt are an unforeseen race or glitch: five attempts, within about eight seconds.
const TRIES = 5;
/** The step has already retried often enough by itself (activities/sync-file.ts). */
export const GAVE_UP = 'gave_up_planning';

/** Steps that run in the slots of their kind of work. Its queue is named after the workflow's queue, which is known only in a running workflow. */
function stepsOf<A extends { [Step in keyof A]: (input: never) => Promise<unknown> }>(kind: KindOfWork, options: ActivityOptions): A {
  const step = (name: string, input: unknown): Promise<unknown> => {
    const steps = proxyActivities<Record<string, (input: unknown) => Promise<unknown>>>({
      ...options,
      taskQueue: taskQueueOf(kind, workflowInfo().taskQueue),
    });
    return steps[name]!(input);
  };
  return new Proxy({} as A, { get: (_none, name) => (input: unknown) => withSecondChances(() => step(String(name), input)) });
}

async function withSecondChances(step: () => Promise<unknown>): Promise<unknown> {
  for (let tried = 1; ; tried++) {
    try {
      return await step();
    } catch (error) {
      const bug = bugOf(error);
      // Each further attempt of a step that stops workers would stop one more.
      if (bug === null || bug.type === GAVE_UP || bug.type === WORKER_LOST || tried === TRIES) throw error;
      await sleep(500 * 2 ** (tried - 1));
    }
  }
}
