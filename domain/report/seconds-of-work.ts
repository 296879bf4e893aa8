import type { SyncView } from '../sync.js';

/**
 * How long Rollcall worked on a file, in seconds; null: it still does. What waits for an owner waits for days: that is no work,
 * and neither is what an owner decides, or takes back, later.
 */
export function secondsOfWork({
  receivedAt,
  startedAt,
  appliedAt,
  finishedAt,
}: Pick<SyncView, 'receivedAt' | 'startedAt' | 'appliedAt' | 'finishedAt'>): number | null {
  const end = appliedAt ?? finishedAt;
  return end === null ? null : Math.max(0, Date.parse(end) - Date.parse(startedAt ?? receivedAt)) / 1_000;
}
