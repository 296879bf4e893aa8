import type { Category } from '../category.js';
import type { StatusAnswer } from '../settings.js';
import type { Sis } from '../sis/sis.js';
import type { PresenceField } from './field-aliases.js';
import { createWordTally, type WordTally } from './create-word-tally.js';
import type { ReadWord } from './file-account.js';
import { headerKey, headerKeys } from './normalise-header.js';
import { readDay } from './read-day.js';
import { readStatus, STATUS_WORDS, statusBook, statusKey, YES_IS_GONE, YES_IS_PRESENT, type StatusBook, type StatusMeaning } from './read-status.js';

/**
 * `name`: a note beside a name, such as “(withdrawn)” (note-in-name.ts). `vacancy`: a word in place of a name, such as “Vacant”
 * (vacancy-in-name.ts). `struck`: the row is struck out. The school has to say what these mean.
 */
type PresenceColumn = {
  field: PresenceField | 'name' | 'vacancy' | 'struck';
  /** Its place in the row, as a list of one. */ from: readonly number[];
  header: string;
};

export type PresenceReader = {
  readonly columns: readonly PresenceColumn[];
  /** Forgets the row before. */
  begin(): void;
  /** A cell that is not blank, or what was written beside a name. */
  read(column: number, text: string): void;
  /** Whether a word says, by the school's words or those of all systems, that a person is or is not at the school. */
  isWord(text: string): boolean;
  /**
   * What all cells of the row say together: gone beats unknown, and unknown beats left out or not here yet. If one
   * column says gone and another that the person is here, the result is unknown: one of the two is out of date.
   */
  end(): StatusMeaning;
  /** Reverts what was read from the current row, because it turned out to have no person. */
  forget(): void;
  /** Counts the current row, which is usable, with its unknown words. */
  countUnknown(category: Category): void;
  words(): ReadWord[];
};

/** The basis for judging a file: the system that wrote it, the school's own words, the day, and the country (for 3/4/2026). */
export type PresenceContext = {
  sis: Sis;
  statuses: Record<string, StatusAnswer>;
  /** The school’s words for headers. */ headers: Record<string, string>;
  day: string;
  country: 'US' | 'CA';
};

/** Reads the columns that say whether a person is at the school. Blank cells say nothing; a row without any statement is present. */
export function createPresenceReader(columns: readonly PresenceColumn[], context: PresenceContext): PresenceReader {
  const tallies = columns.map((column) => createTally(column, context));
  const unknown = new Map<string, Partial<Record<Category, number>>>();
  let meaning: StatusMeaning = 'present';
  /** The columns of the row at hand that are not blank. */
  const read = new Int32Array(columns.length);
  let readCount = 0;
  /** The column and the word that is not known. */
  let unknownColumn = -1;
  let unknownKey = '';
  const ofPerson = columns.map((column) => isOfPerson(column));
  // Beside a name, gone is what the school itself has said of the word.
  const mayBeOld = columns.map((column, place) => ofPerson[place]! && !(column.field in OF_WORD) && !isDateOfSchool(column, context.headers));
  const saysHere = columns.map(({ field }, column) => ofPerson[column]! && (field === 'status' || field === 'enabled'));
  let isHere = false;
  let goneColumn = -1;
  /** Of each column, the rows in which it says gone and another one that the person is here. */
  const contradicted = new Int32Array(columns.length);
  const books: StatusBook[] = [bookOfSchool(context), statusBook(context.sis.statuses ?? {}), STATUS_WORDS];
  return {
    columns,
    isWord: (text) => readStatus(text, books) !== 'unknown',
    begin() {
      meaning = 'present';
      unknownColumn = -1;
      isHere = false;
      goneColumn = -1;
      readCount = 0;
    },
    forget() {
      for (let index = 0; index < readCount; index += 1) tallies[read[index]!]!.forgetLast();
      if (isHere && goneColumn !== -1) contradicted[goneColumn]! -= 1;
    },
    read(column, text) {
      read[readCount] = column;
      readCount += 1;
      const found = tallies[column]!.read(text);
      if (found === 'present' && saysHere[column]!) isHere = true;
      if (found === 'gone' && mayBeOld[column]! && goneColumn === -1) goneColumn = column;
      if (found === 'present' || PRECEDENCE[found] <= PRECEDENCE[meaning]) return;
      meaning = found;
      if (found !== 'unknown') return;
      unknownColumn = column;
      unknownKey = isUntold(columns[column]!.field) ? '' : statusKey(text);
    },
    end() {
      if (!isHere || goneColumn === -1) return meaning;
      contradicted[goneColumn]! += 1;
      unknownColumn = goneColumn;
      unknownKey = CONTRADICTED;
      return 'unknown';
    },
    countUnknown(category) {
      const key = `${unknownColumn} ${unknownKey}`;
      const counts = unknown.get(key) ?? {};
      counts[category] = (counts[category] ?? 0) + 1;
      if (unknown.size < MOST_COUNTED) unknown.set(key, counts);
    },
    words: () =>
      columns.flatMap(({ field, header }, column) => {
        const words = tallies[column]!.words();
        // Dates and reasons are not words: only those that decide nothing are reported, without their text.
        const told = isUntold(field) ? words.filter(({ reading }) => reading === 'unknown').map((word) => ({ ...word, word: '' })) : words;
        const counted = (key: string): Pick<ReadWord, 'categories'> => {
          const categories = unknown.get(`${column} ${key}`);
          return categories === undefined ? {} : { categories };
        };
        const read = merged(told).map(({ word, reading, rows }): ReadWord => {
          const categories = reading === 'unknown' ? counted(statusKey(word)) : {};
          if (field === 'exitReason') return { column: header, of: 'date', word, reading: 'reason', rows, ...categories };
          return { column: header, of: isDate(field) ? 'date' : (OF_WORD[field] ?? 'status'), word, reading, rows, ...categories };
        });
        const rows = contradicted[column]!;
        return rows === 0 ? read : [...read, { column: header, of: 'date', word: '', reading: 'contradicted', rows, ...counted(CONTRADICTED) }];
      }),
  };
}

