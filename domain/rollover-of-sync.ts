import type { Locale } from './locale.js';
import { rolloverText, type RolloverMood } from './messages/rollover-texts.js';
import type { Rollover } from './plan/recognise-rollover.js';
import type { RolloverView } from './sync.js';
import type { SyncStatus } from './sync-status.js';

/** The new school year of a sync as it is stored. `archived`, `raised`: graduates and others whose change is in effect. */
export type StoredRollover = { found: Rollover; archived: number; raised: number };

/**
 * What is reported of a new school year, with the same care as counts (countsOfSync): what took effect; for a preview, what would; for
 * a hold, what waits. Null: the file does not begin a school year, or none of it took effect.
 */
export function rolloverOfSync(
  sync: { status: SyncStatus; dryRun: boolean; applied: boolean },
  stored: StoredRollover | null,
  locale: Locale,
): RolloverView | null {
  if (stored === null) return null;
  const { found } = stored;
  const done = { graduates: Math.min(stored.archived, found.graduates), movedUp: Math.min(stored.raised, found.movedUp) };
  const say = (mood: RolloverMood, counts: Omit<RolloverView, 'message'>): RolloverView => ({
    ...counts,
    message: rolloverText(locale, mood, counts, { graduates: found.graduates - counts.graduates, movedUp: found.movedUp - counts.movedUp }),
  });
  switch (sync.status) {
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'REJECTED':
    case 'DISABLED':
    case 'PAUSED':
    case 'UNCHANGED':
      return null;
    case 'PREVIEWED':
      return say('would', { graduates: found.graduates, movedUp: found.movedUp });
    case 'HELD':
      return sync.dryRun ? null : say('waits', done);
    case 'APPLIED':
    case 'FAILED':
    case 'SUPERSEDED':
    case 'CANCELLED':
    case 'DISCARDED':
    case 'UNDONE':
      return sync.dryRun || !sync.applied || done.graduates + done.movedUp === 0 ? null : say('done', done);
  }
}
