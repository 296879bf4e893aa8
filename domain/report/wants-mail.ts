import type { NotifyWhen } from '../settings.js';
import { FINAL_STATUSES, type SyncView } from '../sync.js';
import { dayNeedsAttention, type DailyFacts } from './daily-report.js';
import { needsAttention } from './sync-report.js';

/** Whether a sync is mailed about now. Dry runs never are; a sync that is still under way is not yet. */
export function wantsSyncMail(when: NotifyWhen, sync: Pick<SyncView, 'status' | 'dryRun' | 'rows'>): boolean {
  const stands = sync.status === 'HELD' || (FINAL_STATUSES as readonly string[]).includes(sync.status);
  if (sync.dryRun || !stands) return false;
  switch (when) {
    case 'EVERY_SYNC':
      return true;
    case 'PROBLEMS':
      return needsAttention(sync);
    case 'DAILY':
    case 'NEVER':
      return false;
  }
}

/**
 * Whether the daily Roster Sync Results are mailed. Whoever wants to hear only of problems hears of the syncs at once;
 * the night adds what no sync can say: that nothing came, or that something still waits.
 */
export function wantsDailyMail(when: NotifyWhen, facts: DailyFacts): boolean {
  const off = facts.settings.method === 'NONE' || !facts.settings.enabled;
  if (off && facts.syncs.length === 0 && facts.held.length === 0) return false;
  switch (when) {
    case 'EVERY_SYNC':
    case 'DAILY':
      return true;
    case 'PROBLEMS':
      return dayNeedsAttention(facts);
    case 'NEVER':
      return false;
  }
}
