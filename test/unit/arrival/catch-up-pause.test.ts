import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { catchUpPauseMs } from '../../../domain/arrival/catch-up-pause.js';

const MINUTE = 60_000;
const EIGHT_HOURS = 480 * MINUTE;

test('after an outage of eight hours a thousand schools close their nights over more than half an hour, evenly', () => {
  const pauses = Array.from({ length: 1_000 }, () => catchUpPauseMs(randomUUID(), EIGHT_HOURS));
  expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(30 * MINUTE);
  expect(Math.max(...pauses)).toBeLessThan(40 * MINUTE);
  const perMinute = new Map<number, number>();
  for (const pause of pauses) perMinute.set(Math.floor(pause / MINUTE), (perMinute.get(Math.floor(pause / MINUTE)) ?? 0) + 1);
  // 25 a minute on average.
  expect(Math.max(...perMinute.values())).toBeLessThan(60);
});

test('ids that were made one after the other are spread, too', () => {
  const pauses = Array.from({ length: 200 }, (_, nth) => catchUpPauseMs(`0192f0c1-1111-7111-8111-${String(nth).padStart(12, '0')}`, EIGHT_HOURS));
  expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(30 * MINUTE);
});

test('a school keeps its turn however often its run is started', () => {
  const school = randomUUID();
  expect(new Set([11, 60, 480, 600].map((minutes) => catchUpPauseMs(school, minutes * MINUTE))).size).toBe(1);
});

test.each([
  ['in time', 0],
  ['a few minutes late', 10 * MINUTE],
  ['before its time', -MINUTE],
  ['of a night of last week, which somebody asked for by hand', 7 * 24 * 60 * MINUTE],
])('a run that comes %s does not wait', (_when, lateByMs) => {
  expect(Array.from({ length: 50 }, () => catchUpPauseMs(randomUUID(), lateByMs))).toEqual(Array.from({ length: 50 }, () => 0));
});
