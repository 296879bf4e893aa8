import { expect, test } from 'vitest';
import { createBans } from '../../../apps/gateway/bans.js';
import { networkOf } from '../../../infra/network/network-of.js';

const RULES = { points: 3, names: 3, windowMs: 60_000, firstMs: 10_000, longestMs: 40_000 };

const ADDRESS = '203.0.113.5';

test('an address at which three names fail within a minute, and none signs in, is banned; each further ban is twice as long, up to the longest', () => {
  let now = 0;
  const bans = createBans({ ...RULES, points: 30 }, new Set(), () => now);
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
  for (const name of ['lincoln', 'roosevelt']) bans.noteFailure(ADDRESS, name);
  expect(bans.noteFailure(ADDRESS, 'washington')).toBe(10_000);
});

test('a SIS that repeats the wrong password of its one school all weekend is banned for the first length each time, and its address never is', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (let ban = 0; ban < 20; ban++, now += 10_000) {
    for (let i = 0; i < 2; i++) bans.noteFailure(ADDRESS, 'lincoln');
    expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(10_000);
    expect(bans.isBanned(ADDRESS, 'lincoln')).toBe(true);
    expect(bans.isBanned(ADDRESS)).toBe(false);
    expect(bans.isBanned(ADDRESS, 'roosevelt')).toBe(false);
  }
});

test('an address from which one school signs in is not banned, however many names fail there', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  bans.noteFailure(ADDRESS, 'roosevelt');
  bans.noteSuccess(ADDRESS, 'lincoln');
  for (let i = 0; i < 20; i++, now += 1000) bans.noteFailure(ADDRESS, `name-${i}`);
  expect(bans.isBanned(ADDRESS)).toBe(false);
  const known = createBans(
    RULES,
    new Set(),
    () => now,
    () => true,
  );
  for (let i = 0; i < 20; i++) known.noteFailure(ADDRESS, `name-${i}`);
  expect(known.isBanned(ADDRESS)).toBe(false);
});

test('a right password clears the mistakes before it', () => {
  const bans = createBans(RULES, new Set(), () => 0);
  for (let i = 0; i < 10; i++) {
    for (let mistake = 0; mistake < 2; mistake++) expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(0);
    bans.noteSuccess(ADDRESS, 'lincoln');
  }
  expect(bans.isBanned(ADDRESS, 'lincoln')).toBe(false);
});

test('a ban that somebody lifts ends, with the mistakes that led to it; one that is made later holds', () => {
  let now = 0;
  const bans = createBans(RULES, new Set(), () => now);
  for (let i = 0; i < 3; i++) bans.noteFailure(ADDRESS, 'lincoln');
  const [ban] = bans.takeNew();
  expect(ban).toEqual({ network: ADDRESS, username: 'lincoln', bans: 1, bannedUntil: new Date(10_000), liftedAt: null });
  const lifted = { ...ban!, bans: 0, bannedUntil: new Date(now), liftedAt: new Date(now) };
  bans.adopt([lifted]);
  expect(bans.isBanned(ADDRESS, 'lincoln')).toBe(false);
  for (let i = 0; i < 2; i++) expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(0);
  expect(bans.noteFailure(ADDRESS, 'lincoln')).toBe(10_000);
  // The same news again does not lift it a second time.
  bans.adopt([lifted]);
  expect(bans.isBanned(ADDRESS, 'lincoln')).toBe(true);
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
  expect(bans.size()).toBeLessThanOrEqual(20_001);
  for (let i = 0; i < 30_000; i++) bans.noteFailure('203.0.113.66', `name-${i}`);
  expect(bans.size()).toBeLessThanOrEqual(20_001);
});

test('one customer of IPv6 is one network; IPv4 in IPv6 clothes is IPv4', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0db8:0001:0002::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::ffff:203.0.113.5')).toBe('203.0.113.5');
});
