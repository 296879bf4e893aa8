import { expect, test } from 'vitest';
import { createBans, networkOf } from '../../../apps/gateway/bans.js';

const RULES = { points: 3, windowMs: 60_000, firstMs: 10_000, longestMs: 40_000 };

test('three failures within a minute ban an address, and each ban is twice as long as the one before, up to the longest', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (const expected of [10_000, 20_000, 40_000, 40_000]) {
    expect(bans.noteFailure('203.0.113.5')).toBe(0);
    expect(bans.noteFailure('203.0.113.5')).toBe(0);
    expect(bans.isBanned('203.0.113.5')).toBe(false);
    expect(bans.noteFailure('203.0.113.5')).toBe(expected);
    expect(bans.isBanned('203.0.113.5')).toBe(true);
    expect(bans.isBanned('203.0.113.6')).toBe(false);
    now += expected;
    expect(bans.isBanned('203.0.113.5')).toBe(false);
  }
  now += 40_001;
  for (let i = 0; i < 2; i++) bans.noteFailure('203.0.113.5');
  expect(bans.noteFailure('203.0.113.5')).toBe(10_000);
});

test('a typing error now and then bans nobody', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (let i = 0; i < 100; i++, now += 31_000) expect(bans.noteFailure('203.0.113.5')).toBe(0);
});

test('a spared address is never banned, in either spelling of it', () => {
  const bans = createBans(RULES, new Set(['127.0.0.1']), () => 0);
  for (let i = 0; i < 100; i++) bans.noteFailure('127.0.0.1');
  expect(bans.isBanned('127.0.0.1')).toBe(false);
  expect(bans.isBanned('127.0.0.2')).toBe(false);
});

test('an attacker with very many addresses does not fill the memory', () => {
  const bans = createBans(RULES, new Set(), () => 0);
  for (let i = 0; i < 30_000; i++) bans.noteFailure(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  expect(bans.size()).toBeLessThanOrEqual(20_000);
});

test('one customer of IPv6 is one network; IPv4 in IPv6 clothes is IPv4', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0db8:0001:0002::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::ffff:203.0.113.5')).toBe('203.0.113.5');
});
