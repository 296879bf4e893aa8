import { ApplicationFailure, CancelledFailure, CompleteAsyncError, type Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { describeError, type Logger } from '../log.js';
import { classifyFailure } from './classify-failure.js';

// Well below the heartbeat timeout of 30 seconds (workflows/steps.ts), so that a busy moment is no lost worker.
const HEARTBEAT_EVERY_MS = 5_000;

/**
 * Stands around every activity: keeps its heartbeat going, and lets no exception through as it is. Temporal's history and
 * the logs get the type and the code of an error, never its message, which may quote a row of a file.
 */
export function guardActivities(log: Logger): ActivityInterceptorsFactory {
  return (context) => ({
    inbound: {
      execute: async (input, next) => {
        const heart = setInterval(() => context.heartbeat(), HEARTBEAT_EVERY_MS);
        try {
          return await next(input);
        } catch (error) {
          throw toldWithoutData(error, context, log);
        } finally {
          clearInterval(heart);
        }
      },
    },
  });
}

function toldWithoutData(error: unknown, { info }: Context, log: Logger): unknown {
  if (error instanceof CancelledFailure || error instanceof CompleteAsyncError) return error;
  const where = {
    activity: info.activityType,
    workflowId: info.workflowExecution?.workflowId,
    attempt: info.attempt,
  };
  if (error instanceof ApplicationFailure) {
    // The activity decided by itself; its words stay outside all the same.
    const type = error.type ?? 'ApplicationFailure';
    log.warn({ ...where, type, repeat: error.nonRetryable !== true }, 'activity failed');
    return ApplicationFailure.create({
      message: type,
      type,
      nonRetryable: error.nonRetryable ?? false,
      ...(error.nextRetryDelay === undefined || error.nextRetryDelay === null ? {} : { nextRetryDelay: error.nextRetryDelay }),
    });
  }
  const failure = classifyFailure(error);
  const { stack } = describeError(withoutMessage(error));
  if (failure.kind === 'outage') log.warn({ ...where, ...failure }, 'activity waits for an outage to pass');
  else log.error({ ...where, ...failure, stack }, 'activity failed: a bug');
  const told = ApplicationFailure.create({
    message: failure.code === null ? failure.type : `${failure.type} ${failure.code}`,
    type: failure.type,
    // The workflow gives a bug a few more chances (workflows/steps.ts); an outage is repeated by Temporal without a limit.
    nonRetryable: failure.kind === 'bug',
  });
  // Where it happened, for support; where this was made would tell nobody anything.
  told.stack = `${told.name}: ${told.message}${stack === undefined ? '' : `\n${stack}`}`;
  return told;
}

/** A message of several lines could pass for stack frames: it is cut off before the frames are taken. */
function withoutMessage(error: unknown): unknown {
  if (!(error instanceof Error) || error.stack === undefined) return error;
  const at = error.message === '' ? -1 : error.stack.indexOf(error.message);
  const frames = at === -1 ? error.stack : error.stack.slice(at + error.message.length);
  const bare = new Error();
  bare.name = error.name;
  bare.stack = frames
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .join('\n');
  return bare;
}
