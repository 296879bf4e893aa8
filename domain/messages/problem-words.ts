import type { Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { ProblemParams } from '../problem.js';
import { CATEGORY_NAMES } from './category-names.js';

/** Problems name fields by the words of the files (FIELD_NAMES); of these two, a value that cannot be read is no reason to leave the row out. */
export function isOptional(field: string | number | undefined): boolean {
  return field === 'idField1' || field === 'idField2';
}

export function named(words: Record<string, string>, word: string | number | undefined): string {
  return words[String(word)] ?? String(word ?? '');
}

export function count(locale: Locale, number: string | number | undefined): string {
  return String(number ?? '').replace(/\B(?=(?:\d{3})+$)/g, locale === 'en' ? ',' : '\u00a0');
}

export function size(locale: Locale, bytes: string | number | undefined): string {
  const number = Number(bytes);
  const [space, bytesWord, kb, mb] = locale === 'en' ? [' ', 'bytes', 'KB', 'MB'] : ['\u00a0', 'octets', 'Ko', 'Mo'];
  if (number >= 1024 * 1024) return `${count(locale, Math.floor(number / 1024 / 1024))}${space}${mb}`;
  return number >= 10 * 1024 ? `${count(locale, Math.floor(number / 1024))}${space}${kb}` : `${count(locale, number)}${space}${bytesWord}`;
}

/** A word of a status, grade, role or title column, in quotes; without one, several that are not named. */
export function said(locale: Locale, word: string | number | undefined): string {
  if (word === undefined || word === '' || word === '…') return locale === 'en' ? '(several words)' : '(plusieurs mots)';
  return locale === 'en' ? `“${word}”` : `« ${word} »`;
}

export function rowsWith(locale: Locale, rows: string | number | undefined): string {
  const number = count(locale, rows);
  if (locale === 'en') return rows === 1 ? '1 row' : `${number} rows`;
  return rows === 1 ? '1 ligne' : `${number} lignes`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The people of a category, which stands in the params. */
export function of(locale: Locale, category: string | number | undefined): string {
  return CATEGORY_NAMES[locale][category as Category] ?? (locale === 'en' ? 'people' : 'personnes');
}

const RULES: Record<Locale, Record<string, string>> = {
  en: {
    gone: 'marked as gone',
    not_yet: 'not here yet',
    left_out: 'left out because your school wants it so',
    commented_out: 'a sign such as # in front',
    vacant: 'positions that nobody has, or test accounts',
    not_rostered: 'parents and guardians',
    other_school: 'of other schools',
  },
  'fr-CA': {
    gone: 'marquées comme parties',
    not_yet: 'pas encore arrivées',
    left_out: 'laissées de côté par choix de votre école',
    commented_out: 'précédées d’un signe tel que #',
    vacant: 'postes vacants ou comptes de test',
    not_rostered: 'parents et tuteurs',
    other_school: 'd’autres écoles',
  },
};

/** How many rows each rule leaves out, as in “marked as gone: 3; parents and guardians: 12”. */
export function leftOutBy(locale: Locale, params: ProblemParams): string {
  const colon = locale === 'en' ? ':' : '\u00a0:';
  return Object.entries(RULES[locale])
    .flatMap(([rule, words]) => (params[rule] === undefined ? [] : [`${words}${colon} ${count(locale, params[rule])}`]))
    .join('; ');
}
