import { COMPANION_FILE } from '../problem.js';
import type { NotifyWhen, RosteringSettings } from '../settings.js';
import type { SyncView } from '../sync.js';
import { FINAL_STATUSES } from '../sync-status.js';
import type { NightVerdict } from './night-verdict.js';
import { needsAttention } from './sync-report.js';
import { isWorthTelling, type WeekVerdict } from './weekly-report.js';

/** The facts that decide whether a mail is wanted; `errorCode`: why the file was rejected or the sync failed. */
export type SyncToTell = Pick<SyncView, 'status' | 'dryRun' | 'rows'> & { errorCode?: string | null };

/** Whether a mail about a sync is sent now. There is none for dry runs, and none yet for a sync in progress. */
export function wantsSyncMail(when: NotifyWhen, sync: SyncToTell): boolean {
  const stands = sync.status === 'HELD' || (FINAL_STATUSES as readonly string[]).includes(sync.status);
  // OneRoster sends seven of them each night: receipts are enough.
  // The newer file has a mail of its own.
  if (sync.dryRun || !stands || sync.status === 'SUPERSEDED' || sync.errorCode === COMPANION_FILE) return false;
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
 * Whether the daily Roster Sync Results are mailed. Owners who want only problems get mails about syncs at once;
 * the night adds what no sync can report: that no file came, or that something still waits.
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

/** Whether the summary of a week is mailed, which says more than `When` only where that is not `Never`. */
export function wantsWeeklyMail({ notifications: { weeklySummary, when } }: RosteringSettings, week: WeekVerdict): boolean {
  return weeklySummary && when !== 'NEVER' && isWorthTelling(week);
}

/** Whether the night left something that a person must look at. */
function nightNeedsAttention({ files, expected, held, rejected, failed, leftOut }: NightVerdict): boolean {
  return (files === 0 && expected) || held + rejected + failed + leftOut > 0;
}
