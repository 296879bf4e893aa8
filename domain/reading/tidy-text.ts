import { cleanText } from './clean-text.js';
import { decodeEntities } from './decode-entities.js';
import { repairEncodedTwice } from './repair-encoded-twice.js';

/**
 * What programs wrap around values: each is removed, with one remark for the whole file.
 * - `formula`: `="Ann"`, with which exports keep Excel from changing a value.
 * - `apostrophe`: `'Ann`, with which people do the same.
 * - `entity`: `O&#39;Brien`, text that was meant for a web page.
 * - `encoded_twice`: `CÃ´tÃ©`, text whose bytes were taken for letters once too often.
 * - `null_word`: `NULL`, `\N`, `(null)`, how databases and scripts write a blank.
 * - `decimal`: `1001.0`, a whole number that a script took for a decimal one.
 * - `asterisk`: `*Lee`, a sign beside a name whose meaning only its writer knows.
 * - `thousands`: `1,001` or `1 001`, a number that a spreadsheet shows as an amount.
 */
export const HABITS = ['formula', 'apostrophe', 'entity', 'encoded_twice', 'null_word', 'decimal', 'thousands', 'asterisk'] as const;
export type Habit = (typeof HABITS)[number];

/** A cell of the file as cleaned text without wrapping; `note` is called for each wrapping. */
export function tidyText(cell: string, note: (habit: Habit) => void): string {
  // Before it is cleaned: half a letter may look like a blank.
  const repaired = repairEncodedTwice(cell);
  if (repaired !== cell) note('encoded_twice');
  const text = cleanText(SUBSTITUTE.test(repaired) ? repaired.replaceAll(SUBSTITUTES, '\ufffd') : repaired);
  const bare = unwrapped(text, note);
  if (!bare.includes('&')) return bare;
  const plain = decodeEntities(bare);
  if (plain === bare) return bare;
  note('entity');
  return cleanText(plain);
}

/**
 * What programs write in the place of a letter that they do not have, besides U+FFFD and `?`: the misread bytes of U+FFFD, boxes,
 * and SUB beside a letter; by itself, SUB is how DOS ends a file.
 */
// eslint-disable-next-line no-control-regex
const SUBSTITUTES = /ï¿½|[\u25a0\u25a1\u2370]|(?<=\p{L}\u001a*)\u001a|\u001a(?=\u001a*\p{L})/gu;
// eslint-disable-next-line no-control-regex
const SUBSTITUTE = /[½\u25a0\u25a1\u2370\u001a]/;

function unwrapped(text: string, note: (habit: Habit) => void): string {
  const first = text.charCodeAt(0);
  if (first === EQUALS && text.length > 2 && text.charCodeAt(1) === QUOTE && text.endsWith('"')) {
    note('formula');
    return text.slice(2, -1).replaceAll('""', '"').trim();
  }
  if (first === APOSTROPHE && text.length > 1 && !DUTCH.test(text)) {
    note('apostrophe');
    // On both sides they are quotation marks, and one inside is written twice.
    return text.length > 2 && text.endsWith("'") ? text.slice(1, -1).replaceAll("''", "'").trim() : text.slice(1).trim();
  }
  return text;
}

const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
/** The apostrophe of `'t Hart` and `'s-Gravesande` is a letter of the name. */
const DUTCH = /^'[a-z]{1,2}[ -]/;

const LETTERS = new TextEncoder();
const WORDS = ['\\N', '(null)', '<null>', '[null]', '{null}', 'NULL', 'null', 'NaN', 'nan'].map((word) => LETTERS.encode(word));
/** In names, only words that cannot be names: a person may be called Null, Nan or None. */
const NAME_WORDS = byLength(WORDS);
const VALUE_WORDS = byLength([
  ...WORDS,
  ...[
    'Null',
    'Nan',
    'NAN',
    'none',
    'None',
    'NONE',
    'nil',
    'Nil',
    'NIL',
    'undefined',
    'n/a',
    'N/A',
    '-',
    '--',
    '---',
    '–',
    '—',
    '<NULL>',
    '(NULL)',
    '[NULL]',
    '#NULL',
  ].map((word) => LETTERS.encode(word)),
]);

/** True for the bytes of a word that stands for a blank. */
export function isNullWord(bytes: Uint8Array, start: number, end: number, isName: boolean): boolean {
  const length = end - start;
  if (length > LONGEST_WORD) return false;
  const words = (isName ? NAME_WORDS : VALUE_WORDS)[length]!;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    let at = 0;
    while (at < length && bytes[start + at] === word[at]) at += 1;
    if (at === length) return true;
  }
  return false;
}

const LONGEST_WORD = 9;

/** Which wrapping the first byte of a cell may begin: nearly all begin none, and a table look-up shows it. */
export const BEGINS_WORD = 1;
export const BEGINS_WRAPPING = 2;
export const BEGINS = new Uint8Array(256);
for (const word of VALUE_WORDS.flat()) BEGINS[word[0]!] = BEGINS_WORD;
BEGINS[EQUALS] = BEGINS_WRAPPING;
BEGINS[APOSTROPHE] = BEGINS_WRAPPING;

function byLength(words: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  return Array.from({ length: 10 }, (_, length) => words.filter((word) => word.length === length));
}

/** True for the bytes of a whole number with a decimal point: `1001.0`, `77.00`. */
export function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1;
  if (bytes[at] !== ZERO) return false;
  while (at > start && bytes[at] === ZERO) at -= 1;
  if (bytes[at] !== POINT || at === start) return false;
  for (at -= 1; at >= start; at -= 1) if (bytes[at]! < ZERO || bytes[at]! > NINE) return false;
  return true;
}

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;

/** `1001` for `1001.0`; any other text as it is. */
export function withoutDecimal(text: string, note: (habit: Habit) => void): string {
  if (!/^\d+\.0+$/.test(text)) return text;
  note('decimal');
  return text.slice(0, text.indexOf('.'));
}

/** `1001` for `1,001`, `1 001` and `1001.0`; any other text as it is. Only for the numbers of people: phone numbers are grouped differently. */
export function plainNumber(text: string, note: (habit: Habit) => void): string {
  const whole = withoutDecimal(text.replace(THOUSANDS_DECIMALS, '$1'), note);
  if (!THOUSANDS.test(whole)) return whole;
  note('thousands');
  return whole.replace(/[, ]/g, '');
}

/** No leading zero: `001 234` is how a school writes its numbers. */
const THOUSANDS = /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d{0,2}(?: \d{3})+$/;
const THOUSANDS_DECIMALS = /^([1-9]\d{0,2}(?:[, ]\d{3})+)\.0+$/;
