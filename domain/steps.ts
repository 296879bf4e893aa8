/**
 * The activities of a sync, as workflows see them. Workflows import these types only; ids and counts travel, rows never do.
 * Every activity may run twice at any time: it checks what is stored and finishes or repeats itself harmlessly.
 */
import type { FailureCode } from './messages/failure-texts.js';
import type { SyncStatus } from './sync-status.js';

/** The type of the failure of a step that its workers did not survive, and the code of the sync that ends by it. */
export const WORKER_LOST = 'worker_lost' satisfies FailureCode;
/** How many workers may be lost at one step, because machines restart and releases kill workers. We do not risk another one. */
export const MOST_LOST_WORKERS = 3;

export type SyncRef = { syncId: string; uploadId: string; schoolId: string; districtId: string };

/** The input of a sync's workflow. `isLarge`: its file is read, planned and applied in the slots of large syncs. */
export type SyncInput = SyncRef & { isLarge?: boolean };

export type StageResult =
  /** The valid rows are staged. */
  | { kind: 'staged'; rows: number; valid: number }
  /** The file changes nothing; `code` is a FileRejectionCode. The sync is REJECTED. */
  | { kind: 'rejected'; code: string }
  /** Rostering is off (or the method is None): kept, shown, not applied. The sync is DISABLED. */
  | { kind: 'disabled' }
  /** The school is paused: kept, shown, and offered when the pause is over. The sync is PAUSED. */
  | { kind: 'paused' }
  /** The same bytes as the file that was applied last: acknowledged. The sync is UNCHANGED. */
  | { kind: 'unchanged' }
  /** An owner cancelled the sync. It is CANCELLED. */
  | { kind: 'cancelled' }
  /** A newer edition of the same export already took effect. The sync is SUPERSEDED, and none of its rows were read. */
  | { kind: 'superseded' };

export type PlanResult =
  | { kind: 'planned'; changes: number; held: number }
  /** Nothing differs. The sync is UNCHANGED. */
  | { kind: 'unchanged' }
  /** Rostering was switched off since the file was read. The sync is DISABLED. */
  | { kind: 'disabled' }
  /** The school was paused since the file was read. The sync is PAUSED. */
  | { kind: 'paused' }
  /** A dry run ends here. The sync is PREVIEWED. */
  | { kind: 'previewed' }
  /** A newer file of the same kind was applied meanwhile. The sync is SUPERSEDED. */
  | { kind: 'superseded' }
  /** The staged rows are gone (a crash of the database empties them): stage again. */
  | { kind: 'stage_lost' }
  /** An owner cancelled the sync. It is CANCELLED. */
  | { kind: 'cancelled' };

export type ApplyResult =
  /**
   * APPLIED, or HELD when `held` changes still wait for an owner. `since`: what became of the held changes, if an earlier run of the
   * workflow applied the sync.
   */
  | { kind: 'applied'; held: number; since?: 'DISCARDED' | 'SUPERSEDED' | 'CANCELLED' }
  /** People have changed since the plan was made, and now there is nothing to apply: plan again, to learn why. */
  | { kind: 'stale' }
  | { kind: 'superseded' }
  | { kind: 'cancelled' };

export type OwnerDecision = 'APPROVED' | 'DISCARDED' | 'SUPERSEDED' | 'CANCELLED';

/** `status`: what the sync is now. */
export type SettledHold = { kind: 'settled'; status: SyncStatus } | { kind: 'undecided' };

/** What happens to one file, step by step. `syncFile` runs the first ones in a row. */
export type RosterSteps = {
  stageFile(ref: SyncRef): Promise<StageResult>;
  planChanges(ref: SyncRef): Promise<PlanResult>;
  applyPlan(ref: SyncRef): Promise<ApplyResult>;
  /**
   * Applies an owner's decision on the held changes (the stored decision counts), or ends the hold.
   * APPROVED → APPLIED, DISCARDED → DISCARDED, SUPERSEDED → SUPERSEDED, CANCELLED → CANCELLED; once a newer file came, any → SUPERSEDED.
   * STORED: the stored decision, if any.
   */
  settleHold(ref: SyncRef & { decision: OwnerDecision | 'STORED' }): Promise<SettledHold>;
  /**
   * Ends a sync that an owner cancelled before it took effect, and frees its turn. Returns its status, which is not
   * CANCELLED if the step in progress had already ended it.
   */
  cancelSync(ref: SyncRef): Promise<SyncStatus>;
  /** Ends the holds of older syncs that this file supersedes; returns the ids of their workflows, which may still wait. */
  expireOlderHolds(ref: SyncRef): Promise<string[]>;
  /** Undoes changes of the sync that have not been edited since; the sync is UNDONE. */
  undoChanges(ref: SyncRef): Promise<{ undone: number; skipped: number }>;
  /** Empties the staged rows of a sync that ended. */
  discardStagedRows(ref: SyncRef): Promise<void>;
  /**
   * A bug, or support, ended the sync: FAILED, with a code for support and without the exception's message; an existing outcome is
   * left alone. `hold`: whether held changes continue to wait, or are what failed. Returns the status of the sync.
   */
  markFailed(ref: SyncRef & { code: FailureCode; hold: 'waits' | 'failed' }): Promise<SyncStatus>;
};

