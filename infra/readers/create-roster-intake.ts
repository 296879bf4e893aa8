import { CATEGORIES, type Category } from '../../domain/category.js';
import { categoryOfFileName } from '../../domain/reading/category-of-file-name.js';
import { textOfCell, textsOfCells, type Cells } from '../../domain/reading/cells.js';
import { NOTHING_FOLDED, type FoldResult } from '../../domain/reading/create-row-fold.js';
import { createRowReader, type RowEnding, type RowReader } from '../../domain/reading/create-row-reader.js';
import { createCellExtension } from '../../domain/reading/create-cell-extension.js';
import type { SheetHeader } from '../../domain/reading/choose-sheets.js';
import type { FoundHeader, Understanding } from '../../domain/reading/find-header.js';
import { PRESENCE_FIELDS } from '../../domain/reading/field-aliases.js';
import { openHeader } from '../../domain/reading/open-header.js';
import { understoodColumns } from '../../domain/reading/open-roster.js';
import { otherSchools } from '../../domain/reading/schools-of-file.js';
import { HIDDEN, isStruckOut } from '../../domain/reading/row-marks.js';
import { SPLIT_HEADERS, splitName } from '../../domain/reading/split-names.js';
import { readVacancy } from '../../domain/reading/vacancy-in-name.js';
import {
  accountColumns,
  accountLines,
  accountWords,
  NO_ACCOUNT,
  NO_LINES,
  type AccountEntry,
  type LineFate,
} from '../../domain/reading/file-account.js';
import { absentFields, mergeColumns, placesInSheets, toldInSheets } from '../../domain/reading/merge-sheets.js';
import { isFutureList, isLeaversList, wordOfChangesList } from '../../domain/reading/is-leavers-list.js';
import { isSecondHeader } from '../../domain/reading/is-second-header.js';
import { namesPeople } from '../../domain/reading/names-people.js';
import { remarksOnUnknown } from '../../domain/reading/remarks-on-unknown.js';
import {
  LEFT_OUT_RULES,
  type FileReading,
  type RosterRejection,
  type RosterShape,
  type RosterSummary,
  type RowReading,
} from '../../domain/reading/types.js';
import { tidyText, type Habit } from '../../domain/reading/tidy-text.js';
import { lineOfSheet } from '../../domain/reading/sheet-lines.js';
import { companionOf } from '../../domain/reading/companion-of.js';
import { COMPANION_FILE, type FileRejectionCode, type Problem, type ProblemParams, type RowProblemCode } from '../../domain/problem.js';
import { createPhoneParser } from './create-phone-parser.js';
import { originalLine } from './original-line.js';
import type { ReadingLimits, ReadRosterOptions } from './read-roster.js';
import { ReadingOutlet } from './reading-outlet.js';

export type RosterIntake = {
  readonly reading: FileReading;
  /** How well a line is understood as the header; `added` as in `header`. */
  understand(texts: readonly string[], added?: readonly string[]): Understanding;
  /** How well a line is understood as the header of a sheet, and whether people stand below it. */
  studySheet(texts: readonly string[], line: number): SheetHeader;
  /**
   * Takes the header; false: the file is rejected, ask `rejection`.
   * @param added headers of the cells that stand in front of each row and are not of this file
   */
  header(texts: readonly string[], line: number, added?: readonly string[]): boolean;
  /** Takes the headers of the sheets that are read as one list; as `header`. `sheet`: its place among the entries of `sheets`. */
  openSheets(sheets: readonly { sheet: number; name: string; header: FoundHeader }[]): boolean;
  /** The next rows are of this one of them. */
  sheet(place: number): void;
  /** How many rows a sheet has that is not read. */
  countSheet(sheet: number, rows: number): void;
  /** `marks`: how it looks in a workbook (row-marks.ts). */
  row(cells: Cells, line: number, ending: RowEnding, marks?: number): void;
  damaged(reason: 'broken_quotes' | 'line_too_long', line: number): void;
  /** The file was cut inside its last line. */
  markCut(): void;
  /** The file says itself that it does not list everybody. */
  markPartial(): void;
  /** The schools that an archive lists, by their ids. */
  knowSchools(schools: ReadonlyMap<string, string>): void;
  /** What became of the sheets of a workbook, or the files of an archive. */
  sheets(entries: readonly AccountEntry[]): void;
  /** Something odd about the file as a whole. */
  remark(code: RowProblemCode, params: ProblemParams): void;
  /** Null until something was found for which the whole file is rejected. */
  readonly rejection: RosterRejection | null;
  reject(code: FileRejectionCode, params: ProblemParams): RosterRejection;
  /** Hands on what has gathered. */
  flush(): Promise<void>;
  finish(): Promise<RosterSummary | RosterRejection>;
};

