import { CATEGORIES, type Category } from './category.js';
import { noCounts, type ChangeKind, type SyncCounts } from './sync.js';
import type { SyncStatus } from './sync-status.js';

/** What the counts of a sync depend on, as it is stored. */
export type CountedSync = {
  status: SyncStatus;
  dryRun: boolean;
  /** Its changes were applied, except those that were held then. */
  applied: boolean;
  /** Those of its plan; since the plan was applied, as owners' decisions and an undo have left them. */
  counts: Partial<SyncCounts> | null;
};

/**
 * What a sync did to people, as API, mails, receipts, console and overview report it: what took effect, and what waits for an
 * owner (`held`). A plan does not count before it is applied, nor if the sync ended without that.
 * - In progress, REJECTED, DISABLED, PAUSED: nothing.
 * - FAILED, SUPERSEDED, DISCARDED, CANCELLED: what was applied before, if anything; what was held is given up.
 * - UNDONE: what is still in effect because somebody has edited those people since.
 * - PREVIEWED: what the file would do; each text about it says so.
 */
export function countsOfSync({ status, dryRun, applied, counts }: CountedSync): SyncCounts {
  switch (status) {
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'REJECTED':
    case 'DISABLED':
    case 'PAUSED':
      return noCounts();
    case 'UNCHANGED':
      return dryRun ? noCounts() : select(counts, ['unchanged']);
    case 'PREVIEWED':
      return dryRun ? select(counts, ALL) : noCounts();
    case 'HELD':
      return dryRun ? noCounts() : select(counts, ALL);
    case 'APPLIED':
      return dryRun ? noCounts() : select(counts, IN_EFFECT);
    case 'FAILED':
    case 'SUPERSEDED':
    case 'DISCARDED':
    case 'CANCELLED':
    case 'UNDONE':
      return dryRun || !applied ? noCounts() : select(counts, IN_EFFECT);
  }
}

/** These counts without held and undone changes: what remains of a sync after an undo. */
export function countsAfterUndo(counts: Partial<SyncCounts> | null, left: readonly CountedChanges[]): SyncCounts {
  return addChanges(select(counts, ['unchanged']), left);
}

/** These counts after a hold has ended and these of its changes are applied. */
export function countsAfterHold(counts: Partial<SyncCounts> | null, made: readonly CountedChanges[]): SyncCounts {
  return addChanges(select(counts, IN_EFFECT), made);
}

export type CountedChanges = { kind: ChangeKind; category: Category; people: number };

const COUNTED_AS = { ADD: 'added', UPDATE: 'updated', ARCHIVE: 'archived', RESTORE: 'restored' } as const satisfies Record<ChangeKind, Counted>;

function addChanges(counts: SyncCounts, changes: readonly CountedChanges[]): SyncCounts {
  for (const { kind, category, people } of changes) counts[category][COUNTED_AS[kind]] += people;
  return counts;
}

/** How many people a sync changed, by such counts. */
export function countChanged(counts: SyncCounts): number {
  return CATEGORIES.reduce((sum, category) => {
    const { added, updated, archived, restored } = counts[category];
    return sum + added + updated + archived + restored;
  }, 0);
}

type Counted = keyof SyncCounts[(typeof CATEGORIES)[number]];
const IN_EFFECT = ['added', 'updated', 'archived', 'restored', 'unchanged'] as const satisfies readonly Counted[];
const ALL = [...IN_EFFECT, 'held'] as const;

function select(stored: Partial<SyncCounts> | null, keys: readonly Counted[]): SyncCounts {
  const counts = noCounts();
  for (const category of CATEGORIES) for (const key of keys) counts[category][key] = stored?.[category]?.[key] ?? 0;
  return counts;
}
