import { expect, test } from 'vitest';
import { isRosteringOff } from '../../../domain/plan/is-rostering-off.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';

const now = new Date('2026-11-23T22:00:00Z');
const on: Partial<RosteringSettings> = { method: 'SFTP', enabled: true };

test.each<[string, Partial<RosteringSettings>, boolean]>([
  ['a school that never saved its settings', {}, true],
  ['the main switch is off', { ...on, enabled: false }, true],
  ['the method is None', { ...on, method: 'NONE' }, true],
  ['switched on', on, false],
  ['paused until tomorrow', { ...on, pausedUntil: '2026-11-24T22:00:00Z' }, true],
  ['the pause is over to the second', { ...on, pausedUntil: '2026-11-23T22:00:00Z' }, false],
])('%s', (_name, settings, off) => {
  expect(isRosteringOff({ ...defaultSettings(), ...settings }, now)).toBe(off);
});