/** Gathers what the readers of all formats find: applies the rules of domain/reading, counts, and hands on in batches. */
export function createRosterIntake(options: ReadRosterOptions, limits: ReadingLimits): RosterIntake {
  return new FileIntake(options, limits);
}

class FileIntake implements RosterIntake {
  readonly reading: FileReading;
  rejection: RosterRejection | null = null;

  readonly #options: ReadRosterOptions;
  readonly #limits: ReadingLimits;
  readonly #outlet: ReadingOutlet;
  readonly #covers = new Set<Category>();
  /** The sheets that are read as one list; else the whole file as the only one. */
  #parts: Part[] = [];
  #part: Part | null = null;
  #cutLastLine = false;
  #partial = false;
  #unidentifiedRows = 0;
  /** Rows were left out because their role is not known. */
  #rolesReported = false;
  /** Lines in which no person stands: how many, and the first. */
  #nobody = { lines: 0, first: 0 };
  /** Lines with a sign in front that takes them out: how many, and the first. */
  #commented = { rows: 0, first: 0 };
  /** Rows of a workbook that do not show: how many, and the first. */
  #hidden = { rows: 0, line: 0 };
  /** The line of a heading such as `Withdrawn students`; null: there was none. */
  #absentBelow: number | null = null;
  /** How many rows that cannot be used were looked at for a second header. */
  #unlikeRows = 0;
  #sheets: readonly AccountEntry[] = [];
  #schools: ReadonlyMap<string, string> = new Map();
  readonly #lines = { ...NO_LINES };
  readonly #extend = createCellExtension();

  constructor(options: ReadRosterOptions, limits: ReadingLimits) {
    this.#options = options;
    this.#limits = limits;
    this.#outlet = new ReadingOutlet(options);
    this.reading = nothingRead(options.category ?? categoryOfFileName(options.fileName));
  }

