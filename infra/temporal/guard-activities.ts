import { ApplicationFailure, CancelledFailure, CompleteAsyncError, type Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { lockDelayMs, turnDelayMs } from '../../domain/turn/turn-delay.js';
import { framesOf, isError } from '../describe-error.js';
import { caught, type Logger } from '../log.js';
import { WORKER_LOST } from '../../domain/steps.js';
import { SchoolBusy } from '../../domain/turn/school-busy.js';
import { stepOf } from './running-step.js';
import { classifyFailure, type FailureClass } from './classify-failure.js';
import { countLosses, isPoison } from './lost-workers.js';
import type { StepObserver } from './step-watch.js';

// Well below the heartbeat timeout of 30 seconds (workflows/steps.ts), so that a busy moment does not look like a lost worker; and often,
// because heartbeats tell an activity that it is cancelled.
const HEARTBEAT_EVERY_MS = 3_000;
/** Nearly all steps end before the first heartbeat, and cost Temporal none. */
const FIRST_HEARTBEAT_MS = 1_000;
/** A step may kill its worker at once, so the heartbeat that reports its start must be sent before. */
const TO_BE_HEARD_MS = 500;

/**
 * Wraps every activity: sends its heartbeats, and converts every exception. Temporal's history and
 * the logs get the type and the code of an error, never its message, which may quote a row of a file. A step that has repeatedly
 * killed its worker is not started again: it would stop one worker after another, for all schools.
 */
export function guardActivities(log: Logger, observer?: Pick<StepObserver, 'failed'>): ActivityInterceptorsFactory {
  return (context) => ({
    inbound: {
      execute: async (input, next) => {
        const losses = await countLosses(context);
        if (isPoison(losses)) throw givenUp(context, losses.lost, log, observer);
        const beat = (): void => context.heartbeat({ step: stepOf(context) ?? context.info.activityType, ...losses });
        if (losses.silent > 0) {
          beat();
          await new Promise((resolve) => setTimeout(resolve, TO_BE_HEARD_MS));
        }
        const first = setTimeout(beat, FIRST_HEARTBEAT_MS);
        const heart = setInterval(beat, HEARTBEAT_EVERY_MS);
        try {
          return await next(input);
        } catch (error) {
          throw toldWithoutData(error, context, log, observer);
        } finally {
          clearTimeout(first);
          clearInterval(heart);
        }
      },
    },
  });
}

function givenUp({ info }: Context, lost: number, log: Logger, observer?: Pick<StepObserver, 'failed'>): ApplicationFailure {
  const workflowId = info.workflowExecution?.workflowId;
  observer?.failed(info.activityType, 'bug');
  log.error({ activity: info.activityType, workflowId, attempt: info.attempt, lost, code: WORKER_LOST }, 'activity given up: it stopped its workers');
  return ApplicationFailure.create({ message: WORKER_LOST, type: WORKER_LOST, details: [info.activityType], nonRetryable: true });
}

function toldWithoutData(error: unknown, context: Context, log: Logger, observer?: Pick<StepObserver, 'failed'>): unknown {
  if (error instanceof CancelledFailure || error instanceof CompleteAsyncError) return error;
  const { info } = context;
  const step = stepOf(context) ?? info.activityType;
  const where = {
    activity: info.activityType,
    step,
    workflowId: info.workflowExecution?.workflowId,
    attempt: info.attempt,
  };
  if (error instanceof ApplicationFailure) {
    // The activity decided this itself; its message is kept out all the same.
    const type = error.type ?? 'ApplicationFailure';
    observer?.failed(step, 'decided');
    log.warn({ ...where, type, repeat: error.nonRetryable !== true }, 'activity failed');
    return ApplicationFailure.create({
      message: type,
      type,
      details: [step],
      nonRetryable: error.nonRetryable ?? false,
      ...(error.nextRetryDelay === undefined || error.nextRetryDelay === null ? {} : { nextRetryDelay: error.nextRetryDelay }),
    });
  }
  const failure = classifyFailure(error);
  observer?.failed(step, failure.kind);
  if (failure.kind === 'busy') return askAgain(error, failure, { info, step }, log);
  const err = caught(error);
  if (failure.kind === 'outage') log.warn({ ...where, ...failure, err }, 'activity waits for an outage to pass');
  else log.error({ ...where, ...failure, err }, 'activity failed: a bug');
  const told = ApplicationFailure.create({
    // Support reads it in the Temporal UI while the step is repeated.
    message: [`${step}:`, failure.type, ...(failure.code === null ? [] : [failure.code])].join(' '),
    type: failure.type,
    // For the workflow, which repeats it when it gives up.
    details: [step],
    // The workflow gives a bug a few more chances (workflows/steps.ts); an outage is repeated by Temporal without a limit.
    nonRetryable: failure.kind === 'bug',
  });
  // The stack of the original error, for support: that of this one would say nothing.
  told.stack = [`${told.name}: ${told.message}`, ...(isError(error) ? framesOf(error) : [])].join('\n');
  return told;
}

/** After how many attempts of a step that waits for its turn a log line is written. */
const NOTED_EVERY = 60;

/** This is not a failure: the step frees its slot now, and comes back when it may be its turn. */
function askAgain(
  error: unknown,
  { type, code }: FailureClass,
  { info, step }: { info: Context['info']; step: string },
  log: Logger,
): ApplicationFailure {
  const { activityType: activity, attempt } = info;
  const workflowId = info.workflowExecution?.workflowId;
  const key = `${workflowId}/${activity}`;
  const place = error instanceof SchoolBusy ? error.place : null;
  const filesAhead = place?.filesAhead ?? 0;
  const where = { activity, step, workflowId, attempt, code, filesAhead };
  if (attempt % NOTED_EVERY === 0) log.info(where, 'activity still waits for its turn');
  else log.debug(where, 'activity waits for its turn');
  return ApplicationFailure.create({
    // Support reads it in the Temporal UI, beside the step that is pending.
    message:
      filesAhead === 0 ? 'Waits: something else is at work here.' : `Waits for its turn: older files of the school come first (${filesAhead}).`,
    type,
    nonRetryable: false,
    nextRetryDelay: place === null ? lockDelayMs({ attempt, key }) : turnDelayMs({ ...place, attempt, key }),
  });
}
