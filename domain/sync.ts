import { CATEGORIES, type Category } from './category.js';

/** The life of a sync (PRODUCT.md, "A sync, seen from outside"; CONTRACT.md `Sync.status`). */
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
] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** Statuses after which nothing happens by itself any more. HELD is not one: an owner still decides. */
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
] as const satisfies readonly SyncStatus[];

export type SyncTrigger = 'SFTP' | 'WEB' | 'NIGHTLY' | 'RERUN';
export type ChangeKind = 'ADD' | 'UPDATE' | 'ARCHIVE' | 'RESTORE';
export type ChangeState = 'PLANNED' | 'HELD' | 'APPLIED' | 'UNDONE' | 'SKIPPED';

/** People per outcome. `held` counts planned changes of any kind that wait for an owner. */
export type CategoryCounts = {
  added: number;
  updated: number;
  archived: number;
  restored: number;
  unchanged: number;
  held: number;
};
export type SyncCounts = Record<Category, CategoryCounts>;

export function noCounts(): SyncCounts {
  return Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      { added: 0, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 },
    ]),
  ) as SyncCounts;
}

/** Why something waits for an owner. Stored as code and params; the sentence is made in the reader's language. */
export type HoldCode =
  | 'archive_guard'
  | 'cut_last_line'
  /** Rows with an error in which nobody can be recognised: the people who are missing may be they. */
  | 'unidentified_rows'
  | 'privileged_role'
  /** A new e-mail address for an Owner or Manager, which could hand over the account. */
  | 'privileged_email';
export type HoldReason = { code: HoldCode; category: Category; params: Record<string, string | number> };

export type FileFormat = 'csv' | 'tsv' | 'xlsx';

/** One sync as CONTRACT.md fixes it: what the API answers, and what mails and receipts are made from. Instants are ISO 8601. */
export type SyncView = {
  id: string;
  status: SyncStatus;
  trigger: SyncTrigger;
  dryRun: boolean;
  file: { name: string; bytes: number; sha256: string; format: FileFormat | null; encoding: string | null };
  counts: SyncCounts;
  rows: { total: number; valid: number; problems: number; warnings: number };
  hold: { reasons: { code: HoldCode; category: Category; message: string }[] } | null;
  receivedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  error: { code: string; message: string } | null;
  workflow: { id: string; runId: string | null; url: string | null };
};
