import { COMPANION_FILE } from '../problem.js';
import type { NotifyWhen, RosteringSettings } from '../settings.js';
import type { SyncView } from '../sync.js';
import { FINAL_STATUSES } from '../sync-status.js';
import type { NightVerdict } from './night-verdict.js';
import { needsAttention } from './sync-report.js';

/** What the wish for a mail depends on; `errorCode`: why the file, or the sync, came to nothing. */
export type SyncToTell = Pick<SyncView, 'status' | 'dryRun' | 'rows'> & { errorCode?: string | null };

/** Whether a sync is mailed about now. Dry runs never are; a sync that is still under way is not yet. */
export function wantsSyncMail(when: NotifyWhen, sync: SyncToTell): boolean {
  const stands = sync.status === 'HELD' || (FINAL_STATUSES as readonly string[]).includes(sync.status);
  // Seven of them come each night with OneRoster: receipts say it, and that is enough.
  if (sync.dryRun || !stands || sync.errorCode === COMPANION_FILE) return false;
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
export function wantsDailyMail(settings: RosteringSettings, night: NightVerdict): boolean {
  const off = settings.method === 'NONE' || !settings.enabled;
  if (off && night.files === 0 && night.held === 0) return false;
  switch (settings.notifications.when) {
    case 'EVERY_SYNC':
    case 'DAILY':
      return true;
    case 'PROBLEMS':
      return nightNeedsAttention(night);
    case 'NEVER':
      return false;
  }
}

/** Whether the night left something that a person must look at. */
function nightNeedsAttention({ files, expected, held, rejected, failed, leftOut }: NightVerdict): boolean {
  return (files === 0 && expected) || held + rejected + failed + leftOut > 0;
}
