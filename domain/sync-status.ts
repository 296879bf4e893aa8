/**
 * The life of a sync (docs/product.md, "A sync, seen from outside"; docs/contract.md `Sync.status`): its states, which may follow which,
 * and the sets of states that rules ask for by name. `moveSync` of the store is the only statement that writes a state, and it
 * refuses any step that is not listed here. The diagram in ARCHITECTURE.md is drawn from this table.
 */
export const SYNC_STATUSES = [
  'RECEIVED',
  'STAGING',
  'PLANNING',
  'HELD',
  'APPLYING',
  'APPLIED',
  'UNCHANGED',
  'REJECTED',
  'FAILED',
  'SUPERSEDED',
  'DISCARDED',
  'PREVIEWED',
  'UNDONE',
  'DISABLED',
  'PAUSED',
  'CANCELLED',
] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** The states in which a sync may start: REJECTED is a file that the gateway or the API refused to store, because it is too large. */
export const FIRST_STATUSES = ['RECEIVED', 'REJECTED'] as const satisfies readonly SyncStatus[];

/** What may follow a state. */
export const NEXT_STATUSES = {
  RECEIVED: ['STAGING', 'FAILED', 'CANCELLED'],
  STAGING: ['PLANNING', 'UNCHANGED', 'REJECTED', 'SUPERSEDED', 'DISABLED', 'PAUSED', 'FAILED', 'CANCELLED'],
  // Back to STAGING: a crash of the database emptied the staged rows, which are not logged.
  PLANNING: ['APPLYING', 'STAGING', 'UNCHANGED', 'PREVIEWED', 'SUPERSEDED', 'DISABLED', 'PAUSED', 'FAILED', 'CANCELLED'],
  // Back to PLANNING: the people or the settings changed after the plan was made.
  APPLYING: ['APPLIED', 'HELD', 'PLANNING', 'STAGING', 'SUPERSEDED', 'FAILED', 'CANCELLED'],
  HELD: ['APPLIED', 'DISCARDED', 'SUPERSEDED', 'UNDONE', 'FAILED', 'CANCELLED'],
  APPLIED: ['UNDONE'],
  // Support reset the workflow after a fix: it stages again, or goes on with what was applied before the failure.
  FAILED: ['STAGING', 'HELD', 'APPLIED', 'UNDONE'],
  // Changes that needed no decision were applied before the rest was given up, and can be undone.
  DISCARDED: ['UNDONE'],
  SUPERSEDED: ['UNDONE'],
  CANCELLED: ['UNDONE'],
  UNCHANGED: [],
  REJECTED: [],
  PREVIEWED: [],
  UNDONE: [],
  DISABLED: [],
  // The file is kept, and is offered once the pause is over: running it again is a sync of its own.
  PAUSED: [],
} as const satisfies Record<SyncStatus, readonly SyncStatus[]>;

/** What may follow `From`, for the compiler. */
export type NextStatus<From extends SyncStatus> = (typeof NEXT_STATUSES)[From][number];

export function mayFollow(from: SyncStatus, to: SyncStatus): boolean {
  const next: readonly SyncStatus[] = NEXT_STATUSES[from];
  return next.includes(to);
}

/** A workflow is working on it, or is about to. */
export const IN_PROGRESS = ['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'] as const satisfies readonly SyncStatus[];

/** An owner may still cancel it. What was applied before stays. */
export const CANCELLABLE = [...IN_PROGRESS, 'HELD'] as const satisfies readonly SyncStatus[];

/** States in which nothing more happens by itself. HELD is not one of them: an owner still decides. */
export const FINAL_STATUSES = [
  'APPLIED',
  'UNCHANGED',
  'REJECTED',
  'FAILED',
  'SUPERSEDED',
  'DISCARDED',
  'PREVIEWED',
  'UNDONE',
  'DISABLED',
  'PAUSED',
  'CANCELLED',
] as const satisfies readonly SyncStatus[];

/** The roster agrees with everything in the file. */
export const FULLY_APPLIED = ['APPLIED', 'UNCHANGED'] as const satisfies readonly SyncStatus[];

/** The file could be read and was meant for the school: worth keeping for the next comparison. */
export const GOOD_FILE = ['APPLIED', 'UNCHANGED', 'DISABLED', 'PAUSED'] as const satisfies readonly SyncStatus[];

/** Files with which other settings can be tried. */
export const PREVIEWABLE = ['APPLIED', 'UNCHANGED', 'HELD', 'DISABLED', 'PAUSED'] as const satisfies readonly SyncStatus[];

export function isIn<Set extends readonly SyncStatus[]>(set: Set, status: SyncStatus): status is Set[number] {
  return (set as readonly SyncStatus[]).includes(status);
}
