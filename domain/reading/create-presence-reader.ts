import type { Category } from '../category.js';
import type { StatusAnswer } from '../settings.js';
import type { Sis } from '../sis/sis.js';
import type { PresenceField } from './field-aliases.js';
import { createWordTally, type WordTally } from './create-word-tally.js';
import type { ReadWord } from './file-account.js';
import { headerKeys } from './normalise-header.js';
import { readDay } from './read-day.js';
import { readStatus, STATUS_WORDS, statusBook, statusKey, YES_IS_GONE, YES_IS_PRESENT, type StatusBook, type StatusMeaning } from './read-status.js';

type PresenceColumn = { field: PresenceField; /** Its place in the row, as a list of one. */ from: readonly number[]; header: string };

export type PresenceReader = {
  readonly columns: readonly PresenceColumn[];
  /** Forgets the row before. */
  begin(): void;
  /** A cell that is not blank. */
  read(column: number, text: string): void;
  /** What all cells of the row say together: gone beats what is not known, and that beats what is left out or not here yet. */
  end(): StatusMeaning;
  /** Takes back what was read of the row at hand: it is of nobody. */
  forget(): void;
  /** Counts the row at hand, which is usable, with what is not known of it. */
  countUnknown(category: Category): void;
  words(): ReadWord[];
};

/** What a file is judged by: the system that wrote it, the school's own words, the day, and the country that decides about 3/4/2026. */
export type PresenceContext = { sis: Sis; statuses: Record<string, StatusAnswer>; day: string; country: 'US' | 'CA' };

/** Reads the columns that say whether somebody is there. Blank cells say nothing; a row about which nothing is said is present. */
export function createPresenceReader(columns: readonly PresenceColumn[], context: PresenceContext): PresenceReader {
  const tallies = columns.map((column) => createTally(column, context));
  const unknown = new Map<string, Partial<Record<Category, number>>>();
  let meaning: StatusMeaning = 'present';
  /** The columns of the row at hand that are not blank. */
  const read = new Int32Array(columns.length);
  let readCount = 0;
  /** The column and the word that is not known. */
  let unknownColumn = -1;
  let unknownWord = '';
  return {
    columns,
    begin() {
      meaning = 'present';
      unknownColumn = -1;
      readCount = 0;
    },
    forget() {
      for (let index = 0; index < readCount; index += 1) tallies[read[index]!]!.forgetLast();
    },
    read(column, text) {
      read[readCount] = column;
      readCount += 1;
      const found = tallies[column]!.read(text);
      if (found === 'present' || PRECEDENCE[found] <= PRECEDENCE[meaning]) return;
      meaning = found;
      if (found !== 'unknown') return;
      unknownColumn = column;
      unknownWord = isDate(columns[column]!.field) ? '' : text;
    },
    end: () => meaning,
    countUnknown(category) {
      const key = `${unknownColumn} ${statusKey(unknownWord)}`;
      const counts = unknown.get(key) ?? {};
      counts[category] = (counts[category] ?? 0) + 1;
      if (unknown.size < MOST_COUNTED) unknown.set(key, counts);
    },
    words: () =>
      columns.flatMap(({ field, header }, column) => {
        const words = tallies[column]!.words();
        // Dates are no words: only those that cannot be read are told, and without their text.
        const told = isDate(field) ? words.filter(({ reading }) => reading === 'unknown').map((word) => ({ ...word, word: '' })) : words;
        return merged(told).map(({ word, reading, rows }): ReadWord => {
          const categories = reading === 'unknown' ? unknown.get(`${column} ${statusKey(word)}`) : undefined;
          return { column: header, of: isDate(field) ? 'date' : 'status', word, reading, rows, ...(categories === undefined ? {} : { categories }) };
        });
      }),
  };
}

const PRECEDENCE: Record<StatusMeaning, number> = { present: 0, not_yet: 1, left_out: 2, unknown: 3, gone: 4 };
const MEANING_OF: Record<StatusAnswer, StatusMeaning> = { PRESENT: 'present', GONE: 'gone', IGNORE: 'left_out' };
const MOST_COUNTED = 500;

function isDate(field: PresenceField): boolean {
  return field === 'entryDate' || field === 'exitDate';
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

function createTally({ field, header }: PresenceColumn, context: PresenceContext): WordTally<StatusMeaning> {
  const { sis, day } = context;
  const school: StatusBook = new Map(Object.entries(context.statuses).map(([word, meaning]) => [statusKey(word), MEANING_OF[meaning]] as const));
  const order = sis.dates ?? (context.country === 'US' ? 'month_first' : null);
  const ofColumn = headerKeys(header).flatMap((key) => {
    const words = sis.statusColumns?.[key];
    return words === undefined ? [] : [statusBook(words)];
  });
  const ofSis = statusBook(sis.statuses ?? {});
  switch (field) {
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
    case 'exitDate':
      return createWordTally((text) => dateMeans(text, order, (date) => (date < day ? 'gone' : 'present')));
    case 'entryDate':
      return createWordTally((text) => dateMeans(text, order, (date) => (date > day ? 'not_yet' : 'present')));
  }
}

function dateMeans(text: string, order: 'month_first' | 'day_first' | null, judge: (day: string) => StatusMeaning): StatusMeaning {
  const reading = readDay(text, order);
  if (reading.kind === 'none') return 'present';
  if (reading.kind === 'unknown') return 'unknown';
  const [meaning, ...others] = new Set(reading.days.map((date) => judge(date)));
  return others.length === 0 ? meaning! : 'unknown';
}
