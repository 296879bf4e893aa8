import type { StoryEntry } from '../../../client/api-types.js';

/** An entry of a story, and how often the same had been said just before it. */
export type Told = { entry: StoryEntry; repeats: number; since: string };

/**
 * A file that comes every night says every night that somebody was not changed, and why: of entries that say the same, one
 * after another, the newest stands for all.
 */
export function foldRepeats(entries: readonly StoryEntry[]): Told[] {
  const told: Told[] = [];
  for (const entry of entries) {
    const last = told.at(-1);
    if (last !== undefined && saysTheSame(last.entry, entry)) {
      last.repeats += 1;
      last.since = entry.at;
    } else told.push({ entry, repeats: 0, since: entry.at });
  }
  return told;
}

function saysTheSame(newer: StoryEntry, older: StoryEntry): boolean {
  if (newer.kind !== 'CHANGE' || older.kind !== 'CHANGE') return false;
  if (newer.change?.state !== 'SKIPPED' || older.change?.state !== 'SKIPPED') return false;
  return (
    newer.change.kind === older.change.kind &&
    newer.change.why.message === older.change.why.message &&
    JSON.stringify(newer.change.after) === JSON.stringify(older.change.after)
  );
}