/** The outcome of a file, once it was reported. */
export type FileEnd = {
  outcome: SyncStatus;
  /** Workflows of older syncs whose holds this file has ended, and which may still wait. */
  expired: string[];
  /** The mails to send. */
  notificationIds: string[];
};

/** The activities of a sync. */
export type SyncActivities = Pick<RosterSteps, 'cancelSync' | 'settleHold' | 'undoChanges' | 'markFailed'> & {
  /**
   * The file from its bytes to its outcome, its receipt and its mails: stages, plans, applies, ends older holds, discards the staged
   * rows. One activity, because each costs six events and a round trip; when repeated, it continues after the last stored step.
   */
  syncFile(ref: SyncRef): Promise<FileEnd>;
  /** The receipt and the mails of a sync whose outcome changed later; returns the ids of the mails. */
  tellOutcome(ref: SyncRef): Promise<string[]>;
};

/** What people are told. Owned by activities/tell.ts. */
export type TellSteps = {
  /** `<file>.result.txt` and `.csv` in the school's /results/; of a preview beside a real file of that name, `<file>.preview.result.txt` and `.csv`. */
  writeReceipts(ref: SyncRef): Promise<void>;
  /** Stores one notification per recipient, if the school wants mail of this sync now; returns their ids (also those of an earlier try). */
  prepareSyncNotifications(ref: SyncRef): Promise<string[]>;
  /** The same for the daily Roster Sync Results. `night` is the local date `YYYY-MM-DD` that is closed. */
  prepareDailyNotifications(input: { schoolId: string; night: string }): Promise<string[]>;
  /** The same for the summary of the week, if one is due when this night is closed. Mails of it that were not sent are given again. */
  prepareWeeklyNotifications(input: { schoolId: string; night: string }): Promise<string[]>;
  /**
   * The same for what is open on the second day, for Owners and District Managers who are no recipients, once about each matter (ADR 51).
   * The night is closed already. Mails of it that were not sent are given again.
   */
  prepareEscalations(input: { schoolId: string; night: string }): Promise<string[]>;
  /** Sends one stored notification unless it was sent. Throws while the mail relay refuses, to be retried. */
  sendNotification(input: { notificationId: string }): Promise<void>;
  /** The same for a stored mail about an account. The link in it is made by the try that sends it. */
  sendAccountMail(input: { accountMailId: string }): Promise<void>;
};

/** What programs are told. Owned by activities/webhooks.ts. */
export type WebhookSteps = {
  /** Stores what the webhooks of the school are told of a sync whose state stands, and has it sent. Most schools have none. */
  tellWebhooks(ref: SyncRef): Promise<void>;
  /** The same of a night that was closed: that nothing arrived. */
  tellWebhooksOfNight(input: { schoolId: string; night: string }): Promise<void>;
  /** Sends what has waited longest for a receiver, once, and says when to come again. Never fails for what the receiver does. */
  sendNextWebhook(input: { webhookId: string }): Promise<NextWebhook>;
};

/** `waits`: nothing is due for so many milliseconds. `done`: nothing waits any more. */
export type NextWebhook = { kind: 'tried' } | { kind: 'waits'; ms: number } | { kind: 'done' };

/** The steps that are activities by themselves. */
export type TellActivities = Pick<TellSteps, 'prepareDailyNotifications' | 'sendNotification' | 'sendAccountMail'> &
  Pick<WebhookSteps, 'sendNextWebhook'>;

/** The files of a school when its night is closed. `night`: the local date that the night closes, `YYYY-MM-DD`. */
export type OpenFiles = { night: string; finished: number; stillOpen: number };

/** What the nightly run needs besides. Owned by activities/night.ts. */
export type NightActivities = {
  /**
   * Starts the workflows of uploads that were never announced, and counts the syncs of the school that are still under way, and
   * those that ended `since` then. `due`: when the night was due; both are ISO 8601.
   */
  lookAtOpenFiles(input: { schoolId: string; due: string; since: string }): Promise<OpenFiles>;
};
