import type { SyncStatus } from '../sync-status.js';

/** What makes a notification of a sync one of its kind: a hold is mailed about, and so is what became of it. */
export function syncOccasion(syncId: string, status: SyncStatus): string {
  return `${syncId}:${status}`;
}
