import { expect, test } from 'vitest';
import { createBans } from '../../../apps/gateway/bans.js';
import { networkOf } from '../../../infra/network/network-of.js';

const RULES = { points: 3, windowMs: 60_000, firstMs: 10_000, longestMs: 40_000 };

const ADDRESS = '203.0.113.5';

test('three failures within a minute ban an address; each ban of one that tries many names is twice as long as the one before, up to the longest', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (const expected of [10_000, 20_000, 40_000, 40_000]) {
    expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(0);
    expect(bans.noteFailure(ADDRESS, 'roosevelt')).toBe(0);
    expect(bans.isBanned(ADDRESS)).toBe(false);
    expect(bans.noteFailure(ADDRESS, 'washington')).toBe(expected);
    expect(bans.isBanned(ADDRESS)).toBe(true);
    expect(bans.isBanned('203.0.113.6')).toBe(false);
    now += expected;
    expect(bans.isBanned(ADDRESS)).toBe(false);
  }
  now += 40_001;
  for (let i = 0; i < 2; i++) bans.noteFailure(ADDRESS, 'lincoln');
  expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(10_000);
});

test('a SIS that repeats the wrong password of its one school all weekend is banned for the first length each time', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (let ban = 0; ban < 20; ban++, now += 10_000) {
    for (let i = 0; i < 2; i++) bans.noteFailure(ADDRESS, 'lincoln');
    expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(10_000);
  }
});

test('where schools sign in, the one with a wrong password is banned and the others are not; a right one clears its mistakes', () => {
  let now = 0;
  const bans = createBans(
    RULES,
    new Set(),
    () => now,
    (address) => address === ADDRESS,
  );
  for (let i = 0; i < 2; i++) expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(0);
  for (let i = 0; i < 2; i++) expect(bans.noteFailure(ADDRESS, 'roosevelt')).toBe(0);
  bans.noteSuccess(ADDRESS, 'roosevelt');
  expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(10_000);
  for (let i = 0; i < 2; i++) expect(bans.noteFailure(ADDRESS, 'roosevelt')).toBe(0);
  const banned = (): boolean[] => [
    bans.isBanned(ADDRESS),
    bans.isBanned(ADDRESS, 'lincoln'),
    bans.isBanned(ADDRESS, 'roosevelt'),
    bans.isBanned('203.0.113.6', 'lincoln'),
  ];
  expect(banned()).toEqual([false, true, false, false]);
  now += 10_000;
  expect(banned()).toEqual([false, false, false, false]);
});

test('a typing error now and then bans nobody', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (let i = 0; i < 100; i++, now += 31_000) expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(0);
});

test('a spared address is never banned, in either spelling of it', () => {
  const bans = createBans(RULES, new Set(['127.0.0.1']), () => 0);
  for (let i = 0; i < 100; i++) bans.noteFailure('127.0.0.1', 'lincoln');
  expect(bans.isBanned('127.0.0.1')).toBe(false);
  expect(bans.isBanned('127.0.0.2')).toBe(false);
});

test('an attacker with very many addresses does not fill the memory', () => {
  const bans = createBans(RULES, new Set(), () => 0);
  for (let i = 0; i < 30_000; i++) bans.noteFailure(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 'lincoln');
  expect(bans.size()).toBeLessThanOrEqual(20_000);
});

test('one customer of IPv6 is one network; IPv4 in IPv6 clothes is IPv4', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0db8:0001:0002::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::ffff:203.0.113.5')).toBe('203.0.113.5');
});