/** Not columns of their own. */
const OF_WORD: Readonly<Record<string, 'status' | 'name' | 'row'>> = { name: 'status', vacancy: 'name', struck: 'row' };

const PRECEDENCE: Record<StatusMeaning, number> = { present: 0, not_yet: 1, left_out: 2, unknown: 3, gone: 4 };
const MEANING_OF: Record<StatusAnswer, StatusMeaning> = { PRESENT: 'present', GONE: 'gone', IGNORE: 'left_out' };
const MOST_COUNTED = 500;
/** Stands in for a word; no word has this key. */
const CONTRADICTED = '\u0000';

function isDate(field: PresenceColumn['field']): boolean {
  return field === 'entryDate' || field === 'exitDate';
}

/** Columns whose texts are not words of a vocabulary: an account tells how many rows have them, and never their text. */
function isUntold(field: PresenceColumn['field']): boolean {
  return isDate(field) || field === 'exitReason';
}

/** The school has said that this is the date on which people leave: it counts, whatever a status says. */
function isDateOfSchool({ field, header }: PresenceColumn, headers: Record<string, string>): boolean {
  return field === 'exitDate' && Object.entries(headers).some(([text, meaning]) => meaning === 'exitDate' && headerKey(text) === headerKey(header));
}

/** An account may stay enabled long after its person has left; but without an account, the person is gone, whatever other columns say. */
function isOfPerson({ header }: PresenceColumn): boolean {
  return !/account|user|enabled|login|compte/.test(headerKeys(header).join(' '));
}

/** Words with one key, such as `Xyz` and `XYZ.`, are one word. */
function merged<Word extends { word: string; reading: StatusMeaning; rows: number }>(words: readonly Word[]): Word[] {
  const byKey = new Map<string, Word>();
  for (const word of words) {
    const key = `${word.reading} ${statusKey(word.word)}`;
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? word : { ...before, rows: before.rows + word.rows });
  }
  return [...byKey.values()];
}

function bookOfSchool({ statuses }: PresenceContext): StatusBook {
  return new Map(Object.entries(statuses).map(([word, meaning]) => [statusKey(word), MEANING_OF[meaning]] as const));
}

function createTally({ field, header }: PresenceColumn, context: PresenceContext): WordTally<StatusMeaning> {
  const { sis, day } = context;
  const school = bookOfSchool(context);
  const order = sis.dates ?? (context.country === 'US' ? 'month_first' : null);
  const ofColumn = headerKeys(header).flatMap((key) => {
    const words = sis.statusColumns?.[key];
    return words === undefined ? [] : [statusBook(words)];
  });
  const ofSis = statusBook(sis.statuses ?? {});
  switch (field) {
    case 'name': {
      const general = [ofSis, STATUS_WORDS];
      // A note beside a name may be old: only the school can say whether it means gone.
      return createWordTally((text) => {
        const said = readStatus(text, [school]);
        if (said !== 'unknown') return said;
        return readStatus(text, general) === 'present' ? 'present' : 'unknown';
      });
    }
    case 'vacancy':
    case 'struck':
      return createWordTally((text) => readStatus(text, [school]));
    case 'status':
      return createWordTally((text) => readStatus(text, [school, ...ofColumn, ofSis, STATUS_WORDS]));
    case 'enabled':
      return createWordTally((text) => readStatus(text, [YES_IS_PRESENT, school, ...ofColumn, ofSis, STATUS_WORDS]));
    case 'deleted':
      return createWordTally((text) => {
        const books = [YES_IS_GONE, school, ...ofColumn, ofSis, STATUS_WORDS];
        const word = readStatus(text, books);
        if (word !== 'unknown') return word;
        return dateMeans(text, order, (date) => (date <= day ? 'gone' : 'present'));
      });
    case 'exitReason':
      // What a code means differs from system to system, and the reason may be an old one: only the school can say whether it counts.
      return createWordTally((text) => (NO_REASON.has(statusKey(text)) ? 'present' : 'unknown'));
    case 'exitDate':
      return createWordTally((text) => dateMeans(text, order, (date) => (date < day ? 'gone' : 'present')));
    case 'entryDate':
      return createWordTally((text) => dateMeans(text, order, (date) => (date > day ? 'not_yet' : 'present')));
  }
}

/** What stands in a column of reasons for somebody who has not left. */
const NO_REASON = statusBook({
  present: 'none, n/a, na, not applicable, 0, 00, 000, -, --, ., active, enrolled, current, null, aucun, aucune, s/o, sans objet, actif',
});

function dateMeans(text: string, order: 'month_first' | 'day_first' | null, judge: (day: string) => StatusMeaning): StatusMeaning {
  const reading = readDay(text, order);
  if (reading.kind === 'none') return 'present';
  if (reading.kind === 'unknown') return 'unknown';
  const [meaning, ...others] = new Set(reading.days.map((date) => judge(date)));
  return others.length === 0 ? meaning! : 'unknown';
}
