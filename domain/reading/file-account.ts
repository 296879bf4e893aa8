import type { Category } from '../category.js';
import type { PersonField } from '../person.js';
import { looksLikeData, printableColumn } from '../report/printable-column.js';
import { oneLine } from '../report/one-line.js';
import type { RolloverView } from '../sync.js';
import { LEFT_OUT_RULES, type ColumnMapping } from './types.js';

/** Everything in a file ends as one of these (docs/product.md, "What is not understood is never silent"). */
export const ACCOUNT_USES = ['USED', 'LEFT_OUT', 'UNKNOWN'] as const;
export type AccountUse = (typeof ACCOUNT_USES)[number];

/**
 * One item in a file. `what`: the field that it is read as, the rule that leaves it out, or what it could be. `rows`: how many
 * rows have it. `setting`: the one that settles it, if it is not known. Never a person's cell: only headers, words of columns
 * with few different words, and counts.
 */
export type AccountEntry = { name: string; what: string; use: AccountUse; rows: number; setting: string | null };

/** `categories`: for an unknown status, how many usable rows of each category have it. */
export type WordEntry = AccountEntry & { column: string; categories?: Partial<Record<Category, number>> };

export type FileAccount = { columns: AccountEntry[]; words: WordEntry[]; sheets: AccountEntry[]; lines: AccountEntry[] };

export type AccountKind = keyof FileAccount;

/** One thing in a file and what became of it, with its words in the reader's language; `column` only of words. */
export type AccountEntryView = AccountEntry & { message: string; column?: string };
/**
 * What a file held. `missing`: the fields that it was rejected for, because no column is read as one of them. `sis`: the system that it looks like; null: none that is known, or it was not read. `rollover`: the new school
 * year that it begins.
 */
export type AccountView = { sis: { id: string; name: string } | null; rollover: RolloverView | null; missing: PersonField[] } & Record<
  AccountKind,
  AccountEntryView[]
>;

export const NO_ACCOUNT: FileAccount = { columns: [], words: [], sheets: [], lines: [] };

/** The columns of which each word is accounted for. `name`: what stands there and names nobody; `row`: how a row is marked. */
export type ClosedColumn = 'status' | 'date' | 'name' | 'row' | 'grade' | 'role' | 'title' | 'school';

/** One word of such a column, as the row reader counted it; '' stands for what is no word. */
export type ReadWord = {
  column: string;
  of: ClosedColumn;
  word: string;
  /** `present`, `gone` …, a grade, a role; `unknown`, `several`, `unsaid`, `contradicted` and `reason` decide nothing. */
  reading: string;
  rows: number;
  categories?: Partial<Record<Category, number>>;
};

/** More words than these are not a vocabulary: they are counted, and not listed. */
const MOST_WORDS = 60;
/** A column with this many unknown words is not a closed column, and its texts may be personal data. */
const MOST_UNKNOWN_WORDS = 25;

/** What became of each column. `filled`: in how many rows it has a value, where that was counted; `rows`: of the file. */
export function accountColumns(columns: readonly ColumnMapping[], filled: (index: number) => number | null, rows: number): AccountEntry[] {
  return columns.map(({ header, field, why }, index) => {
    const name = printableColumn(header) ?? '…';
    const counted = filled(index) ?? rows;
    if (field !== null) return { name, what: field, use: 'USED', rows: counted, setting: null };
    if (USED_WITHOUT_FIELD.has(why)) return { name, what: why, use: 'USED', rows: counted, setting: null };
    if (why !== 'unknown') return { name, what: why, use: 'LEFT_OUT', rows: counted, setting: null };
    return counted === 0 && rows > 0
      ? { name, what: 'empty', use: 'LEFT_OUT', rows: 0, setting: null }
      : { name, what: 'unknown', use: 'UNKNOWN', rows: counted, setting: 'maps.headers' };
  });
}

const USED_WITHOUT_FIELD: ReadonlySet<string> = new Set([
  'whole_names',
  'status',
  'entry_date',
  'exit_date',
  'exit_reason',
  'job_title',
  'school',
  'grade_order',
]);

/** What became of each word of the closed columns: those that are not known first, then the most frequent. */
export function accountWords(words: readonly ReadWord[]): WordEntry[] {
  const unknownOf = new Map<string, number>();
  for (const { column, reading } of words) if (isUnknown(reading)) unknownOf.set(column, (unknownOf.get(column) ?? 0) + 1);
  const entries = new Map<string, WordEntry>();
  for (const { column, of, word, reading, rows, categories } of words) {
    const unknown = isUnknown(reading);
    const open = unknown && (unknownOf.get(column) ?? 0) > MOST_UNKNOWN_WORDS;
    const entry: WordEntry = {
      name: open ? '…' : printableWord(word),
      what: `${of}.${reading}`,
      use: unknown ? 'UNKNOWN' : LEAVES_OUT.has(reading) ? 'LEFT_OUT' : 'USED',
      rows,
      setting: unknown && reading !== 'unsaid' ? SETTING_OF[of] : null,
      column: printableColumn(column) ?? '…',
      ...(categories === undefined ? {} : { categories }),
    };
    const key = JSON.stringify([entry.column, entry.name.toLowerCase(), entry.what]);
    const before = entries.get(key);
    entries.set(key, before === undefined ? entry : together(before, entry));
  }
  const sorted = [...entries.values()].sort(
    (left, right) => Number(right.use === 'UNKNOWN') - Number(left.use === 'UNKNOWN') || right.rows - left.rows || (left.name < right.name ? -1 : 1),
  );
  const rest = new Map<string, WordEntry>();
  for (const entry of sorted.slice(MOST_WORDS)) {
    const other: WordEntry = { ...entry, name: '…', what: entry.what.split('.')[0]! };
    const key = JSON.stringify([other.column, other.use]);
    const before = rest.get(key);
    rest.set(key, before === undefined ? other : together(before, other));
  }
  return [...sorted.slice(0, MOST_WORDS), ...rest.values()];
}