  reject(code: FileRejectionCode, params: ProblemParams): RosterRejection {
    const severity = code === COMPANION_FILE ? 'warning' : 'error';
    const told = placesInSheets(params, this.#namesOfSheets());
    this.reading.problems.push({ line: null, column: null, field: null, code, severity, params: told });
    const hidden = this.#sheets.filter(({ what }) => what === 'hidden').map(({ name }) => `“${name}”`);
    if (WITHOUT_PEOPLE.has(code) && hidden.length > 0)
      this.#remarkOn({
        line: null,
        column: null,
        field: null,
        code: 'hidden_sheets',
        severity: 'warning',
        params: { sheets: hidden.join(', '), count: hidden.length },
      });
    this.rejection = { kind: 'rejected', code, params: told, ...this.reading };
    return this.rejection;
  }

  remark(code: RowProblemCode, params: ProblemParams): void {
    const told = placesInSheets(params, this.#namesOfSheets());
    this.#remarkOn({ line: null, column: null, field: null, code, severity: 'warning', params: told });
  }

  flush(): Promise<void> {
    return this.#outlet.flush();
  }

  markCut(): void {
    this.#cutLastLine = true;
  }

  /** `word`: of the name of the file, by which it lists only changes; '': the archive says so. */
  markPartial(word = ''): void {
    this.#partial = true;
    this.remark('partial_file', { word });
  }

  knowSchools(listed: ReadonlyMap<string, string>): void {
    this.#schools = listed;
  }

  sheets(entries: readonly AccountEntry[]): void {
    this.#sheets = entries;
  }

  understand(texts: readonly string[], added?: readonly string[]): Understanding {
    // Nothing below a line of so many columns is looked at: as the header, it is refused.
    const complete = texts.length > this.#limits.columns || openHeader(texts, this.#options, 1, added).opened.kind === 'shape';
    return { complete, columns: understoodColumns(texts, this.#options.maps.headers) };
  }

  studySheet(texts: readonly string[], line: number): SheetHeader {
    const { opened, wholeNames } = openHeader(texts, this.#options, line);
    return {
      complete: texts.length > this.#limits.columns || opened.kind === 'shape',
      people: namesPeople(opened.fields, wholeNames !== null),
      columns: understoodColumns(texts, this.#options.maps.headers),
      fields: opened.fields,
    };
  }

  header(texts: readonly string[], line: number, added: readonly string[] = []): boolean {
    return this.#open([{ name: null, sheet: this.#sheets.findIndex(({ name }) => name === this.reading.sheet), texts, line, added }]);
  }

  openSheets(list: readonly { sheet: number; name: string; header: FoundHeader }[]): boolean {
    this.reading.sheet = list.map(({ name }) => name).join(', ');
    for (const { header } of list) if (header.titles > 0) this.remark('lines_above_header', { lines: header.titles, header: header.line });
    return this.#open(list.map(({ name, sheet, header }) => ({ name, sheet, texts: header.texts, line: header.line, added: [] })));
  }

  sheet(place: number): void {
    this.#part = this.#parts[place]!;
  }

  countSheet(sheet: number, rows: number): void {
    this.#sheets = this.#sheets.map((entry, index) => (index === sheet ? { ...entry, rows } : entry));
  }

  row(given: Cells, lineThere: number, ending: RowEnding, marks = 0): void {
    if (!this.#countRow()) return;
    const part = this.#part!;
    const { names, reader, shape } = part;
    const line = lineOfSheet(part.place, lineThere);
    part.rows += 1;
    const split = names === null ? null : nameOf(given, names.place, (habit) => reader.habits.note(habit, line, names.place + SPLIT_HEADERS.length));
    const cells = split === null ? given : this.#extend(split.texts, given);
    const result = reader.read(cells, line, ending, part.rows === 1, isStruckOut(marks, part.namesAt));
    this.#countHidden(result, marks, line);
    const isPerson = result.kind === 'valid' || result.kind === 'invalid';
    if (split?.kind === 'unclear' && isPerson && names !== null) this.reject('names_in_one_column', { column: names.column, line });
    if (result.kind === 'invalid' || result.kind === 'nobody') this.#lookForHeadings(result.kind, textsOfCells(given), line);
    else if (result.kind === 'valid' && this.#absentBelow !== null) this.reject('list_of_leavers', { why: 'heading', line: this.#absentBelow });
    if (ending === 'open' && cells.count < shape.columns.length && result.kind !== 'nobody') this.#cutLastLine = true;
    this.#count(result, line);
    this.#options.onRow?.({ cells, line, result, shape });
    if (result.problems.length > 0) this.#report(result.problems, originalLine(cells, shape, part.columns));
  }

  #countHidden({ kind }: RowReading, marks: number, line: number): void {
    if ((marks & HIDDEN) !== 0 && kind !== 'nobody') this.#hidden = { rows: this.#hidden.rows + 1, line: this.#hidden.line || line };
  }

  /** What stands between the rows and says of those below it what no column does. */
  #lookForHeadings(kind: 'invalid' | 'nobody', texts: readonly string[], line: number): void {
    if (kind === 'invalid' && this.#unlikeRows < MOST_LOOKED_AT) {
      this.#unlikeRows += 1;
      if (isSecondHeader(texts, this.#options, line)) this.reject('second_header', { line });
    }
    const [heading, ...others] = texts.filter((text) => text.trim() !== '');
    const isHeading = heading !== undefined && others.length === 0 && heading.trim().split(/\s+/).length <= LONGEST_HEADING;
    if (isHeading && (isLeaversList(heading) || isFutureList(heading)) && !saysWhoIsThere(this.#part!.shape)) this.#absentBelow ??= line;
  }

  damaged(reason: 'broken_quotes' | 'line_too_long', line: number): void {
    if (!this.#countRow()) return;
    if (this.#part !== null) this.#part.rows += 1;
    this.reading.problemRows += 1;
    this.#lines.row_error += 1;
    this.#unidentifiedRows += 1;
    const [code, params]: [RowProblemCode, ProblemParams] =
      reason === 'broken_quotes' ? ['broken_quotes', {}] : ['value_too_long', { limit: this.#limits.lineBytes, field: 'line' }];
    this.#report([{ line, column: null, field: null, code, severity: 'error', params }], null);
  }

  async finish(): Promise<RosterSummary | RosterRejection> {
    const { reading } = this;
    if (this.rejection === null && this.#part === null) this.reject('empty_file', {});
    else if (this.rejection === null && reading.rows === this.#nobody.lines) this.reject('header_only', {});
    await this.#outlet.flush(true);
    if (this.rejection !== null) {
      this.#account({ ...NO_LINES, file_rejected: reading.rows });
      return { ...this.rejection, ...reading };
    }
    if (this.#parts.every(({ reader }) => reader.hasNoRoles)) this.#forgetRole();
    const folded = this.#fold();
    await this.#outlet.flush();
    this.#remarkOnHabits();
    if (this.#nobody.lines > 0) this.remark('line_without_person', this.#nobody);
    if (this.#commented.rows > 0) this.remark('rows_commented_out', this.#commented);
    if (this.#hidden.rows > 0) this.remark('hidden_rows', this.#hidden);
    for (const { reader } of this.#parts) if (reader.parentsEmail.rows > 0) this.remark('parents_email', reader.parentsEmail);
    if (reading.valid === 0) return this.#rejectWithoutRows();
    return this.#summary(folded);
  }

  /** Opens the headers of the parts that are read as one list; false: the file is rejected. */
  #open(list: readonly PartToOpen[]): boolean {
    const { reading } = this;
    const options = this.#options;
    const wide = list.find(({ texts }) => texts.length > this.#limits.columns);
    if (wide !== undefined) {
      this.reject('too_many_columns', { columns: wide.texts.length, limit: this.#limits.columns });
      return false;
    }
    const opened = list.map((one) => openPart(one, { ...options, sheet: one.name ?? reading.sheet }));
    const first = opened[0]!;
    const companion = first.opened.kind === 'rejected' ? companionOf(options.fileName, first.texts) : null;
    if (companion !== null) {
      this.reject(COMPANION_FILE, { file: companion });
      return false;
    }
    const refused = opened.find((one) => one.opened.kind === 'rejected');
    const told = refused === undefined ? opened : [refused];
    const { columns, places } = mergeColumns(told.map((one) => one.opened.columns));
    reading.columns = columns;
    reading.sis = told[0]!.opened.sis;
    reading.fields = [...new Set(told.flatMap((one) => one.opened.fields))];
    for (const problem of told.flatMap((one) => one.opened.problems)) {
      const isTold = reading.problems.some(({ code, params }) => code === problem.code && JSON.stringify(params) === JSON.stringify(problem.params));
      if (!isTold) this.#remarkOn(problem);
    }
    if (refused?.opened.kind === 'rejected') {
      const { code, params } = refused.opened;
      this.reject(code, list.length > 1 ? { ...params, sheet: refused.name! } : params);
      return false;
    }
    for (const [index, part] of opened.entries()) this.#addPart(part, places[index]!);
    this.#part = this.#parts[0]!;
    return true;
  }

  #addPart({ opened: shape, inFront, wholeNames, name, sheet, texts, added }: OpenedPart, columns: readonly number[]): void {
    if (shape.kind !== 'shape') return;
    const names = wholeNames === null ? null : { place: added.length + wholeNames, column: texts[wholeNames]! };
    if (names !== null && this.#parts.length === 0) this.remark('names_split', { column: names.column });
    const reader = createRowReader(
      shape,
      {
        ...this.#options,
        parsePhone: createPhoneParser(this.#options.country),
        addedColumns: inFront.length,
        schools: this.#schools,
        absent: absentFields(shape.fields, this.reading.fields),
      },
      this.#outlet.rows,
    );
    const inName = shape.sources.flatMap((source) => (source.field === 'firstName' || source.field === 'lastName' ? source.columns : []));
    const namesAt = names === null ? inName.map((column) => column - inFront.length) : [names.place];
    this.#parts.push({ place: this.#parts.length, name, sheet, shape, names, namesAt, columns, rows: 0, reader });
  }

  #namesOfSheets(): string[] {
    return this.#parts.map(({ name }) => name ?? '');
  }

  #remarkOnHabits(): void {
    for (const { reader, shape } of this.#parts) {
      for (const habit of reader.habits.remarks(shape.columns.map(({ header }) => header))) {
        this.#remarkOn({ ...habit, params: placesInSheets(habit.params, this.#namesOfSheets()) });
      }
    }
  }

  #remarkOn(problem: Problem): void {
    this.reading.warnings += 1;
    this.reading.problems.push(problem);
  }

  #report(problems: readonly Problem[], original: string | null): void {
    if (problems.some(({ code }) => code === 'unknown_role')) this.#rolesReported = true;
    for (const { severity } of problems) if (severity === 'warning') this.reading.warnings += 1;
    const names = this.#namesOfSheets();
    this.#outlet.report(
      problems.map((problem) => toldInSheets(problem, names)),
      original,
    );
  }

  /** False: the file is rejected, and the row is not looked at. */
  #countRow(): boolean {
    if (this.rejection !== null) return false;
    if (this.reading.rows >= this.#limits.rows) {
      this.reject('too_many_rows', { limit: this.#limits.rows });
      return false;
    }
    this.reading.rows += 1;
    return true;
  }

  #count(result: RowReading, line: number): void {
    switch (result.kind) {
      case 'valid':
        this.reading.valid += 1;
        this.#lines.people += 1;
        this.#covers.add(result.category);
        return;
      case 'invalid':
        this.reading.problemRows += 1;
        this.#lines.row_error += 1;
        if (!result.identified) this.#unidentifiedRows += 1;
        if (result.mention !== null) this.#outlet.mention(result.mention);
        return;
      case 'nobody':
        this.#lines.nobody += 1;
        this.#nobody = { lines: this.#nobody.lines + 1, first: this.#nobody.lines === 0 ? line : this.#nobody.first };
        return;
      case 'skipped':
        this.#lines[result.rule] += 1;
        if (result.rule === 'commented_out') this.#commented = { rows: this.#commented.rows + 1, first: this.#commented.first || line };
        if (result.mention !== null) this.#outlet.mention(result.mention);
        return;
    }
  }

  /** Folds the rows of one person into one. */
  #fold(): FoldResult {
    const folded = this.#options.areUnlike?.() === true ? NOTHING_FOLDED : this.#outlet.fold.finish();
    this.reading.valid -= folded.contradicting.length;
    this.reading.problemRows += folded.contradicting.length;
    this.#unidentifiedRows += folded.unidentified;
    this.#report(folded.problems, null);
    for (const mention of folded.mentions) this.#outlet.mention(mention);
    return folded;
  }

  /** No row of the file can be used. */
  #rejectWithoutRows(): RosterRejection {
    const { rows } = this.reading;
    this.#account({ ...NO_LINES, file_rejected: rows });
    const leftOut = Object.fromEntries(LEFT_OUT_RULES.flatMap((rule) => (this.#lines[rule] > 0 ? [[rule, this.#lines[rule]]] : [])));
    const onPurpose = this.#lines.left_out + this.#lines.commented_out + this.#lines.vacant + this.#lines.not_rostered;
    if (this.#lines.row_error === 0 && onPurpose > 0) return this.reject('all_rows_left_out', { rows, ...leftOut });
    if (this.#lines.row_error === 0 && this.#lines.other_school > 0) {
      return this.reject('no_rows_of_school', { rows: this.#lines.other_school, schools: otherSchools(this.reading.account.words) });
    }
    return this.#lines.row_error === 0 && this.#lines.gone + this.#lines.not_yet > 0
      ? this.reject('list_of_leavers', { why: 'status' })
      : this.reject('no_valid_rows', { rows });
  }

  #summary(folded: FoldResult): RosterSummary {
    const { reading } = this;
    const word = wordOfChangesList(this.#options.fileName);
    if (word !== null && !this.#partial) this.markPartial(word);
    const repeated = folded.dropLines.length - folded.contradicting.length;
    const people = reading.valid - repeated;
    const unclear = Math.min(sum(this.#parts.map(({ reader }) => reader.statusUnknown)), people);
    const unsaid = Math.min(sum(this.#parts.map(({ reader }) => reader.schoolUnsaid)), people - unclear);
    this.#account({
      ...this.#lines,
      people: people - unclear - unsaid,
      status_unknown: unclear,
      school_unsaid: unsaid,
      repeated,
      row_error: this.#lines.row_error + folded.contradicting.length,
    });
    for (const problem of remarksOnUnknown({ ...reading, rolesReported: this.#rolesReported })) this.#remarkOn(problem);
    const shownByRole = new Set(this.#parts.flatMap(({ reader }) => [...reader.shownByRole]));
    const stands = (category: Category): boolean => standsFor(category, reading.namedCategory, this.#covers, shownByRole);
    return {
      kind: 'read',
      ...reading,
      format: reading.format!,
      coversCategories: CATEGORIES.filter((category) => this.#covers.has(category)),
      standsFor: this.#partial ? [] : CATEGORIES.filter(stands),
      cutLastLine: this.#cutLastLine,
      partial: this.#partial,
      people,
      dropLines: folded.dropLines,
      amendments: folded.amendments,
      unidentifiedRows: this.#unidentifiedRows,
    };
  }

  /** Writes down what became of everything. */
  #account(fates: Readonly<Record<LineFate, number>>): void {
    const { reading } = this;
    reading.account = {
      columns: accountColumns(reading.columns, (index) => filledIn(this.#parts, index), reading.rows),
      words: accountWords(this.#parts.flatMap(({ reader }) => reader.words())),
      sheets: this.#sheets.map((entry, index) => ({ ...entry, rows: this.#parts.find(({ sheet }) => sheet === index)?.rows ?? entry.rows })),
      lines: accountLines(fates),
    };
  }

  /** A column that is called like the role, and has no word of one. */
  #forgetRole(): void {
    const { reading } = this;
    reading.columns = reading.columns.map((column) => (column.field === 'role' ? { ...column, field: null, why: 'not_roles' } : column));
    reading.fields = reading.fields.filter((field) => field !== 'role');
  }
}

type OpenedPart = PartToOpen & Omit<ReturnType<typeof openHeader>, 'added'> & { inFront: readonly string[] };

function openPart(part: PartToOpen, options: Parameters<typeof openHeader>[1]): OpenedPart {
  const { added: inFront, ...header } = openHeader(part.texts, options, part.line, part.added);
  return { ...part, ...header, inFront };
}

function nothingRead(namedCategory: Category | null): FileReading {
  return {
    format: null,
    encoding: null,
    delimiter: null,
    sheet: null,
    columns: [],
    fields: [],
    namedCategory,
    sis: null,
    account: NO_ACCOUNT,
    rows: 0,
    valid: 0,
    problemRows: 0,
    warnings: 0,
    problems: [],
  };
}

type PartToOpen = { name: string | null; sheet: number; texts: readonly string[]; line: number; added: readonly string[] };

/** A sheet, or the whole of a file without any. */
type Part = {
  /** Among the parts. */
  place: number;
  name: string | null;
  /** Its place among all sheets, or the files of an archive; -1: there are none. */
  sheet: number;
  shape: RosterShape;
  reader: RowReader;
  /** The column of whole names that first and last names are split from. */
  names: { place: number; column: string } | null;
  /** The columns of names, as the cells of the file are counted. */
  namesAt: readonly number[];
  /** The place of each of its columns among those of all parts. */
  columns: readonly number[];
  rows: number;
};

/** A file in which all rows are of no use is not looked through to its end. */
const MOST_LOOKED_AT = 1_000;
/** A heading is short; a footnote about those who left goes on. */
const LONGEST_HEADING = 4;

function saysWhoIsThere({ sources }: RosterShape): boolean {
  return sources.some(({ field }) => (PRESENCE_FIELDS as readonly string[]).includes(field));
}

/** In how many rows a column of the list has a value; null: not counted. */
function filledIn(parts: readonly Part[], column: number): number | null {
  const counts = parts.flatMap(({ columns, reader }) => {
    const place = columns.indexOf(column);
    return place === -1 ? [] : [reader.filled(place)];
  });
  return counts.every((count) => count !== null) && counts.length > 0 ? sum(counts) : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Reasons for which the list may be on a sheet that was not read. */
const WITHOUT_PEOPLE: ReadonlySet<FileRejectionCode> = new Set<FileRejectionCode>([
  'missing_required_column',
  'empty_file',
  'header_only',
  'no_header',
]);
const NO_NAME = ['', ''] as const;

/** The two cells that are put in front of a row for the one cell that holds the whole name. */
function nameOf(cells: Cells, place: number, note: (habit: Habit) => void): { kind: 'blank' | 'split' | 'unclear'; texts: readonly string[] } {
  const whole = place < cells.count ? tidyText(textOfCell(cells, place), note) : '';
  if (whole === '') return { kind: 'blank', texts: NO_NAME };
  const texts = splitName(whole);
  if (texts !== null) return { kind: 'split', texts };
  // Not a name, but a word that stands in for one: the row reader says which.
  return readVacancy('', whole) === null ? { kind: 'unclear', texts: NO_NAME } : { kind: 'split', texts: [whole, ''] };
}

/** docs/product.md, Files: students only by the file's name; the others by the name or because the role column lists them. */
function standsFor(category: Category, named: Category | null, covers: ReadonlySet<Category>, shown: ReadonlySet<Category>): boolean {
  if (!covers.has(category)) return false;
  return named === category || (category !== 'students' && shown.has(category));
}
