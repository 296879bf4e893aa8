import { ApplicationFailure } from '@temporalio/common';
import type { FileEnd, RosterSteps, SyncRef, TellSteps, WebhookSteps } from '../domain/steps.js';
import { stopWhenCancelled } from '../infra/temporal/running-step.js';

export type FileSteps = Omit<RosterSteps, 'cancelSync' | 'settleHold' | 'undoChanges' | 'markFailed'> &
  Pick<TellSteps, 'writeReceipts' | 'prepareSyncNotifications'> &
  Pick<WebhookSteps, 'tellWebhooks'>;

// A new round begins when someone else changed the people meanwhile, or when the database lost the staged rows. This many
// rounds in a row are more than a coincidence: something is wrong.
const MOST_ROUNDS = 60;

/**
 * One file, from bytes in the store to a changed roster, a receipt and stored mails. Each step is a transaction of its own, so that the sync's status
 * is seen meanwhile, and looks at what is stored: a repetition continues where the last attempt stopped.
 */
export async function syncFile(steps: FileSteps, ref: SyncRef): Promise<FileEnd> {
  const outcome = await changeRoster(steps, ref);
  // The outcome stands, and is reported even if support cancels at this moment.
  const expired = await steps.expireOlderHolds(ref);
  await steps.discardStagedRows(ref);
  return { outcome, expired, notificationIds: await tellOutcome(steps, ref) };
}

/** The receipt in `/results/`, what webhooks are told, and the mails that are to be sent. */
export async function tellOutcome(
  steps: Pick<TellSteps, 'writeReceipts' | 'prepareSyncNotifications'> & Pick<WebhookSteps, 'tellWebhooks'>,
  ref: SyncRef,
): Promise<string[]> {
  await steps.writeReceipts(ref);
  await steps.tellWebhooks(ref);
  return steps.prepareSyncNotifications(ref);
}

/** The states in which a sync ends by the results of its first steps. */
const ENDS = {
  rejected: 'REJECTED',
  disabled: 'DISABLED',
  paused: 'PAUSED',
  unchanged: 'UNCHANGED',
  superseded: 'SUPERSEDED',
  cancelled: 'CANCELLED',
  previewed: 'PREVIEWED',
} as const;

/** Stage, plan, apply; repeated from where a result became invalid. Returns the sync's status. */
async function changeRoster(steps: FileSteps, ref: SyncRef): Promise<FileEnd['outcome']> {
  let staged = false;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    stopWhenCancelled();
    if (!staged) {
      const stage = await steps.stageFile(ref);
      if (stage.kind !== 'staged') return ENDS[stage.kind];
      staged = true;
      stopWhenCancelled();
    }

    const plan = await steps.planChanges(ref);
    if (plan.kind === 'stage_lost') {
      staged = false;
      continue;
    }
    if (plan.kind !== 'planned') return ENDS[plan.kind];
    stopWhenCancelled();

    const applied = await steps.applyPlan(ref);
    if (applied.kind === 'stale') continue;
    if (applied.kind === 'superseded') return 'SUPERSEDED';
    if (applied.kind === 'cancelled') return 'CANCELLED';
    return applied.since ?? (applied.held > 0 ? 'HELD' : 'APPLIED');
  }
  throw ApplicationFailure.nonRetryable(`The people changed under ${MOST_ROUNDS} plans in a row.`, 'gave_up_planning');
}
