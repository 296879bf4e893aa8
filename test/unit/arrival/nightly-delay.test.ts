import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nightlyDelayS } from '../../../domain/arrival/nightly-delay.js';

test.each([
  ['ten o’clock, at which a school has its night until it chooses another time, come evenly within the hour', '22:00', 60],
  ['another time come evenly within ten minutes', '21:30', 10],
])('the nights of a thousand schools that are due at %s', (_name, at, minutes) => {
  const perMinute = new Map<number, number>();
  for (let nth = 0; nth < 1_000; nth++) {
    const delayS = nightlyDelayS(`0192f0c1-1111-7111-8111-${String(nth).padStart(12, '0')}`, at);
    perMinute.set(Math.floor(delayS / 60), (perMinute.get(Math.floor(delayS / 60)) ?? 0) + 1);
  }
  expect([...perMinute.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: minutes }, (_, minute) => minute));
  expect(Math.max(...perMinute.values())).toBeLessThan((2.1 * 1_000) / minutes);
});

test('a school’s night comes after the same delay every evening', () => {
  const school = randomUUID();
  expect(new Set(['17:00', '22:30', '23:59', '00:30'].map((at) => nightlyDelayS(school, at))).size).toBe(1);
});

test.each([
  ['11:51', 9 * 60],
  ['11:59', 60],
])('a night that is due at %s still comes in the morning, to which its evening belongs', (at, mostS) => {
  expect(Math.max(...Array.from({ length: 500 }, () => nightlyDelayS(randomUUID(), at)))).toBeLessThan(mostS);
});
