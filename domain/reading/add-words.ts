import type { RosteringSettings } from '../settings.js';
import { sheetKey } from './choose-sheets.js';
import { cleanText } from './clean-text.js';
import { headerKey } from './normalise-header.js';
import { gradeKey } from './read-grade.js';
import { roleKey } from './read-role.js';
import { statusKey } from './read-status.js';

type Words = Pick<RosteringSettings, 'maps' | 'ownSchool'>;

/** What words of a file mean; an omitted map says nothing. */
export type WordsToAdd = { maps?: { [Kind in keyof Words['maps']]?: Words['maps'][Kind] | undefined } | undefined; ownSchool?: string[] | undefined };

/**
 * The school's words with these added. They replace a word with another spelling that is read as the same word (`XYZ.` for
 * `Xyz`): if one word had two meanings, their order would decide which one counts.
 */
export function addWords({ maps, ownSchool }: Words, added: WordsToAdd): Words {
  const given = added.maps ?? {};
  return {
    maps: {
      headers: together(maps.headers, given.headers, headerKey),
      grades: together(maps.grades, given.grades, gradeKey),
      roles: together(maps.roles, given.roles, roleKey),
      statuses: together(maps.statuses, given.statuses, statusKey),
      sheets: together(maps.sheets, given.sheets, sheetKey),
    },
    ownSchool: [...new Set([...ownSchool, ...(added.ownSchool ?? [])])],
  };
}

function together<Meaning>(
  known: Record<string, Meaning>,
  added: Record<string, Meaning> | undefined,
  keyOf: (word: string) => string,
): Record<string, Meaning> {
  const keys = new Set(Object.keys(added ?? {}).map((word) => keyOf(cleanText(word))));
  return { ...Object.fromEntries(Object.entries(known).filter(([word]) => !keys.has(keyOf(cleanText(word))))), ...added };
}
