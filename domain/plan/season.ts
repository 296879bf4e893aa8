import type { RosteringSettings } from '../settings.js';

/**
 * The season of a file, by the instant at which it came. `SUMMER`: it only adds people. `FIRST_FILE`: no file with its categories has been
 * fully applied since the summer ended, so the thresholds for the first file count.
 */
export type Season = 'USUAL' | 'SUMMER' | 'FIRST_FILE';

/** What a file is planned with. `additionsOnly`: it neither updates nor archives anyone; the settings of the school alone do not say so. */
export type SettingsInSeason = RosteringSettings & { additionsOnly?: boolean };

/** @param settledSince a file with the same categories came after the summer, and was fully applied */
export function seasonOf({ summer }: Pick<RosteringSettings, 'summer'>, file: { receivedAt: Date; settledSince: boolean }): Season {
  if (summer.until === null) return 'USUAL';
  if (file.receivedAt < new Date(summer.until)) return 'SUMMER';
  return file.settledSince ? 'USUAL' : 'FIRST_FILE';
}

export function isSummerAt(settings: Pick<RosteringSettings, 'summer'>, instant: Date): boolean {
  return seasonOf(settings, { receivedAt: instant, settledSince: true }) === 'SUMMER';
}

/** Nothing of the school's settings is changed for the summer, so they are back by themselves when it ends. */
export function settingsInSeason(settings: RosteringSettings, season: Season): SettingsInSeason {
  const { archivePercent, archiveCount, updatePercent } = settings.summer;
  return {
    ...settings,
    additionsOnly: season === 'SUMMER',
    safety: season === 'FIRST_FILE' ? { ...settings.safety, archivePercent, archiveCount, updatePercent } : settings.safety,
  };
}

/** What a file that comes at this instant would be planned with, its thresholds apart: whether it may archive, for views that say who is next. */
export function settingsAt(settings: RosteringSettings, instant: Date): SettingsInSeason {
  return settingsInSeason(settings, isSummerAt(settings, instant) ? 'SUMMER' : 'USUAL');
}

/**
 * The version of settings in a season. Below zero in summer: the same bytes under the same settings mean something else once the summer
 * is over, and are read again.
 */
export function versionInSeason(version: number, season: Season): number {
  return season === 'SUMMER' ? -version : version;
}
