import { CATEGORIES, type Category } from '../../domain/category.js';
import { categoryOfFileName } from '../../domain/reading/category-of-file-name.js';
import { textOfCell, type Cells } from '../../domain/reading/cells.js';
import { NOTHING_FOLDED, type FoldResult } from '../../domain/reading/create-row-fold.js';
import { createRowReader, type RowEnding, type RowReader } from '../../domain/reading/create-row-reader.js';
import { createCellExtension } from '../../domain/reading/create-cell-extension.js';
import type { Understanding } from '../../domain/reading/find-header.js';
import { openHeader } from '../../domain/reading/open-header.js';
import { understoodColumns } from '../../domain/reading/open-roster.js';
import { otherSchools } from '../../domain/reading/schools-of-file.js';
import { splitName } from '../../domain/reading/split-names.js';
import {
  accountColumns,
  accountLines,
  accountWords,
  NO_ACCOUNT,
  NO_LINES,
  type AccountEntry,
  type LineFate,
} from '../../domain/reading/file-account.js';
import { remarksOnUnknown } from '../../domain/reading/remarks-on-unknown.js';
import type { FileReading, RosterRejection, RosterShape, RosterSummary, RowReading } from '../../domain/reading/types.js';
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
  /**
   * Takes the header; false: the file is rejected, ask `rejection`.
   * @param added headers of the cells that stand in front of each row and are not of this file
   */
  header(texts: readonly string[], line: number, added?: readonly string[]): boolean;
  row(cells: Cells, line: number, ending: RowEnding): void;
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
  #shape: RosterShape | null = null;
  #reader: RowReader | null = null;
  #cutLastLine = false;
  #partial = false;
  #unidentifiedRows = 0;
  /** Lines in which no person stands: how many, and the first. */
  #nobody = { lines: 0, first: 0 };
  #sheets: readonly AccountEntry[] = [];
  #schools: ReadonlyMap<string, string> = new Map();
  readonly #lines = { ...NO_LINES };
  /** The column of whole names that first and last names are split from. */
  #names: { place: number; column: string } | null = null;
  readonly #extend = createCellExtension();

  constructor(options: ReadRosterOptions, limits: ReadingLimits) {
    this.#options = options;
    this.#limits = limits;
    this.#outlet = new ReadingOutlet(options);
    this.reading = nothingRead(options.category ?? categoryOfFileName(options.fileName));
  }

  reject(code: FileRejectionCode, params: ProblemParams): RosterRejection {
    const severity = code === COMPANION_FILE ? 'warning' : 'error';
    this.reading.problems.push({ line: null, column: null, field: null, code, severity, params });
    this.rejection = { kind: 'rejected', code, params, ...this.reading };
    return this.rejection;
  }

  remark(code: RowProblemCode, params: ProblemParams): void {
    this.#remarkOn({ line: null, column: null, field: null, code, severity: 'warning', params });
  }

  flush(): Promise<void> {
    return this.#outlet.flush();
  }

  markCut(): void {
    this.#cutLastLine = true;
  }

  markPartial(): void {
    this.#partial = true;
    this.remark('partial_file', {});
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

  header(texts: readonly string[], line: number, added: readonly string[] = []): boolean {
    const { reading } = this;
    const options = this.#options;
    if (texts.length > this.#limits.columns) {
      this.reject('too_many_columns', { columns: texts.length, limit: this.#limits.columns });
      return false;
    }
    const { opened, added: inFront, wholeNames } = openHeader(texts, { ...options, sheet: reading.sheet }, line, added);
    const companion = opened.kind === 'rejected' ? companionOf(options.fileName, texts) : null;
    if (companion !== null) {
      this.reject(COMPANION_FILE, { file: companion });
      return false;
    }
    reading.columns = opened.columns;
    reading.sis = opened.sis;
    reading.fields = opened.fields;
    reading.problems.push(...opened.problems);
    reading.warnings += opened.problems.length;
    if (opened.kind === 'rejected') {
      this.reject(opened.code, opened.params);
      return false;
    }
    this.#shape = opened;
    if (wholeNames !== null) {
      this.#names = { place: added.length + wholeNames, column: texts[wholeNames]! };
      this.remark('names_split', { column: this.#names.column });
    }
    const context = { ...options, parsePhone: createPhoneParser(options.country), addedColumns: inFront.length, schools: this.#schools };
    this.#reader = createRowReader(opened, context, this.#outlet.rows);
    return true;
  }

  row(given: Cells, line: number, ending: RowEnding): void {
    if (!this.#countRow()) return;
    const names = this.#names;
    const shape = this.#shape!;
    const split = names === null ? null : nameOf(given, names.place);
    const cells = split === null ? given : this.#extend(split.texts, given);
    const result = this.#reader!.read(cells, line, ending, this.reading.rows === 1);
    if (split?.kind === 'unclear' && result.kind !== 'nobody' && names !== null) this.reject('names_in_one_column', { column: names.column, line });
    if (ending === 'open' && cells.count < shape.columns.length && result.kind !== 'nobody') this.#cutLastLine = true;
    this.#count(result, line);
    if (result.problems.length > 0) this.#report(result.problems, originalLine(cells, shape));
  }

  damaged(reason: 'broken_quotes' | 'line_too_long', line: number): void {
    if (!this.#countRow()) return;
    this.reading.problemRows += 1;
    this.#lines.row_error += 1;
    this.#unidentifiedRows += 1;
    const [code, params]: [RowProblemCode, ProblemParams] =
      reason === 'broken_quotes' ? ['broken_quotes', {}] : ['value_too_long', { limit: this.#limits.lineBytes, field: 'line' }];
    this.#report([{ line, column: null, field: null, code, severity: 'error', params }], null);
  }

  async finish(): Promise<RosterSummary | RosterRejection> {
    const { reading } = this;
    if (this.rejection === null && this.#shape === null) this.reject('empty_file', {});
    else if (this.rejection === null && reading.rows === this.#nobody.lines) this.reject('header_only', {});
    await this.#outlet.flush(true);
    if (this.rejection !== null) {
      this.#account({ ...NO_LINES, file_rejected: reading.rows });
      return { ...this.rejection, ...reading };
    }
    if (this.#reader!.hasNoRoles) this.#forgetRole();
    const folded = this.#fold();
    await this.#outlet.flush();
    for (const remark of this.#reader!.habits.remarks(reading.columns.map(({ header }) => header))) this.#remarkOn(remark);
    if (this.#nobody.lines > 0) this.remark('line_without_person', this.#nobody);
    if (reading.valid === 0) return this.#rejectWithoutRows();
    return this.#summary(folded);
  }

  #remarkOn(problem: Problem): void {
    this.reading.warnings += 1;
    this.reading.problems.push(problem);
  }

  #report(problems: readonly Problem[], original: string | null): void {
    for (const { severity } of problems) if (severity === 'warning') this.reading.warnings += 1;
    this.#outlet.report(problems, original);
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
        if (result.mention !== null) this.#outlet.mention(result.mention);
        return;
    }
  }

  /** Folds the rows of one person into one. */
  #fold(): FoldResult {
    const folded = this.#options.areUnlike?.() === true ? NOTHING_FOLDED : this.#outlet.fold.finish();
    this.reading.valid -= folded.contradicting.length;
    this.reading.problemRows += folded.contradicting.length;
    this.#report(folded.problems, null);
    for (const mention of folded.mentions) this.#outlet.mention(mention);
    return folded;
  }

  /** No row of the file can be used. */
  #rejectWithoutRows(): RosterRejection {
    const { rows } = this.reading;
    this.#account({ ...NO_LINES, file_rejected: rows });
    if (this.#lines.row_error === 0 && this.#lines.other_school > 0) {
      return this.reject('no_rows_of_school', { rows: this.#lines.other_school, schools: otherSchools(this.reading.account.words) });
    }
    return this.#lines.row_error === 0 && this.#lines.gone + this.#lines.not_yet > 0
      ? this.reject('list_of_leavers', { why: 'status' })
      : this.reject('no_valid_rows', { rows });
  }

  #summary(folded: FoldResult): RosterSummary {
    const { reading } = this;
    const reader = this.#reader!;
    const repeated = folded.dropLines.length - folded.contradicting.length;
    const people = reading.valid - repeated;
    const unclear = Math.min(reader.statusUnknown, people);
    const unsaid = Math.min(reader.schoolUnsaid, people - unclear);
    this.#account({
      ...this.#lines,
      people: people - unclear - unsaid,
      status_unknown: unclear,
      school_unsaid: unsaid,
      repeated,
      row_error: this.#lines.row_error + folded.contradicting.length,
    });
    for (const problem of remarksOnUnknown(reading)) this.#remarkOn(problem);
    const stands = (category: Category): boolean => standsFor(category, reading.namedCategory, this.#covers, reader.shownByRole);
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
      columns: accountColumns(reading.columns, (index) => this.#reader?.filled(index) ?? null, reading.rows),
      words: accountWords(this.#reader?.words() ?? []),
      sheets: [...this.#sheets],
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

const NO_NAME = ['', ''] as const;

/** The two cells that are put in front of a row for the one cell that holds the whole name. */
function nameOf(cells: Cells, place: number): { kind: 'blank' | 'split' | 'unclear'; texts: readonly string[] } {
  const whole = place < cells.count ? textOfCell(cells, place) : '';
  if (whole.trim() === '') return { kind: 'blank', texts: NO_NAME };
  const texts = splitName(whole);
  return texts === null ? { kind: 'unclear', texts: NO_NAME } : { kind: 'split', texts };
}

/** docs/product.md, Files: students only by the file's name; the others by the name or because the role column lists them. */
function standsFor(category: Category, named: Category | null, covers: ReadonlySet<Category>, shown: ReadonlySet<Category>): boolean {
  if (!covers.has(category)) return false;
  return named === category || (category !== 'students' && shown.has(category));
}
