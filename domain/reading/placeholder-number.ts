/**
 * True for a number that only fills a cell: `TBD`, `pending`, `New`. It is nobody's identity: the next newcomer has the same one.
 * Zeros may be the first number of a list; where several people have it, that is a contradiction.
 */
export function isPlaceholderNumber(text: string): boolean {
  return text.length <= LONGEST_PLACEHOLDER && /^\p{L}/u.test(text) && WORDS.has(lettersOf(text));
}

/** False for nearly all numbers, by their first and last bytes: it begins and ends with a letter. */
export function mayBePlaceholderNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const [first, last] = [bytes[start]!, bytes[end - 1]!];
  return first > 0x40 && (last > 0x40 || last === 0x2e) && end - start <= 2 * LONGEST_PLACEHOLDER;
}

const LONGEST_PLACEHOLDER = 20;

function lettersOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

const WORDS: ReadonlySet<string> = new Set(
  `tbd tba tbc pending new newstudent newhire none unknown unk temp temporary xxx xxxx xxxxx noid nonumber nostudentid notassigned notyetassigned unassigned tobeassigned tobedetermined
  notavailable placeholder vacant nouveau nouvelle nouveleleve aucun aucune inconnu inconnue avenir enattente adeterminer nonattribue nonassigne temporaire test`.split(
    /\s+/,
  ),
);
