/** What one name may be written with or without, besides accents: blanks, apostrophes, dots, hyphens. */
export const PLAIN_NAME_SIGNS = " '`.-";

/** The same, with accents and the signs beyond ASCII, as a character class for regular expressions of JavaScript and PostgreSQL. */
export const NAME_SIGNS = `[\\u0300-\\u036f\\u00a0\\u00b4\\u02bc\\u2018\\u2019\\u2010-\\u2015${PLAIN_NAME_SIGNS}]`;

const ALL_NAME_SIGNS = new RegExp(NAME_SIGNS, 'g');

/**
 * Whether two texts are the same first name, or the same last name: `McDonald` and `MCDONALD`, `Zoë` and `Zoe`, `O’Brien` and
 * `OBrien`. The row fold asks this; the comparison with the roster says it in SQL (`nameKeySql`), and a test holds both together.
 */
export function isSameName(left: string, right: string): boolean {
  return left === right || nameKey(left) === nameKey(right);
}

/** What all spellings of one name have in common: its letters, in lower case and without accents. */
export function nameKey(name: string): string {
  const letters = name.toLowerCase().normalize('NFD').replace(ALL_NAME_SIGNS, '');
  // A name that consists only of signs equals no other name.
  return letters === '' ? name : letters;
}

/**
 * With a new number and address, a student with the names of a leaver can be the same person only in the same grade or the
 * next one: in a new school year, a child who starts sometimes has the same names as a graduate.
 */
export const MOST_GRADES_UP = 1;
