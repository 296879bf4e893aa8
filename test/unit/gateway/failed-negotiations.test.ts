import { expect, test } from 'vitest';
import { createFailedNegotiations } from '../../../apps/gateway/failed-negotiations.js';

const HOUR_MS = 3_600_000;

test('a program without a common algorithm is named once an hour for each address, however often it tries', () => {
  let now = 0;
  const failed = createFailedNegotiations(() => now);
  const tries = (address: string): boolean[] => Array.from({ length: 3 }, () => failed.isFirstOfHour(address));
  expect(tries('203.0.113.7')).toEqual([true, false, false]);
  now = HOUR_MS - 1;
  expect(tries('203.0.113.7')).toEqual([false, false, false]);
  expect(tries('203.0.113.8')).toEqual([true, false, false]);
  now = HOUR_MS;
  expect(tries('203.0.113.7')).toEqual([true, false, false]);
  expect(tries('203.0.113.8')).toEqual([false, false, false]);
});

test('the addresses of one IPv6 network are one, and IPv4 that is written as IPv6 is IPv4', () => {
  const failed = createFailedNegotiations(() => 0);
  expect(failed.isFirstOfHour('2001:db8:1:2::1')).toBe(true);
  expect(failed.isFirstOfHour('2001:db8:1:2:ffff::9')).toBe(false);
  expect(failed.isFirstOfHour('2001:db8:1:3::1')).toBe(true);
  expect(failed.isFirstOfHour('203.0.113.7')).toBe(true);
  expect(failed.isFirstOfHour('::ffff:203.0.113.7')).toBe(false);
});

test('a flood from many addresses fills neither the log nor the memory, and an hour later others are named again', () => {
  let now = 0;
  const failed = createFailedNegotiations(() => now);
  let named = 0;
  for (let nth = 0; nth < 100_000; nth++) if (failed.isFirstOfHour(`10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`)) named++;
  expect(named).toBe(500);
  now = HOUR_MS;
  expect(failed.isFirstOfHour('203.0.113.7')).toBe(true);
});
