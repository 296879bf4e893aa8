import { cleanText } from './clean-text.js';
import { headerKey } from './normalise-header.js';
import { readEmail } from './read-email.js';

/** Within how many lines from the top the header is searched. */
export const HEADER_WITHIN = 20;

export type HeaderLine = { texts: readonly string[]; line: number };

/** How well a line is understood as a header: all that is required, or so many of its columns. */
export type Understanding = { complete: boolean; columns: number };

export type FoundHeader = {
  /** The place of its (last) line among the lines; rows stand behind it. */
  place: number;
  /** How many lines above it are titles. */
  titles: number;
  texts: readonly string[];
  line: number;
};

/**
 * Finds the header among the first lines of a file: the first line with all required columns; otherwise two lines that have them
 * together; otherwise the line with the most known columns, so that the missing ones can be named. Lines of people end the
 * search: a person is never taken for a title.
 */
export function findHeader(lines: readonly HeaderLine[], understand: (texts: readonly string[]) => Understanding): FoundHeader {
  const people = lines.findIndex(({ texts }) => isOfSomebody(texts));
  const above = people === -1 ? lines : lines.slice(0, people);
  const understood = above.map(({ texts }) => understand(texts));

  const whole = understood.findIndex(({ complete }) => complete);
  if (whole !== -1) return found(lines, whole, whole, lines[whole]!.texts);

  for (let place = 1; place < above.length; place += 1) {
    const joined = joinedHeaders(above[place - 1]!.texts, above[place]!.texts).find((texts) => understand(texts).complete);
    if (joined !== undefined) return found(lines, place, place - 1, joined);
  }

  const most = Math.max(0, ...understood.map(({ columns }) => columns));
  // Any title may have one such word; if people begin at once, there is no header.
  const unknown = people > 0 && most < 2 && isUnknownHeader(lines[people - 1]!.texts, lines[people]!.texts) ? people - 1 : people;
  const best = most >= 2 || people <= 0 ? understood.findIndex(({ columns }) => columns === most) : unknown;
  return best <= 0 ? found(lines, 0, 0, lines[0]!.texts) : found(lines, best, best, lines[best]!.texts);
}

/** A line of words, one above each value of a person: a header in words, or a language, that are not known. The school can say what they mean. */
function isUnknownHeader(texts: readonly string[], below: readonly string[]): boolean {
  const words = texts.map((text) => cleanText(text));
  return words.length === below.length && words.every((word) => /\p{L}/u.test(word) && !/\d{3}|@/.test(word)) && new Set(words).size === words.length;
}

/** True if the line can only be a person's row: an address among other values. */
export function isOfSomebody(texts: readonly string[]): boolean {
  const filled = texts.map((text) => cleanText(text)).filter((text) => text !== '');
  return filled.length >= 3 && filled.some((text) => text.includes('@') && readEmail(text) !== null);
}

function found(lines: readonly HeaderLine[], place: number, titles: number, texts: readonly string[]): FoundHeader {
  return { place, titles, texts, line: lines[place]!.line };
}

/**
 * A header of two lines, as it may be meant: `First` over `Name`, `Student` over `First Name` (also where the upper cell spans
 * several columns and stands over the first of them only), or `Name` over `First`.
 */
function joinedHeaders(upper: readonly string[], lower: readonly string[]): string[][] {
  const width = Math.max(upper.length, lower.length);
  const places = Array.from({ length: width }, (_, place) => place);
  const at = (texts: readonly string[], place: number): string => cleanText(texts[place] ?? '');
  const spanned: string[] = [];
  for (const place of places) spanned.push(at(upper, place) === '' ? (spanned[place - 1] ?? '') : at(upper, place));
  const join = (first: (place: number) => string, second: (place: number) => string): string[] =>
    places.map((place) => {
      const [one, two] = [first(place), second(place)];
      return headerKey(one) === headerKey(two) ? one : `${one} ${two}`.trim();
    });
  return [
    join(
      (place) => at(upper, place),
      (place) => at(lower, place),
    ),
    places.map((place) => at(lower, place) || at(upper, place)),
    join(
      (place) => spanned[place]!,
      (place) => at(lower, place),
    ),
    join(
      (place) => at(lower, place),
      (place) => spanned[place]!,
    ),
  ];
}
