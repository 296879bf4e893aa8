import { CancellationScope, condition, defineSignal, getExternalWorkflowHandle, isCancellation, setHandler } from '@temporalio/workflow';
import { WORKER_LOST, type FileEnd, type OwnerDecision, type SyncInput, type SyncRef } from '../domain/steps.js';
import type { FailureCode } from '../domain/messages/failure-texts.js';
import type { SyncStatus } from '../domain/sync-status.js';
import { deliver, type Delivery } from './deliver.js';
import { readableFailure } from './fail-readably.js';
import { showOutcome, showSupport } from './show-support.js';
import { awaited, bugOf, GAVE_UP, largeRoster, roster } from './steps.js';

/** An owner decided on the held changes, or cancelled the sync; the decision in the database counts. */
export const ownerDecision = defineSignal<[OwnerDecision]>('ownerDecision');
/** A newer file of the same kind was planned: it supersedes the changes held here. */
export const holdExpired = defineSignal('holdExpired');

export type SyncEnd = { outcome: SyncStatus; mails: { sent: number; undelivered: number } };

/** One uploaded file, from bytes in the store to a changed roster, a receipt and one report per recipient. */
export async function rosterSync({ isLarge = false, ...ref }: SyncInput): Promise<SyncEnd> {
  const say = showSupport('Received.');
  const decisions: OwnerDecision[] = [];
  const underWay = new CancellationScope();
  setHandler(ownerDecision, (decision) => {
    decisions.push(decision);
    // A file that waits for its turn, or is being read, stops here; nothing of it is applied once the decision is stored.
    if (decision === 'CANCELLED') underWay.cancel();
  });
  setHandler(holdExpired, () => void decisions.push('SUPERSEDED'));

  // Mails are sent in parallel: a relay that is down delays neither an owner's decision nor the end of the sync.
  const mails: Promise<Delivery>[] = [];
  const post = (notificationIds: string[]): void => void mails.push(deliver(notificationIds, '3 days'));

  let outcome: SyncStatus = 'RECEIVED';
  try {
    say('Reading the file, comparing it with the people of the school, and applying what needs no decision.');
    const end = await unlessCancelled(ref, decisions, () => underWay.run(() => (isLarge ? largeRoster : roster).syncFile(ref)));
    outcome = end.outcome;
    showOutcome(outcome);
    post(end.notificationIds);
    // The superseded holds have ended, even if support cancels the rest at this moment.
    await CancellationScope.nonCancellable(() => endOlderWaits(end.expired));
    while (outcome === 'HELD') {
      say('Waiting for an owner to approve or discard what is held.');
      outcome = await whatOwnersDecide(ref, decisions);
      showOutcome(outcome);
      say('Writing the receipt and the mails.');
      post(await awaited.tellOutcome(ref));
    }
  } catch (error) {
    await CancellationScope.nonCancellable(() => endBadly(ref, outcome, error));
    throw readableFailure(error);
  }

  say(`${outcome}. Sending the mails.`);
  const end = await delivered(outcome, mails);
  say(`${outcome}.`);
  return end;
}

/**
 * The status in the database after an owner cancelled the sync. If the owner was too late, it took effect all the same, and the
 * rest of its work is done.
 */
async function unlessCancelled(ref: SyncRef, decisions: readonly OwnerDecision[], story: () => Promise<FileEnd>): Promise<FileEnd> {
  try {
    return await story();
  } catch (error) {
    // A step that should ask again for its turn does not do so after it is cancelled: that is not a failure.
    if (bugOf(error) !== null || !decisions.includes('CANCELLED')) throw error;
    const outcome = await awaited.cancelSync(ref);
    if (outcome !== 'CANCELLED') return roster.syncFile(ref);
    return { outcome, expired: [], notificationIds: await awaited.tellOutcome(ref) };
  }
}

/** Waits without a limit: an owner may take a week. A newer file ends the wait, too. */
async function whatOwnersDecide(ref: SyncRef, decisions: OwnerDecision[]): Promise<SyncStatus> {
  // A decision made while no workflow was listening is in the database: support may reset a workflow without its signals.
  const stored = await awaited.settleHold({ ...ref, decision: 'STORED' });
  if (stored.kind === 'settled') return stored.status;
  for (;;) {
    await condition(() => decisions.length > 0);
    const decision = decisions.shift();
    if (decision === undefined) continue;
    const settled = await awaited.settleHold({ ...ref, decision });
    if (settled.kind === 'settled') return settled.status;
  }
}

/** Their holds have already ended in the database, because a hold must end even if its workflow is gone. */
async function endOlderWaits(workflowIds: string[]): Promise<void> {
  for (const workflowId of workflowIds) {
    try {
      await getExternalWorkflowHandle(workflowId).signal(holdExpired);
    } catch (error) {
      // It ended meanwhile, or support terminated it: it no longer waits.
      if (isCancellation(error)) throw error;
    }
  }
}

/**
 * The sync becomes FAILED if a bug, or support, ended it before it had an outcome. An existing outcome stays: a receipt that
 * cannot be written fails this workflow, not the sync, and a hold outlives it (an owner's decision restarts it).
 */
async function endBadly(ref: SyncRef, outcome: SyncStatus, error: unknown): Promise<void> {
  const settling = bugOf(error)?.step === 'settleHold';
  if (outcome !== 'RECEIVED' && !settling) return;
  try {
    showOutcome(await roster.markFailed({ ...ref, code: failureCode(error), hold: settling ? 'failed' : 'waits' }));
    const notificationIds = await roster.tellOutcome(ref);
    if (!isCancellation(error)) await deliver(notificationIds, '12 hours');
  } catch {
    // The first failure is the one that support needs to see.
  }
}

function failureCode(error: unknown): FailureCode {
  if (isCancellation(error)) return 'cancelled';
  const type = bugOf(error)?.type;
  return type === GAVE_UP || type === WORKER_LOST ? type : 'internal_error';
}

async function delivered(outcome: SyncStatus, mails: Promise<Delivery>[]): Promise<SyncEnd> {
  const deliveries = await Promise.all(mails);
  const bug = deliveries.find((delivery) => delivery.bug !== null)?.bug;
  if (bug !== undefined) throw readableFailure(bug);
  return {
    outcome,
    mails: {
      sent: deliveries.reduce((sum, delivery) => sum + delivery.sent, 0),
      undelivered: deliveries.reduce((sum, delivery) => sum + delivery.undelivered, 0),
    },
  };
}
