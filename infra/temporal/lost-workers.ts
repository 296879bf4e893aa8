import { randomUUID } from 'node:crypto';
import type { Context } from '@temporalio/activity';
import proto from '@temporalio/proto';
import { MOST_LOST_WORKERS } from '../../domain/steps.js';

const { TIMEOUT_TYPE_HEARTBEAT } = proto.temporal.api.enums.v1.TimeoutType;

/**
 * The data that the heartbeats of a step carry from one attempt to the next. `silent`: attempts after which Temporal heard nothing more; `lost`: those
 * that a worker had started and that has not been heard of since; `began`: the last attempt that a worker started, and its process.
 */
export type Losses = { silent: number; lost: number; began: { attempt: number; by: string } };

const THIS_PROCESS = randomUUID();

/**
 * Counts the workers that were lost during this step, at the start of an attempt. Silence alone is not a loss: an overloaded
 * Temporal hands out attempts that no worker gets. It is a loss if the previous attempt had reported its start, in another process than
 * this living one. The first attempt of a step reports only after a second (`FIRST_HEARTBEAT_MS`), because nearly all end sooner;
 * attempts after a silent one report at once.
 */
export async function countLosses(context: Context): Promise<Losses> {
  const { attempt, heartbeatDetails } = context.info;
  const before = isLosses(heartbeatDetails) ? heartbeatDetails : null;
  const began = { attempt, by: THIS_PROCESS };
  if (!(await wasSilent(context))) return { silent: before?.silent ?? 0, lost: before?.lost ?? 0, began };
  const isLost = before?.began.attempt === attempt - 1 && before.began.by !== THIS_PROCESS;
  return { silent: (before?.silent ?? 0) + 1, lost: (before?.lost ?? 0) + (isLost ? 1 : 0), began };
}

/** One of the silent attempts may have ended before it could report its start. */
export function isPoison({ silent, lost }: Losses): boolean {
  return silent >= MOST_LOST_WORKERS && lost >= MOST_LOST_WORKERS - 1;
}

/** Whether Temporal gave up on the previous attempt because it heard nothing more. */
async function wasSilent({ info, client }: Context): Promise<boolean> {
  // Most attempts begin before an earlier one could have been silent for this long: then there is nothing to ask.
  const sinceFirstMs = info.currentAttemptScheduledTimestampMs - info.scheduledTimestampMs;
  if (info.attempt === 1 || info.workflowExecution === undefined || sinceFirstMs < (info.heartbeatTimeoutMs ?? Infinity)) return false;
  const { workflowId, runId } = info.workflowExecution;
  try {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const step = raw.pendingActivities?.find(({ activityId }) => activityId === info.activityId);
    return step?.lastFailure?.timeoutFailureInfo?.timeoutType === TIMEOUT_TYPE_HEARTBEAT;
  } catch {
    // Temporal does not answer now: a loss may go uncounted, and the step continues.
    return false;
  }
}

function isLosses(details: unknown): details is Losses {
  if (typeof details !== 'object' || details === null) return false;
  const { silent, lost, began } = details as Partial<Losses>;
  return Number.isSafeInteger(silent) && Number.isSafeInteger(lost) && Number.isSafeInteger(began?.attempt) && typeof began?.by === 'string';
}
