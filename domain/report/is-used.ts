import { syncVerdict } from './sync-verdict.js';
import type { SyncView } from '../sync.js';

/** Whether any of the file took effect, waits for an owner or, in a preview, would take effect; otherwise none of its rows was used. */
export function isUsed(view: Pick<SyncView, 'status' | 'counts' | 'rows'>): boolean {
  switch (syncVerdict(view)) {
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
    case 'REJECTED':
    case 'FAILED':
    case 'SUPERSEDED':
    case 'DISABLED':
    case 'PAUSED':
    case 'CANCELLED':
      return false;
    case 'HELD':
    case 'HELD_WITHOUT_CHANGE':
    case 'APPLIED':
    case 'APPLIED_WITHOUT_CHANGE':
    case 'UNCHANGED':
    case 'UNCHANGED_WITH_REMARKS':
    case 'UNCHANGED_LEFT_ALONE':
    case 'FAILED_AFTER_CHANGE':
    case 'SUPERSEDED_AFTER_CHANGE':
    case 'CANCELLED_AFTER_CHANGE':
    case 'DISCARDED':
    case 'DISCARDED_WITHOUT_CHANGE':
    case 'PREVIEWED':
    case 'UNDONE':
    case 'UNDONE_IN_PART':
      return true;
  }
}
