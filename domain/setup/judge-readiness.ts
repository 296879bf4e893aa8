import { isMany } from '../plan/is-many.js';
import type { RosteringSettings } from '../settings.js';
import type { SyncStatus } from '../sync-status.js';

/** A file of one category as its sync ended. */
export type FileFacts = {
  status: SyncStatus;
  /** Something of it was held, also where an owner has decided since. */
  wasHeld: boolean;
  rows: { total: number; problems: number };
  /** Of the category: newcomers, and everybody whom the sync was about. */
  people: { added: number; all: number };
};

/** What is odd about a file: it could not be used, asked an owner, left many rows out, brought many newcomers, or was undone. */
export const SURPRISES = ['rejected', 'held', 'left_out', 'many_new', 'undone'] as const;
export type Surprise = (typeof SURPRISES)[number];

/** So many files in a row must have matched before Auto update and Archive are called safe. */
export const FILES_NEEDED = 3;
/** Older files say little about tonight's. */
export const FILES_LOOKED_AT = 5;

export type Readiness<File> = {
  files: (File & { surprises: Surprise[] })[];
  matched: number;
  /** Of all of these files. */
  surprises: number;
  isReady: boolean;
};

/**
 * Whether the files of a category fit its people. `files`: the newest first, without the first that the category ever had: it brings
 * everybody, so it cannot match. Many is what the thresholds of the school call many.
 */
export function judgeReadiness<File extends FileFacts>(files: readonly File[], safety: RosteringSettings['safety']): Readiness<File> {
  const judged = files.slice(0, FILES_LOOKED_AT).map((file) => ({ ...file, surprises: surprisesOf(file, safety) }));
  const matched = judged.filter(({ surprises }) => surprises.length === 0).length;
  return {
    files: judged,
    matched,
    surprises: judged.reduce((sum, { surprises }) => sum + surprises.length, 0),
    isReady: judged.length >= FILES_NEEDED && judged.slice(0, FILES_NEEDED).every(({ surprises }) => surprises.length === 0),
  };
}

function surprisesOf({ status, wasHeld, rows, people }: FileFacts, safety: RosteringSettings['safety']): Surprise[] {
  const found: Record<Surprise, boolean> = {
    rejected: status === 'REJECTED',
    held: wasHeld,
    left_out: isMany(rows.problems, rows.total, safety),
    many_new: isMany(people.added, people.all, safety),
    undone: status === 'UNDONE',
  };
  return SURPRISES.filter((surprise) => found[surprise]);
}
