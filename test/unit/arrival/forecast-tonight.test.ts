import { expect, test } from 'vitest';
import { forecastTonight } from '../../../domain/arrival/forecast-tonight.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';

const settings: RosteringSettings = { ...defaultSettings(), method: 'SFTP', enabled: true };
const night = (changed: number, files = 1, expected = true) => ({
  files,
  expected,
  totals: { added: changed, updated: 0, archived: 0, restored: 0, unchanged: 600, held: 0 },
});
/** Friday, 27 November, 17:00 in Toronto. */
const FRIDAY = new Date('2026-11-27T22:00:00Z');
const of = (more: Partial<Parameters<typeof forecastTonight>[0]>, now = FRIDAY): ReturnType<typeof forecastTonight> =>
  forecastTonight({ settings, timeZone: 'America/Toronto', arrivals: [], verdicts: [], ...more }, now);
const evenings = [16, 17, 18, 19, 20, 23, 24, 25].map((day) => new Date(`2026-11-${day}T21:45:00-05:00`));

test('says when the file usually comes, and how many changes it usually brings', () => {
  expect(of({ arrivals: evenings, verdicts: [night(2), night(0), night(5), night(1)] })).toEqual({
    night: '2026-11-27',
    isExpected: true,
    silenceEscalates: false,
    usual: { from: '21:40', to: '21:50' },
    changes: { from: 0, to: 5 },
  });
});

test('one odd night in ten does not count, and nights without a file say nothing', () => {
  const quiet = [1, 2, 3, 2, 1, 0, 2, 3, 1].map((changed) => night(changed));
  expect(of({ verdicts: [night(0, 0), ...quiet, night(412)] }).changes).toEqual({ from: 0, to: 3 });
});

test('says that a second night without a file is told to the others, and no third', () => {
  const tonight = (...verdicts: ReturnType<typeof night>[]): boolean => of({ verdicts }).silenceEscalates;
  expect(tonight(night(0, 0), night(2))).toBe(true);
  expect(tonight(night(0, 0, false), night(0, 0, false), night(0, 0), night(2))).toBe(true);
  expect(tonight(night(0, 0), night(0, 0), night(2))).toBe(false);
  expect(tonight(night(2), night(0, 0))).toBe(false);
  expect(tonight()).toBe(false);
  expect(of({ verdicts: [night(0, 0)] }, new Date('2026-11-28T22:00:00Z')).silenceEscalates).toBe(false);
  const never = { ...settings, notifications: { ...settings.notifications, when: 'NEVER' as const } };
  expect(of({ settings: never, verdicts: [night(0, 0)] }).silenceEscalates).toBe(false);
});

test('says nothing about what two nights cannot tell', () => {
  expect(of({ arrivals: evenings.slice(0, 2), verdicts: [night(1), night(2)] })).toMatchObject({ usual: null, changes: null });
});

test('expects nothing on a Saturday, nor while rostering is paused', () => {
  expect(of({}, new Date('2026-11-28T22:00:00Z')).isExpected).toBe(false);
  expect(of({ settings: { ...settings, pausedUntil: '2026-12-24T05:00:00.000Z' } }).isExpected).toBe(false);
});
