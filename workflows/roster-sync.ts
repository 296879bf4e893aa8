import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import type { OwnerDecision, SyncInput, SyncRef } from '../domain/steps.js';
import type { FailureCode } from '../domain/messages/failure-texts.js';
import type { SyncStatus } from '../domain/sync-status.js';
import { deliver, type Delivery } from './deliver.js';
import { readableFailure } from './fail-readably.js';
import { showOutcome, showSupport } from './show-support.js';
import { bugOf, largeRoster, roster, tell } from './steps.js';

/** An owner decided on the held changes, or cancelled the sync; the decision in the database has the last word. */
export const ownerDecision = defineSignal<[OwnerDecision]>('ownerDecision');
/** A newer file of the same kind was planned: what is held here is void. */
export const holdExpired = defineSignal('holdExpired');

export type SyncEnd = { outcome: SyncStatus; mails: { sent: number; undelivered: number } };

// Each round means that somebody else changed the people meanwhile, or that the database lost the staged rows. So many
// rounds in a row are no bad luck any more.
const MOST_ROUNDS = 60;

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

  // Mails travel beside the story: a relay that is away delays neither an owner's decision nor the end of the sync.
  const mails: Promise<Delivery>[] = [];
  const report = async (): Promise<void> => {
    await tell.writeReceipts(ref);
    mails.push(deliver(await tell.prepareSyncNotifications(ref), '3 days'));
  };

  let outcome: SyncStatus = 'RECEIVED';
  try {
    outcome = await unlessCancelled(ref, decisions, () => underWay.run(() => applyFile(ref, isLarge ? largeRoster : roster, say)));
    showOutcome(outcome);
    while (outcome === 'HELD') {
      say('Telling the owners what waits for them.');
      await report();
      say('Waiting for an owner to approve or discard what is held.');
      outcome = await whatOwnersDecide(ref, decisions);
      showOutcome(outcome);
    }
    say('Writing the receipt and the mails.');
    await report();
    await roster.discardStagedRows(ref);
  } catch (error) {
    await CancellationScope.nonCancellable(() => endBadly(ref, outcome, error));
    throw readableFailure(error);
  }

  say(`${outcome}. Sending the mails.`);
  const end = await delivered(outcome, mails);
  say(`${outcome}.`);
  return end;
}

/** Stage, plan, apply; and again from where it became void. Ends with the sync's status. */
async function applyFile(ref: SyncRef, steps: typeof largeRoster, say: (words: string) => void): Promise<SyncStatus> {
  let staged = false;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    if (!staged) {
      say('Reading the file.');
      const stage = await steps.stageFile(ref);
      if (stage.kind === 'rejected') return 'REJECTED';
      if (stage.kind === 'disabled') return 'DISABLED';
      if (stage.kind === 'cancelled') return 'CANCELLED';
      if (stage.kind === 'unchanged') {
        await expireOlderHolds(ref);
        return 'UNCHANGED';
      }
      staged = true;
    }

    say('Comparing the file with the people of the school.');
    const plan = await steps.planChanges(ref);
    if (plan.kind === 'stage_lost') {
      staged = false;
      continue;
    }
    if (plan.kind === 'previewed') return 'PREVIEWED';
    if (plan.kind === 'disabled') return 'DISABLED';
    if (plan.kind === 'superseded') return 'SUPERSEDED';
    if (plan.kind === 'cancelled') return 'CANCELLED';
    if (plan.kind === 'unchanged') {
      await expireOlderHolds(ref);
      return 'UNCHANGED';
    }

    say(`Applying: ${plan.changes} changes planned, ${plan.held} of them held.`);
    const applied = await steps.applyPlan(ref);
    if (applied.kind === 'stale') continue;
    if (applied.kind === 'superseded') return 'SUPERSEDED';
    if (applied.kind === 'cancelled') return 'CANCELLED';
    // It took effect: what it makes void is void, also where an owner cancels the rest at this moment.
    await CancellationScope.nonCancellable(() => expireOlderHolds(ref));
    return applied.since ?? (applied.held > 0 ? 'HELD' : 'APPLIED');
  }
  throw ApplicationFailure.nonRetryable(`The people changed under ${MOST_ROUNDS} plans in a row.`, 'gave_up_planning');
}

/** Where an owner cancelled the sync, what the database says of it; it took effect all the same where the owner came too late. */
async function unlessCancelled(ref: SyncRef, decisions: readonly OwnerDecision[], story: () => Promise<SyncStatus>): Promise<SyncStatus> {
  try {
    return await story();
  } catch (error) {
    if (!isCancellation(error) || !decisions.includes('CANCELLED')) throw error;
    return roster.cancelSync(ref);
  }
}

/** Waits without a limit: an owner may take a week. A newer file ends the wait, too. */
async function whatOwnersDecide(ref: SyncRef, decisions: OwnerDecision[]): Promise<SyncStatus> {
  // What was decided while nobody listened stands in the database: support may reset a workflow without its signals.
  const stored = await roster.settleHold({ ...ref, decision: 'STORED' });
  if (stored.kind === 'settled') return stored.status;
  for (;;) {
    await condition(() => decisions.length > 0);
    const decision = decisions.shift();
    if (decision === undefined) continue;
    const settled = await roster.settleHold({ ...ref, decision });
    if (settled.kind === 'settled') return settled.status;
  }
}

async function expireOlderHolds(ref: SyncRef): Promise<void> {
  // The database first: a hold must end also when its workflow is gone.
  for (const workflowId of await roster.expireOlderHolds(ref)) {
    try {
      await getExternalWorkflowHandle(workflowId).signal(holdExpired);
    } catch (error) {
      // It ended meanwhile, or support terminated it: nothing waits there any more.
      if (isCancellation(error)) throw error;
    }
  }
}

/**
 * The sync says FAILED when a bug, or support, ended it before its outcome stood. What stands, stands: a receipt that
 * cannot be written fails this workflow, not the sync, and a hold outlives it (an owner's decision starts it again).
 */
async function endBadly(ref: SyncRef, outcome: SyncStatus, error: unknown): Promise<void> {
  if (outcome !== 'RECEIVED' && bugOf(error)?.step !== 'settleHold') return;
  try {
    showOutcome(await roster.markFailed({ ...ref, code: failureCode(error) }));
    await tell.writeReceipts(ref);
    if (!isCancellation(error)) await deliver(await tell.prepareSyncNotifications(ref), '12 hours');
  } catch {
    // The first failure is the one that support needs to see.
  }
}

function failureCode(error: unknown): FailureCode {
  if (isCancellation(error)) return 'cancelled';
  if (error instanceof ApplicationFailure && error.type === 'gave_up_planning') return 'gave_up_planning';
  return 'internal_error';
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
