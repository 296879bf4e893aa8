import { expect, test } from 'vitest';
import { escalationNight } from '../../../domain/arrival/escalation-night.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';

const settings: RosteringSettings = { ...defaultSettings(), method: 'SFTP', enabled: true };
const on = (receivedAt: string, more: Partial<RosteringSettings> = {}): string | null =>
  escalationNight({ ...settings, ...more }, new Date(receivedAt), 'America/Toronto');

test.each<[string, string, Partial<RosteringSettings>, string | null]>([
  ['on Monday evening waits until the night of Tuesday', '2026-11-23T18:05:00-05:00', {}, '2026-11-24'],
  ['after the night of Monday was closed belongs to Tuesday', '2026-11-23T23:30:00-05:00', {}, '2026-11-25'],
  ['on Friday evening waits until Monday', '2026-11-27T18:05:00-05:00', {}, '2026-11-30'],
  ['on Sunday waits until Monday', '2026-11-29T12:00:00-05:00', {}, '2026-11-30'],
  [
    'of a school that closes its nights at half past midnight',
    '2026-11-24T00:10:00-05:00',
    { nightly: { ...settings.nightly, at: '00:30' } },
    '2026-11-24',
  ],
  ['is not told of while rostering is paused', '2026-11-23T18:05:00-05:00', { pausedUntil: '2026-12-07T05:00:00.000Z' }, '2026-12-07'],
  ['is never told of where no file is expected', '2026-11-23T18:05:00-05:00', { nightly: { ...settings.nightly, expectDays: [] } }, null],
  ['is never told of while rostering is off', '2026-11-23T18:05:00-05:00', { enabled: false }, null],
  [
    'is never told of where an owner wants no mail',
    '2026-11-23T18:05:00-05:00',
    { notifications: { ...settings.notifications, when: 'NEVER' } },
    null,
  ],
])('a hold that came %s', (_when, receivedAt, more, night) => {
  expect(on(receivedAt, more)).toBe(night);
});
