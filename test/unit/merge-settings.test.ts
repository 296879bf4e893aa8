import { describe, expect, test } from 'vitest';
import { mergeSettings } from '../../domain/merge-settings.js';
import { defaultSettings, type RosteringSettings } from '../../domain/settings.js';

const base: RosteringSettings = {
  ...defaultSettings(),
  notifications: { recipients: ['a@x.org', 'b@x.org'], when: 'EVERY_SYNC', includeNames: false, weeklySummary: false },
  maps: { ...defaultSettings().maps, headers: { Matricule: 'studentId', Bus: 'ignore' } },
};
const changed = (change: (settings: RosteringSettings) => void): RosteringSettings => {
  const settings = structuredClone(base);
  change(settings);
  return settings;
};

describe('settings that two people changed', () => {
  test.each<[string, (settings: RosteringSettings) => void, (settings: RosteringSettings) => void]>([
    ['in different cards', (mine) => (mine.enabled = true), (theirs) => (theirs.safety.archivePercent = 3)],
    ['in one card', (mine) => (mine.categories.staff.roster = true), (theirs) => (theirs.categories.staff.autoUpdate = true)],
    ['by a new word each', (mine) => (mine.maps.headers.Niveau = 'grade'), (theirs) => (theirs.maps.headers.Courriel = 'email')],
    ['by taking a word away', (mine) => delete mine.maps.headers.Bus, (theirs) => (theirs.maps.headers.Courriel = 'email')],
    ['by a new recipient each', (mine) => mine.notifications.recipients.push('c@x.org'), (theirs) => theirs.notifications.recipients.push('d@x.org')],
    [
      'by the same new recipient',
      (mine) => mine.notifications.recipients.push('c@x.org'),
      (theirs) => theirs.notifications.recipients.push('c@x.org'),
    ],
    ['on one side only', () => undefined, (theirs) => (theirs.pausedUntil = '2026-12-01T00:00:00Z')],
  ])('%s are kept on both sides, whoever saved first', (_, mine, theirs) => {
    const merged = mergeSettings(base, changed(mine), changed(theirs));
    const sorted = (settings: RosteringSettings): RosteringSettings => ({
      ...settings,
      notifications: { ...settings.notifications, recipients: settings.notifications.recipients.toSorted() },
    });
    expect(sorted(merged)).toEqual(sorted(mergeSettings(base, changed(theirs), changed(mine))));
    const together = changed((settings) => {
      theirs(settings);
      mine(settings);
      settings.notifications.recipients = [...new Set(settings.notifications.recipients)];
    });
    expect(sorted(merged)).toEqual(sorted(together));
  });

  test('in the same value are those of the one who looks at both', () => {
    const merged = mergeSettings(
      base,
      changed((mine) => (mine.safety.archivePercent = 3)),
      changed((theirs) => (theirs.safety.archivePercent = 7)),
    );
    expect(merged.safety.archivePercent).toBe(3);
  });

  test('do not bring back a recipient whom one of them took away', () => {
    const merged = mergeSettings(
      base,
      changed((mine) => (mine.notifications.recipients = ['b@x.org'])),
      changed((theirs) => theirs.notifications.recipients.push('d@x.org')),
    );
    expect(merged.notifications.recipients).toEqual(['b@x.org', 'd@x.org']);
  });
});
