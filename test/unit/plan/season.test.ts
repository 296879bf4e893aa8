import { describe, expect, test } from 'vitest';
import { archivingCategories } from '../../../domain/plan/archiving-categories.js';
import { isSummerAt, seasonOf, settingsInSeason, versionInSeason, type Season } from '../../../domain/plan/season.js';
import { defaultSettings } from '../../../domain/settings.js';

const settings = defaultSettings();
settings.summer = { until: '2026-09-01T04:00:00.000Z', archivePercent: 30, archiveCount: 2, updatePercent: 90 };
settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };

describe('the summer switch', () => {
  test.each<[string, string, boolean, Season]>([
    ['a file of July only adds people', '2026-07-15T02:00:00Z', false, 'SUMMER'],
    ['a file of July only adds people, whatever came before it', '2026-07-15T02:00:00Z', true, 'SUMMER'],
    ['a file at the very end comes after the summer', '2026-09-01T04:00:00Z', false, 'FIRST_FILE'],
    ['the first file of September keeps to its own thresholds', '2026-09-03T02:00:00Z', false, 'FIRST_FILE'],
    ['once such a file is fully applied, everything is as usual', '2026-09-04T02:00:00Z', true, 'USUAL'],
  ])('%s', (_name, receivedAt, settledSince, season) => {
    expect(seasonOf(settings, { receivedAt: new Date(receivedAt), settledSince })).toBe(season);
  });

  test('a school that never used it has no summer', () => {
    expect(seasonOf(defaultSettings(), { receivedAt: new Date('2026-07-15T02:00:00Z'), settledSince: false })).toBe('USUAL');
    expect(isSummerAt(defaultSettings(), new Date('2026-07-15T02:00:00Z'))).toBe(false);
  });

  test('changes no setting of the school: archiving is back by itself', () => {
    expect(archivingCategories(settingsInSeason(settings, 'SUMMER'))).toEqual([]);
    expect(archivingCategories(settingsInSeason(settings, 'USUAL'))).toEqual(['students']);
    expect(settingsInSeason(settings, 'SUMMER').categories).toEqual(settings.categories);
    expect(settingsInSeason(settings, 'SUMMER').safety).toEqual(settings.safety);
  });

  test('gives the first file its three thresholds, and leaves the other rules of safety', () => {
    expect(settingsInSeason(settings, 'FIRST_FILE').safety).toEqual({ ...settings.safety, archivePercent: 30, archiveCount: 2, updatePercent: 90 });
    expect(settingsInSeason(settings, 'USUAL').safety).toEqual(settings.safety);
  });

  test('makes the same bytes another file once it is over', () => {
    expect(versionInSeason(7, 'SUMMER')).not.toBe(versionInSeason(7, 'FIRST_FILE'));
    expect(versionInSeason(7, 'FIRST_FILE')).toBe(versionInSeason(7, 'USUAL'));
  });
});
