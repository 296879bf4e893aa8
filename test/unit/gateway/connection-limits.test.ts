import { expect, test } from 'vitest';
import { createConnectionLimits, type Counted } from '../../../apps/gateway/connection-limits.js';

const RULES = { connections: 5, connectionsPerAddress: 3, connectionBurst: 100, connectionsPerSecond: 1 };

test('an address may have three connections; a fourth needs one to leave', () => {
  const limits = createConnectionLimits(RULES, new Set(), () => 0);
  const admissions = [1, 2, 3].map(() => limits.admit(aConnection('203.0.113.5', true)));
  expect(limits.admit(aConnection('203.0.113.5')).kind).toBe('refused');
  const [first] = admissions;
  if (first?.kind !== 'admitted') throw new Error('refused');
  first.leave();
  first.leave();
  expect(limits.admit(aConnection('203.0.113.5')).kind).toBe('admitted');
  expect(limits.admit(aConnection('203.0.113.6')).kind).toBe('admitted');
});

test('the oldest connection that has not signed in makes room, first of the same address, then of anybody', () => {
  const limits = createConnectionLimits(RULES, new Set(), () => 0);
  const [silent, school] = [aConnection('203.0.113.5'), aConnection('203.0.113.5', true)];
  limits.admit(school);
  limits.admit(silent);
  limits.admit(aConnection('203.0.113.5', true));
  expect(limits.admit(aConnection('203.0.113.5', true)).kind).toBe('admitted');
  expect([silent.dropped, school.dropped]).toEqual([true, false]);
  const other = aConnection('198.51.100.1');
  limits.admit(other);
  limits.admit(aConnection('198.51.100.2', true));
  expect(limits.admit(aConnection('198.51.100.3', true)).kind).toBe('admitted');
  expect(other.dropped).toBe(true);
  expect(limits.admit(aConnection('198.51.100.4', true)).kind).toBe('refused');
});

test('connections of one address may not come faster than the rate, unless it is spared', () => {
  let now = 0;
  const rules = { connections: 1000, connectionsPerAddress: 1000, connectionBurst: 4, connectionsPerSecond: 2 };
  const limits = createConnectionLimits(rules, new Set(['127.0.0.1']), () => now);
  const admitted = (address: string): number =>
    Array.from({ length: 10 }, () => limits.admit(aConnection(address))).filter(({ kind }) => kind === 'admitted').length;
  expect(admitted('203.0.113.5')).toBe(4);
  now += 1000;
  expect(admitted('203.0.113.5')).toBe(2);
  expect(admitted('127.0.0.1')).toBe(10);
});

test('a SIS that serves three schools from one address gets the places and the rate of three', () => {
  let now = 0;
  const rules = { connections: 1000, connectionsPerAddress: 3, connectionBurst: 4, connectionsPerSecond: 1 };
  const limits = createConnectionLimits(
    rules,
    new Set(),
    () => now,
    (address) => (address === '203.0.113.5' ? 3 : 0),
  );
  const admitted = (address: string): number =>
    Array.from({ length: 20 }, () => limits.admit(aConnection(address, true))).filter(({ kind }) => kind === 'admitted').length;
  expect(admitted('203.0.113.6')).toBe(3);
  expect(admitted('203.0.113.5')).toBe(9);
  now += 1000;
  expect(limits.admit(aConnection('203.0.113.5')).kind).toBe('refused');
});

test('when all places are taken, an address that holds many silent connections loses one, not a school that is signing in', () => {
  const rules = { connections: 6, connectionsPerAddress: 5, connectionBurst: 100, connectionsPerSecond: 1 };
  const limits = createConnectionLimits(
    rules,
    new Set(),
    () => 0,
    (address) => (address === '203.0.113.1' ? 1 : 0),
  );
  const school = aConnection('203.0.113.1');
  const stranger = aConnection('203.0.113.2');
  const silent = Array.from({ length: 4 }, () => aConnection('203.0.113.66'));
  for (const connection of [school, stranger, ...silent]) limits.admit(connection);
  for (let i = 0; i < 3; i++) expect(limits.admit(aConnection(`198.51.100.${i}`, true)).kind).toBe('admitted');
  expect(silent.map(({ dropped }) => dropped)).toEqual([true, true, true, false]);
  for (let i = 3; i < 5; i++) expect(limits.admit(aConnection(`198.51.100.${i}`, true)).kind).toBe('admitted');
  expect([stranger.dropped, silent[3]!.dropped, school.dropped]).toEqual([true, true, false]);
});

function aConnection(address: string, signedIn = false): Counted & { dropped: boolean } {
  const connection = { address, signedIn, dropped: false, drop: () => void (connection.dropped = true) };
  return connection;
}
