import { expect, test } from 'vitest';
import { LONGEST_WAIT_MS, pauseBeforeNextLookMs } from '../../../domain/arrival/patience-of-night.js';

/** When a night looks at files that never end, in milliseconds after its first look. */
function looks(longestMs?: number): number[] {
  const times = [0];
  for (;;) {
    const waitedMs = times.at(-1) ?? 0;
    const pauseMs = pauseBeforeNextLookMs(waitedMs, longestMs);
    if (pauseMs === null) return times;
    times.push(waitedMs + pauseMs);
  }
}

test('a night looks soon, then more and more rarely, and for the last time after half an hour', () => {
  const times = looks();
  expect(times.slice(0, 5)).toEqual([0, 5_000, 10_000, 15_000, 22_500]);
  expect(times.at(-1)).toBe(LONGEST_WAIT_MS);
  // What that costs Temporal's history.
  expect(times.length).toBe(18);
});

test('a file that ends is seen within half the time that the night has waited, and within five minutes', () => {
  const times = looks();
  for (const [index, at] of times.slice(3, -1).entries()) expect(at - times[index + 2]!).toBeLessThanOrEqual(times[index + 2]! / 2);
  expect(Math.max(...times.slice(1).map((at, index) => at - times[index]!))).toBeLessThanOrEqual(5 * 60_000);
});

test('a night that may not wait looks once', () => {
  expect(looks(0)).toEqual([0]);
});
