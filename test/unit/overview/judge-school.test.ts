import { describe, expect, test } from 'vitest';
import { defaultSettings, type RosteringSettings, type Weekday } from '../../../domain/settings.js';
import { worstFirst } from '../../../domain/overview/worst-first.js';
import { judgeSchool, type SchoolFacts, type SchoolState } from '../../../domain/overview/judge-school.js';

const expecting = (expectDays: Weekday[]): RosteringSettings => ({
  ...defaultSettings(),
  method: 'SFTP',
  enabled: true,
  nightly: { at: '22:00', expectDays },
});
/** A school in Toronto that expects a file by 22:00 from Monday to Friday. */
const aSchool = (more: Partial<SchoolFacts> = {}): SchoolFacts => ({
  timeZone: 'America/Toronto',
  createdAt: new Date('2026-01-05T12:00:00Z'),
  settings: expecting(['MON', 'TUE', 'WED', 'THU', 'FRI']),
  arrivals: [],
  lastSync: null,
  heldSyncs: 0,
  ...more,
});
const applied = (receivedAt: string): Partial<SchoolFacts> => ({ lastSync: { status: 'APPLIED', receivedAt: new Date(receivedAt) } });
/** Local times in Toronto, which is five hours behind in winter and four in summer. */
const winter = (local: string): Date => new Date(`${local}-05:00`);
const summer = (local: string): Date => new Date(`${local}-04:00`);

test('a file that came in the evening is in time until the next evening', () => {
  const facts = aSchool(applied('2026-02-03T02:00:00Z')); // Monday 21:00
  expect(judgeSchool(facts, winter('2026-02-03T21:59:00'))).toMatchObject({ state: 'OK', lateness: { late: false } });
  expect(judgeSchool(facts, winter('2026-02-03T22:00:00'))).toEqual({
    state: 'LATE',
    lateness: { late: true, expectedBy: winter('2026-02-03T22:00:00'), hours: 0 },
  });
  expect(judgeSchool(facts, winter('2026-02-04T08:30:00')).lateness.hours).toBe(10);
});

test('nothing is late on a weekend', () => {
  const friday = aSchool(applied('2026-02-07T02:00:00Z')); // Friday 21:00
  expect(judgeSchool(friday, winter('2026-02-08T23:00:00')).state).toBe('OK');
  expect(judgeSchool(friday, winter('2026-02-09T21:00:00')).state).toBe('OK');
  expect(judgeSchool(friday, winter('2026-02-09T22:30:00')).state).toBe('LATE');
});

test('a file that comes late makes the school well again', () => {
  const facts = aSchool(applied('2026-02-04T13:00:00Z')); // Wednesday 08:00, due Tuesday 22:00
  expect(judgeSchool(facts, winter('2026-02-04T09:00:00')).state).toBe('OK');
});

test('clocks that change do not make a file late', () => {
  const springForward = aSchool({ ...applied('2026-03-07T03:00:00Z'), settings: expecting(['FRI']) });
  expect(judgeSchool(springForward, summer('2026-03-13T21:59:00')).state).toBe('OK');
  expect(judgeSchool(springForward, summer('2026-03-13T22:00:00')).lateness.expectedBy).toEqual(summer('2026-03-13T22:00:00'));
});

test('a school is not late for a night before it was there', () => {
  const fresh = aSchool({ createdAt: winter('2026-02-03T23:00:00') });
  expect(judgeSchool(fresh, winter('2026-02-04T21:00:00'))).toEqual({ state: 'WAITING', lateness: { late: false, expectedBy: null, hours: 0 } });
  expect(judgeSchool(fresh, winter('2026-02-04T22:00:00')).state).toBe('LATE');
});

test('a school that expects no file is never late', () => {
  const facts = aSchool({ settings: expecting([]) });
  expect(judgeSchool(facts, winter('2026-05-04T09:00:00')).state).toBe('WAITING');
});

test('what somebody must do comes before what is late', () => {
  const now = winter('2026-02-20T09:00:00');
  const old = applied('2026-02-03T02:00:00Z');
  expect(judgeSchool(aSchool({ ...old, heldSyncs: 1 }), now).state).toBe('HELD');
  expect(judgeSchool(aSchool({ lastSync: { status: 'FAILED', receivedAt: now } }), now).state).toBe('FAILED');
  expect(judgeSchool(aSchool({ lastSync: { status: 'REJECTED', receivedAt: now } }), now).state).toBe('REJECTED');
  expect(judgeSchool(aSchool({ ...old, heldSyncs: 1, settings: { ...aSchool().settings, enabled: false } }), now).state).toBe('OFF');
  expect(judgeSchool(aSchool({ settings: { ...aSchool().settings, method: 'NONE' } }), now).state).toBe('OFF');
});

