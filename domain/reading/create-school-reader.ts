import type { Category } from '../category.js';
import { cleanText } from './clean-text.js';
import { LONGEST_WORD } from './create-word-tally.js';
import type { ReadWord } from './file-account.js';
import { schoolKey } from './school-key.js';

/** `other`: the row is of another school. `unsaid`: the school is known by its words, and the row has none. */
export type RowSchool = 'own' | 'other' | 'unsaid';

/** Reads the columns that say of which school a row is: its number, its name, or both. */
export type SchoolReader = {
  readonly columns: readonly { from: readonly number[]; header: string }[];
  /** Forgets the row before. */
  begin(): void;
  /** A cell that is not blank. */
  read(column: number, text: string): void;
  /** Which school the current row belongs to, by all its cells: one word of this school is enough, because a person may be at two schools. */
  end(): RowSchool;
  /** Reverts what was read from the current row, because it turned out to have no person. */
  forget(): void;
  /** Counts the current row, which is usable and does not name its school. */
  countUnsaid(category: Category): void;
  words(): ReadWord[];
};

/** `ownSchool`: the words that mean this school; none: not known yet. `schools`: names by id; units without an entry are not schools. */
export type SchoolContext = { ownSchool: readonly string[]; schools: ReadonlyMap<string, string> };

/** `alone`: how many rows name this school and no other. */
type Word = { word: string; own: boolean; rows: number; ownRows: number; alone: number };

/** More different schools than a file really lists: beyond this they are counted together. */
const MOST_SCHOOLS = 500;
const MOST_CELLS = 10_000;

export function createSchoolReader(headers: readonly { column: number; header: string }[], { ownSchool, schools }: SchoolContext): SchoolReader {
  const own: ReadonlySet<string> = new Set(ownSchool.map((word) => schoolKey(cleanText(word))));
  const columns = headers.map(({ column, header }) => ({ from: [column], header }));
  const words = columns.map(() => new Map<string, Word>());
  const rowsWith = columns.map(() => 0);
  const cells = columns.map(() => new Map<string, readonly Word[]>());
  const unsaid: Partial<Record<Category, number>> = {};
  let row: { column: number; words: readonly Word[] }[] = [];
  let school: RowSchool = 'own';

  const wordOf = (column: number, text: string): Word | null => {
    const name = schools.get(text);
    // A package says which of its units are schools; districts and departments do not count.
    if (name === undefined && schools.size > 0) return null;
    const spelled = name ?? text;
    const key = schoolKey(spelled);
    const known = words[column]!;
    const named = spelled.length <= LONGEST_WORD * 2 && (known.has(key) || known.size < MOST_SCHOOLS);
    const found = known.get(named ? key : '') ?? {
      word: named ? spelled : '',
      own: own.has(key) || own.has(schoolKey(text)),
      rows: 0,
      ownRows: 0,
      alone: 0,
    };
    known.set(named ? key : '', found);
    return found;
  };
  const wordsOf = (column: number, text: string): readonly Word[] => {
    const known = cells[column]!.get(text);
    if (known !== undefined) return known;
    const parts = [...new Set([text, ...partsOf(text, schools.size > 0 || isListOfIds(columns[column]!.header))])];
    // A name with a comma is one name if it is known as one.
    const read = own.has(schoolKey(text)) || parts.length === 1 ? [text] : parts.slice(1);
    const found = [...new Set(read.flatMap((part) => wordOf(column, part) ?? []))];
    if (cells[column]!.size < MOST_CELLS) cells[column]!.set(text, found);
    return found;
  };
  const count = (sign: 1 | -1): void => {
    for (const { column, words: found } of row) {
      if (found.length > 0) rowsWith[column]! += sign;
      for (const word of found) {
        word.rows += sign;
        if (school === 'own') word.ownRows += sign;
        if (found.length === 1) word.alone += sign;
      }
    }
  };
  /** If all rows name one school, alone or beside others, the file belongs to it. If no row names it alone, it is their district. */
  const isOfOne = (column: number): boolean => {
    const said = [...words[column]!.values()].filter(({ rows }) => rows > 0);
    const shared = said.filter(({ rows }) => rows === rowsWith[column]);
    return shared.length === said.length || shared.some(({ alone }) => alone > 0);
  };

  return {
    columns,
    begin() {
      row = [];
    },
    read(column, text) {
      row.push({ column, words: wordsOf(column, text) });
    },
    end() {
      const found = row.flatMap((cell) => cell.words);
      school = own.size === 0 || found.some((word) => word.own) ? 'own' : found.length > 0 ? 'other' : 'unsaid';
      count(1);
      return school;
    },
    forget() {
      count(-1);
      row = [];
    },
    countUnsaid(category) {
      unsaid[category] = (unsaid[category] ?? 0) + 1;
    },
    words: () => {
      const said = columns.flatMap(({ header }, column): ReadWord[] =>
        [...words[column]!.values()].flatMap(({ word, rows, ownRows }) => {
          if (rows === 0) return [];
          const open = isOfOne(column) ? 'school' : rows === rowsWith[column] ? 'of_all' : 'unknown';
          const reading = own.size === 0 ? open : ownRows > 0 ? 'school' : 'other_school';
          return [{ column: header, of: 'school', word, reading, rows }];
        }),
      );
      const rows = Object.values(unsaid).reduce((sum, number) => sum + number, 0);
      return rows === 0
        ? said
        : [...said, { column: columns[0]!.header, of: 'school', word: '', reading: 'unsaid', rows, categories: { ...unsaid } }];
    },
  };
}

/** A person may be at two schools: `101; 205`, and in a list of ids `101,205`. */
function partsOf(text: string, atComma: boolean): string[] {
  return text
    .split(atComma ? /[,;|]/ : /[;|]/)
    .map((part) => cleanText(part))
    .filter((part) => part !== '');
}

function isListOfIds(header: string): boolean {
  return /sourcedids?$/i.test(header);
}
