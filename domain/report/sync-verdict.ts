import { countChanged } from '../counts-of-sync.js';
import type { SyncView } from '../sync.js';
import { SYNC_STATUSES } from '../sync-status.js';

/** What the sentence about a sync depends on: its status, and, if the status leaves that open, whether it changed anyone. */
const SYNC_VERDICTS = [
  ...SYNC_STATUSES,
  'HELD_WITHOUT_CHANGE',
  'UNCHANGED_WITH_REMARKS',
  // The sync alone does not show these: only reports know which people the settings or a rule left unchanged.
  'UNCHANGED_LEFT_ALONE',
  'APPLIED_WITHOUT_CHANGE',
  'FAILED_AFTER_CHANGE',
  'SUPERSEDED_AFTER_CHANGE',
  'DISCARDED_WITHOUT_CHANGE',
  'CANCELLED_AFTER_CHANGE',
  'UNDONE_IN_PART',
] as const;
export type SyncVerdict = (typeof SYNC_VERDICTS)[number];

export function syncVerdict({ status, counts, rows }: Pick<SyncView, 'status' | 'counts' | 'rows'>): SyncVerdict {
  const changed = countChanged(counts) > 0;
  switch (status) {
    case 'HELD':
      return changed ? status : 'HELD_WITHOUT_CHANGE';
    case 'APPLIED':
      return changed ? status : 'APPLIED_WITHOUT_CHANGE';
    case 'DISCARDED':
      return changed ? status : 'DISCARDED_WITHOUT_CHANGE';
    case 'UNCHANGED':
      return rows.problems + rows.warnings > 0 ? 'UNCHANGED_WITH_REMARKS' : status;
    case 'FAILED':
      return changed ? 'FAILED_AFTER_CHANGE' : status;
    case 'SUPERSEDED':
      return changed ? 'SUPERSEDED_AFTER_CHANGE' : status;
    case 'CANCELLED':
      return changed ? 'CANCELLED_AFTER_CHANGE' : status;
    case 'UNDONE':
      return changed ? 'UNDONE_IN_PART' : status;
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'REJECTED':
    case 'PREVIEWED':
    case 'DISABLED':
    case 'PAUSED':
      return status;
  }
}
