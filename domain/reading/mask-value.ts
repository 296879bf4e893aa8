import { cleanText } from './clean-text.js';

/** What may be seen of a value: at most its first letter or digit, its signs, and how many letters and digits it has. */
export type MaskedValue = { shown: string; letters: number; digits: number };

/** Longer values are cut: the numbers give their length. */
const LONGEST = 24;
/** With fewer letters and digits, the first one would reveal much of the value. */
const FEWEST_FOR_FIRST = 3;

/**
 * Masks a cell so that people who know the column recognise it, but no one learns the value: `Anna` → `A•••`,
 * `ann.lee@example.org` → `a••.•••@•••••••.•••`, `2011-09-01` → `2•••-••-••`. A value of signs only is not shown: it would be
 * complete.
 */
export function maskValue(cell: string): MaskedValue {
  const signs = Array.from(cleanText(cell)).filter((sign) => !/\p{M}/u.test(sign));
  const letters = signs.filter((sign) => /\p{L}/u.test(sign)).length;
  const digits = signs.filter((sign) => /\p{N}/u.test(sign)).length;
  if (letters + digits === 0) return { shown: '', letters, digits };
  const first = letters + digits < FEWEST_FOR_FIRST ? -1 : signs.findIndex((sign) => /[\p{L}\p{N}]/u.test(sign));
  const shown = signs.slice(0, LONGEST).map((sign, place) => (place === first || PARTING.has(sign) ? sign : '•'));
  return { shown: `${shown.join('')}${signs.length > LONGEST ? '…' : ''}`, letters, digits };
}

/** What parts dates, addresses, phone numbers and several words, and says what kind of value it is. */
const PARTING: ReadonlySet<string> = new Set(['@', '.', '-', '/', ':', ',', ';', ' ', '+', '(', ')']);
