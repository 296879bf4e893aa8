import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nightlyDelayS } from '../../../domain/arrival/nightly-delay.js';

test('the nights of a thousand schools that are due at ten o’clock come evenly within ten minutes', () => {
  const perMinute = new Map<number, number>();
  for (let nth = 0; nth < 1_000; nth++) {
    const delayS = nightlyDelayS(`0192f0c1-1111-7111-8111-${String(nth).padStart(12, '0')}`, '22:00');
    perMinute.set(Math.floor(delayS / 60), (perMinute.get(Math.floor(delayS / 60)) ?? 0) + 1);
  }
  expect([...perMinute.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // A hundred a minute on average.
  expect(Math.max(...perMinute.values())).toBeLessThan(150);
});

test('a school’s night comes after the same delay every evening', () => {
  const school = randomUUID();
  expect(new Set(['17:00', '22:00', '23:59', '00:30'].map((at) => nightlyDelayS(school, at))).size).toBe(1);
});

test.each([
  ['11:51', 9 * 60],
  ['11:59', 60],
])('a night that is due at %s still comes in the morning, to which its evening belongs', (at, mostS) => {
  expect(Math.max(...Array.from({ length: 500 }, () => nightlyDelayS(randomUUID(), at)))).toBeLessThan(mostS);
});
