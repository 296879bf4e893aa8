const SECOND_MS = 1_000;

/** How long a night waits for files of its school that are still in progress; after that it reports them as open. */
export const LONGEST_WAIT_MS = 30 * 60 * SECOND_MS;

const FIRST_PAUSE_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = 5 * 60 * SECOND_MS;

/**
 * How long a night that has waited for `waitedMs` pauses before it looks at its school's files again, in milliseconds; null:
 * it stops looking. Half as long as it has waited: an ordinary file ends within seconds, and a night closes at most half as late again
 * as its files ended. A night that waits for half an hour looks 18 times: on an evening on which thousands of schools wait because
 * Temporal is behind, looking more often is what keeps it behind.
 */
export function pauseBeforeNextLookMs(waitedMs: number, longestMs: number = LONGEST_WAIT_MS): number | null {
  if (waitedMs >= longestMs) return null;
  return Math.min(Math.max(FIRST_PAUSE_MS, Math.floor(waitedMs / 2)), LONGEST_PAUSE_MS, longestMs - waitedMs);
}