describe('a school whose file usually comes between 18:05 and 18:20', () => {
  const evenings = ['12', '13', '14', '15', '16', '19', '20', '21', '22', '23'].map((day, nth) =>
    winter(`2026-01-${day}T18:${String(6 + nth).padStart(2, '0')}:00`),
  );
  const facts = aSchool({ arrivals: evenings, lastSync: { status: 'APPLIED', receivedAt: evenings.at(-1)! } });
  test('is late an hour after that, and does not wait for its night to close', () => {
    expect(judgeSchool(facts, winter('2026-01-26T18:45:00')).state).toBe('OK');
    expect(judgeSchool(facts, winter('2026-01-26T19:19:00')).state).toBe('OK');
    expect(judgeSchool(facts, winter('2026-01-26T19:20:00'))).toEqual({
      state: 'LATE',
      lateness: { late: true, expectedBy: winter('2026-01-26T19:20:00'), hours: 0 },
    });
  });
  test('is well when the file came earlier than usual', () => {
    const early = aSchool({ arrivals: evenings, lastSync: { status: 'APPLIED', receivedAt: winter('2026-01-26T15:00:00') } });
    expect(judgeSchool(early, winter('2026-01-26T21:00:00')).state).toBe('OK');
  });
  test('is not late while its owner has paused it', () => {
    const paused = { ...facts, settings: { ...facts.settings, pausedUntil: '2026-02-01T00:00:00.000Z' } };
    expect(judgeSchool(paused, winter('2026-01-27T09:00:00')).lateness).toMatchObject({ late: false });
  });
});

test('a school whose pause is over is shown as paused until somebody runs its newest file', () => {
  const over = { ...defaultSettings(), method: 'SFTP' as const, enabled: true, pausedUntil: '2026-01-01T00:00:00.000Z' };
  const school = aSchool({ settings: over, arrivals: [], lastSync: { status: 'PAUSED', receivedAt: winter('2026-01-27T07:00:00') } });
  expect(judgeSchool(school, winter('2026-01-27T09:00:00')).state).toBe('PAUSED');
});

test('a pause stands where nothing needs a decision, until it ends', () => {
  const now = winter('2026-02-20T09:00:00');
  const paused = (until: Date): RosteringSettings => ({ ...aSchool().settings, pausedUntil: until.toISOString() });
  const old = applied('2026-02-03T02:00:00Z');
  expect(judgeSchool(aSchool({ ...old, settings: paused(winter('2026-03-01T00:00:00')) }), now).state).toBe('PAUSED');
  expect(judgeSchool(aSchool({ ...old, heldSyncs: 1, settings: paused(winter('2026-03-01T00:00:00')) }), now).state).toBe('HELD');
  expect(judgeSchool(aSchool({ ...old, settings: paused(winter('2026-02-19T00:00:00')) }), now).state).toBe('LATE');
});

test('schools stand with the worst first: the oldest hold, the longest silence, and then by name', () => {
  const school = (name: string, state: SchoolState, more: Partial<{ heldSince: string; last: string }> = {}) => ({
    name,
    state,
    heldSince: more.heldSince ?? null,
    lastSync: more.last === undefined ? null : { receivedAt: more.last },
  });
  const sorted = worstFirst([
    school('Adams', 'OK'),
    school('Baker', 'OFF'),
    school('Cook', 'LATE', { last: '2026-02-18T22:00:00.000Z' }),
    school('Drake', 'HELD', { heldSince: '2026-02-19T22:00:00.000Z' }),
    school('Ellis', 'REJECTED'),
    school('Ford', 'LATE', { last: '2026-02-04T22:00:00.000Z' }),
    school('Grant', 'HELD', { heldSince: '2026-02-17T22:00:00.000Z' }),
    school('Hayes', 'OK', { last: '2026-02-01T22:00:00.000Z' }),
    school('Gomez', 'LATE'),
    school('Irwin', 'FAILED'),
    school('Jones', 'PAUSED'),
    school('King', 'WAITING'),
  ]);
  expect(sorted.map(({ name }) => name)).toEqual([
    'Grant',
    'Drake',
    'Irwin',
    'Ellis',
    'Gomez',
    'Ford',
    'Cook',
    'Jones',
    'King',
    'Adams',
    'Hayes',
    'Baker',
  ]);
});
