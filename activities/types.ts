/**
 * The activities of a sync, as workflows see them. Workflows import these types only; ids and counts travel, rows never do.
 * Every activity may run twice at any time: it looks at what is stored and finishes or repeats itself harmlessly.
 */
import type { FailureCode } from '../domain/messages/failure-texts.js';

export type SyncRef = { syncId: string; uploadId: string; schoolId: string; districtId: string };

export type StageResult =
  /** The valid rows are staged. */
  | { kind: 'staged'; rows: number; valid: number }
  /** The file changes nothing; `code` is a FileRejectionCode. The sync is REJECTED. */
  | { kind: 'rejected'; code: string }
  /** Rostering is off (or the method is None): kept, shown, not applied. The sync is DISABLED. */
  | { kind: 'disabled' }
  /** The same bytes as the file that was applied last: acknowledged. The sync is UNCHANGED. */
  | { kind: 'unchanged' };

export type PlanResult =
  | { kind: 'planned'; changes: number; held: number }
  /** Nothing differs. The sync is UNCHANGED. */
  | { kind: 'unchanged' }
  /** A dry run ends here. The sync is PREVIEWED. */
  | { kind: 'previewed' }
  /** A newer file of the same kind was applied meanwhile. The sync is SUPERSEDED. */
  | { kind: 'superseded' }
  /** The staged rows are gone (a crash of the database empties them): stage again. */
  | { kind: 'stage_lost' };

export type ApplyResult =
  /** APPLIED, or HELD when `held` changes still wait for an owner. */
  | { kind: 'applied'; held: number }
  /** The people changed since the plan was made: plan again. */
  | { kind: 'stale' }
  | { kind: 'superseded' };

export type OwnerDecision = 'APPROVED' | 'DISCARDED' | 'SUPERSEDED';

export type RosterActivities = {
  stageFile(ref: SyncRef): Promise<StageResult>;
  planChanges(ref: SyncRef): Promise<PlanResult>;
  applyPlan(ref: SyncRef): Promise<ApplyResult>;
  /**
   * Carries out what an owner decided on the held changes (the stored decision has the last word), or expires the hold.
   * APPROVED → APPLIED, DISCARDED → DISCARDED, SUPERSEDED → SUPERSEDED.
   */
  settleHold(ref: SyncRef & { decision: OwnerDecision }): Promise<{ kind: 'settled' } | { kind: 'undecided' }>;
  /** Workflow ids of older syncs whose hold a newer plan of the same kind has made void. */
  listExpiredHolds(ref: SyncRef): Promise<string[]>;
  /** Undoes what the sync changed and nobody has edited since; the sync is UNDONE. */
  undoChanges(ref: SyncRef): Promise<{ undone: number; skipped: number }>;
  /** Empties the staged rows of a sync that ended. */
  discardStagedRows(ref: SyncRef): Promise<void>;
  /** A bug ended the sync: FAILED, with a code for support and no message of the exception. */
  markFailed(ref: SyncRef & { code: FailureCode }): Promise<void>;
};

/** What people are told. Owned by activities/tell.ts. */
export type TellActivities = {
  /** `<file>.result.txt` and `.csv` in the school's /results/. */
  writeReceipts(ref: SyncRef): Promise<void>;
  /** Stores one notification per recipient, if the school wants mail of this sync now; returns their ids (also those of an earlier try). */
  prepareSyncNotifications(ref: SyncRef): Promise<string[]>;
  /** The same for the daily Roster Sync Results. `night` is the local date `YYYY-MM-DD` that is closed. */
  prepareDailyNotifications(input: { schoolId: string; night: string }): Promise<string[]>;
  /** Sends one stored notification unless it was sent. Throws while the mail relay refuses, to be retried. */
  sendNotification(input: { notificationId: string }): Promise<void>;
};

/** What the nightly run needs besides. Owned by activities/night.ts. */
export type NightActivities = {
  /** The local date that the night closes, in the school's time zone. */
  nightOf(input: { schoolId: string; instant: string }): Promise<{ night: string }>;
  /** Starts the workflows of uploads that were never announced, and waits (with heartbeats) until no sync of the school is under way. */
  finishOpenUploads(input: { schoolId: string }): Promise<{ finished: number; stillOpen: number }>;
};