const LEAVES_OUT: ReadonlySet<string> = new Set([
  'gone',
  'not_yet',
  'left_out',
  'not_rostered',
  'none',
  'not_a_role',
  'date',
  'other_school',
  'of_all',
]);
const SETTING_OF: Record<ClosedColumn, string> = {
  status: 'maps.statuses',
  date: 'maps.headers',
  name: 'maps.statuses',
  row: 'maps.statuses',
  grade: 'maps.grades',
  role: 'maps.roles',
  title: 'maps.roles',
  school: 'ownSchool',
};

const UNKNOWN: ReadonlySet<string> = new Set(['unknown', 'several', 'unsaid', 'contradicted', 'reason']);

function isUnknown(reading: string): boolean {
  return UNKNOWN.has(reading);
}

function together(left: WordEntry, right: WordEntry): WordEntry {
  const categories = { ...left.categories };
  for (const [category, rows] of Object.entries(right.categories ?? {}))
    categories[category as Category] = (categories[category as Category] ?? 0) + rows;
  return { ...left, rows: left.rows + right.rows, ...(Object.keys(categories).length === 0 ? {} : { categories }) };
}

/** A word as it may be listed; `…` if it looks like personal data. */
function printableWord(word: string): string {
  const line = oneLine(word, 60);
  return line === '' || looksLikeData(line) ? '…' : line;
}

/** What becomes of a sheet of a workbook, or a file of an archive. `list_unsaid` is read, and waits for the school's answer; `other_list` is not. */
export type SheetFate =
  | 'list'
  | 'list_unsaid'
  | 'other_list'
  | 'leavers'
  | 'to_come'
  | 'other_category'
  | 'school_map'
  | 'not_a_list'
  | 'hidden'
  | 'chart'
  | 'empty';

/** What became of a sheet, or a file of an archive; `rows` are counted as they are read. */
export function accountSheet(name: string, what: SheetFate): AccountEntry {
  const use = what === 'list' ? 'USED' : what === 'list_unsaid' || what === 'other_list' ? 'UNKNOWN' : 'LEFT_OUT';
  return { name: printableWord(name), what, use, rows: 0, setting: use === 'UNKNOWN' ? 'maps.sheets' : null };
}

/** What became of the lines below the header; all together they are the lines of the file. */
export function accountLines(lines: Readonly<Record<LineFate, number>>): AccountEntry[] {
  return LINE_FATES.flatMap((what) =>
    lines[what] > 0 ? [{ name: '', what, use: USE_OF_LINE[what], rows: lines[what], setting: SETTING_OF_LINE[what] ?? null }] : [],
  );
}

export const LINE_FATES = [
  'people',
  'status_unknown',
  'school_unsaid',
  'repeated',
  ...LEFT_OUT_RULES,
  'nobody',
  'row_error',
  'conflict',
  'file_rejected',
] as const;
export type LineFate = (typeof LINE_FATES)[number];

export const NO_LINES = Object.fromEntries(LINE_FATES.map((fate) => [fate, 0])) as Record<LineFate, number>;

const USE_OF_LINE: Record<LineFate, AccountUse> = {
  people: 'USED',
  status_unknown: 'UNKNOWN',
  school_unsaid: 'UNKNOWN',
  repeated: 'LEFT_OUT',
  gone: 'LEFT_OUT',
  not_yet: 'LEFT_OUT',
  left_out: 'LEFT_OUT',
  commented_out: 'LEFT_OUT',
  vacant: 'UNKNOWN',
  not_rostered: 'LEFT_OUT',
  other_school: 'LEFT_OUT',
  nobody: 'LEFT_OUT',
  row_error: 'LEFT_OUT',
  conflict: 'LEFT_OUT',
  file_rejected: 'LEFT_OUT',
};
const SETTING_OF_LINE: Partial<Record<LineFate, string>> = { status_unknown: 'maps.statuses', vacant: 'maps.statuses' };

/** The account after the plan has found rows that contradict the roster: those were not used after all. */
export function withConflicts(account: FileAccount, conflicts: number): FileAccount {
  if (conflicts === 0) return account;
  const lines = { ...NO_LINES };
  for (const { what, rows } of account.lines) lines[what as LineFate] += rows;
  const ofPeople = Math.min(lines.people, conflicts);
  const ofUnknown = Math.min(lines.status_unknown, conflicts - ofPeople);
  const ofUnsaid = Math.min(lines.school_unsaid, conflicts - ofPeople - ofUnknown);
  return {
    ...account,
    lines: accountLines({
      ...lines,
      people: lines.people - ofPeople,
      status_unknown: lines.status_unknown - ofUnknown,
      school_unsaid: lines.school_unsaid - ofUnsaid,
      conflict: ofPeople + ofUnknown + ofUnsaid,
    }),
  };
}
