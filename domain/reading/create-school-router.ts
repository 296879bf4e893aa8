import { looksLikeData } from '../report/printable-column.js';
import { oneLine } from '../report/one-line.js';
import { cleanText } from './clean-text.js';
import { schoolKey } from './school-key.js';

/** A school of a district, and the words of a school column that mean it: its `ownSchool`, or its name while it has none. */
export type SchoolWords = { id: string; name: string; ownSchool: readonly string[] };

/**
 * Where a row of a district's file belongs. `other`: to a school that the district has said is not in Rollcall. `unplaced`: to none that
 * is known, or to two schools that have the same word, or it names no school.
 */
export type RowPlace = { kind: 'schools'; ids: readonly string[] } | { kind: 'other' } | { kind: 'unplaced' };

/** A word of the school column that no school has (`claimedBy` 0), or several have; '' stands for blank cells, '…' for words that cannot be printed. */
export type UnplacedWord = { word: string; rows: number; claimedBy: number };

export type SchoolRouter = {
  /** `texts`: the cells of the row that say its school. One word of a known school is enough, because a person may be at two schools. */
  place(texts: readonly string[]): RowPlace;
  /** Counts a row that could not be read, and so names no school. */
  countUnreadable(): void;
  unplaced(): { rows: number; words: UnplacedWord[] };
  /** How many rows are of schools that the district has said are not in Rollcall. */
  readonly others: number;
};

/** More than these are counted together. */
const MOST_WORDS = 60;

/** @param otherSchools words of schools that are not in Rollcall */
export function createSchoolRouter(schools: readonly SchoolWords[], otherSchools: readonly string[]): SchoolRouter {
  const owners = new Map<string, string[]>();
  for (const { id, name, ownSchool } of schools) {
    const keys = new Set((ownSchool.length > 0 ? ownSchool : [name]).map((word) => schoolKey(cleanText(word))));
    for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), id]);
  }
  const others: ReadonlySet<string> = new Set(otherSchools.map((word) => schoolKey(cleanText(word))));
  const isKnown = (word: string): boolean => owners.has(schoolKey(word)) || others.has(schoolKey(word));
  const unplaced = new Map<string, UnplacedWord>();
  let unplacedRows = 0;
  let otherRows = 0;

  const countUnplaced = (word: string, claimedBy: number): void => {
    const printed = word === '' ? '' : printableWord(word);
    const key = unplaced.has(printed) || unplaced.size < MOST_WORDS ? printed : '…';
    const known = unplaced.get(key);
    unplaced.set(key, { word: key, rows: (known?.rows ?? 0) + 1, claimedBy: Math.max(known?.claimedBy ?? 0, claimedBy) });
    unplacedRows += 1;
  };

  return {
    place(texts) {
      const words = texts.flatMap((text) => wordsOf(cleanText(text), isKnown));
      const ids = new Set<string>();
      let unknown: { word: string; claimedBy: number } | null = null;
      for (const word of words) {
        const key = schoolKey(word);
        const claimed = owners.get(key) ?? [];
        if (claimed.length === 1) ids.add(claimed[0]!);
        else if (!others.has(key)) unknown ??= { word, claimedBy: claimed.length };
      }
      if (ids.size > 0) return { kind: 'schools', ids: [...ids] };
      if (words.length > 0 && unknown === null) {
        otherRows += 1;
        return { kind: 'other' };
      }
      countUnplaced(unknown?.word ?? '', unknown?.claimedBy ?? 0);
      return { kind: 'unplaced' };
    },
    countUnreadable: () => countUnplaced('', 0),
    unplaced: () => ({ rows: unplacedRows, words: [...unplaced.values()].toSorted((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1)) }),
    get others() {
      return otherRows;
    },
  };
}

/** A person may be at two schools: `101; 205`. A name with such a sign is one name if it is known as one. */
function wordsOf(text: string, isKnown: (word: string) => boolean): string[] {
  if (text === '') return [];
  if (isKnown(text) || !/[;|]/.test(text)) return [text];
  return text
    .split(/[;|]/)
    .map((part) => cleanText(part))
    .filter((part) => part !== '');
}

function printableWord(word: string): string {
  const line = oneLine(word, 60);
  return line === '' || looksLikeData(line) ? '…' : line;
}
