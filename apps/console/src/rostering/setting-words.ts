import { CATEGORIES } from '../../../../domain/category.js';
import type { SettingsChange, Weekday } from '../../../../domain/settings.js';
import type { Texts } from '../texts/en.js';

/** How settings differ, a line each, in the words of the Rostering tab. */
export function settingLines(changed: readonly SettingsChange[], texts: Texts): string[] {
  return changed.map(({ setting, from, to }) => {
    const name = settingName(setting, texts);
    return to === undefined ? name : texts.audit.moved(name, settingWord(from, texts), settingWord(to, texts));
  });
}

/** The name that the Rostering tab gives to a setting; `setting` is a dotted path such as `categories.staff.roster`. */
export function settingName(setting: string, texts: Texts): string {
  const words = texts.rostering;
  const [group, key, leaf] = setting.split('.');
  const category = CATEGORIES.find((candidate) => group === 'categories' && candidate === key);
  if (category !== undefined && leaf === 'roster') return words.roster[category];
  if (category !== undefined && leaf === 'autoUpdate') return words.autoUpdate[category];
  if (category !== undefined && leaf === 'missingUsers') return words.missingUsersOf[category];
  const names: Record<string, string> = {
    method: words.method,
    enabled: words.enable,
    pausedUntil: words.pause,
    pauseReason: words.pauseReason,
    'summer.until': words.summer,
    'summer.archivePercent': words.ofSummer(words.archivePercent),
    'summer.archiveCount': words.ofSummer(words.archiveCount),
    'summer.updatePercent': words.ofSummer(words.updatePercent),
    'notifications.recipients': words.recipients,
    'notifications.when': words.when,
    'notifications.includeNames': words.includeNames,
    'notifications.weeklySummary': words.weeklySummary,
    'safety.archivePercent': words.archivePercent,
    'safety.archiveCount': words.archiveCount,
    'safety.updatePercent': words.updatePercent,
    'safety.absencesBeforeArchive': words.absencesBeforeArchive,
    'safety.shapeChecks': words.shapeChecks,
    'safety.rollover': words.rollover,
    'nightly.at': words.nightlyTitle,
    'nightly.expectDays': words.expectDays,
    'maps.headers': texts.fileWords.headers,
    'maps.grades': texts.fileWords.grades,
    'maps.roles': texts.fileWords.roles,
    'maps.statuses': texts.fileWords.statuses,
    'maps.sheets': texts.fileWords.sheets,
    ownSchool: texts.fileWords.ownSchool,
  };
  return names[setting] ?? setting;
}

/** A value of a setting as the Rostering tab shows it. */
export function settingWord(value: unknown, texts: Texts): string {
  if (typeof value === 'boolean') return value ? texts.audit.on : texts.audit.off;
  if (value === null || value === undefined || value === '') return texts.none;
  const words = texts.rostering;
  const known: Record<string, string> = {
    ...words.methods,
    ...words.missing,
    ...words.whenOptions,
    ...words.shapeOptions,
    ...words.rolloverOptions,
    ...texts.role,
  };
  return (typeof value === 'string' ? value : JSON.stringify(value))
    .split(' ')
    .map((word) => known[word] ?? (word in words.weekday ? words.weekday[word as Weekday] : word))
    .join(' ');
}
