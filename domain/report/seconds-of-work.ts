import type { SyncView } from '../sync.js';

/**
 * How long Rollcall worked on a file, in seconds; null: it still does. The days of waiting for an owner do not count, nor do
 * later decisions and undos.
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
