import { CATEGORIES, type Category } from '../../domain/category.js';
import { categoryOfFileName } from '../../domain/reading/category-of-file-name.js';
import { textOfCell, textsOfCells, type Cells } from '../../domain/reading/cells.js';
import { createBatchWriter } from '../../domain/reading/create-batch-writer.js';
import { createRowFold, NOTHING_FOLDED } from '../../domain/reading/create-row-fold.js';
import { createRowReader, type RowEnding, type RowReader } from '../../domain/reading/create-row-reader.js';
import { createCellExtension } from '../../domain/reading/create-cell-extension.js';
import type { Understanding } from '../../domain/reading/find-header.js';
import { openHeader } from '../../domain/reading/open-header.js';
import { understoodColumns } from '../../domain/reading/open-roster.js';
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
import type { FileReading, Mention, RosterRejection, RosterShape, RosterSummary } from '../../domain/reading/types.js';
import { companionOf } from '../../domain/reading/companion-of.js';
import { COMPANION_FILE, type FileRejectionCode, type Problem, type ProblemParams, type RowProblemCode } from '../../domain/problem.js';
import { createPhoneParser } from './create-phone-parser.js';
import type { ReadingLimits, ReadRosterOptions, ReportedProblem } from './read-roster.js';

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

const PROBLEMS_PER_BATCH = 5_000;

/** Gathers what the readers of all formats find: applies the rules of domain/reading, counts, and hands on in batches. */
export function createRosterIntake(options: ReadRosterOptions, limits: ReadingLimits): RosterIntake {
  const reading: FileReading = {
    format: null,
    encoding: null,
    delimiter: null,
    sheet: null,
    columns: [],
    fields: [],
    namedCategory: options.category ?? categoryOfFileName(options.fileName),
    sis: null,
    account: NO_ACCOUNT,
    rows: 0,
    valid: 0,
    problemRows: 0,
    warnings: 0,
    problems: [],
  };
  const fold = createRowFold();
  const covers = new Set<Category>();
  let shape: RosterShape | null = null;
  let reader: RowReader | null = null;
  let rejection: RosterRejection | null = null;
  let cutLastLine = false;
  let partial = false;
  let unidentifiedRows = 0;
  /** Lines in which no person stands: how many, and the first. */
  let nobody = { lines: 0, first: 0 };
  let sheets: readonly AccountEntry[] = [];
  const lines = { ...NO_LINES };
  const rows = createBatchWriter();
  /** The column of whole names that first and last names are split from. */
  let names: { place: number; column: string } | null = null;
  const extend = createCellExtension();
  let problems: ReportedProblem[] = [];
  let mentions: Mention[] = [];

  const report = (found: readonly Problem[], original: string | null): void => {
    for (const problem of found) {
      if (problem.severity === 'warning') reading.warnings += 1;
      problems.push({ ...problem, original });
    }
  };
  const remarkOn = (problem: Problem): void => {
    reading.warnings += 1;
    reading.problems.push(problem);
  };
  const remark: RosterIntake['remark'] = (code, params) => remarkOn({ line: null, column: null, field: null, code, severity: 'warning', params });
  const reject: RosterIntake['reject'] = (code, params) => {
    const severity = code === COMPANION_FILE ? 'warning' : 'error';
    reading.problems.push({ line: null, column: null, field: null, code, severity, params });
    rejection = { kind: 'rejected', code, params, ...reading };
    return rejection;
  };
  const countRow = (): boolean => {
    if (rejection !== null) return false;
    if (reading.rows >= limits.rows) {
      reject('too_many_rows', { limit: limits.rows });
      return false;
    }
    reading.rows += 1;
    return true;
  };

  const flush = async (all = false): Promise<void> => {
    for (const batch of rows.take(all)) {
      fold.add(batch);
      await options.onRows(batch);
    }
    if (mentions.length > 0) {
      const batch = mentions;
      mentions = [];
      await options.onMentions?.(batch);
    }
    for (let at = 0; at < problems.length; at += PROBLEMS_PER_BATCH) await options.onProblems(problems.slice(at, at + PROBLEMS_PER_BATCH));
    problems = [];
  };

  /** Writes down what became of everything. */
  const account = (fates: Readonly<Record<LineFate, number>>): void => {
    reading.account = {
      columns: accountColumns(reading.columns, (index) => reader?.filled(index) ?? null, reading.rows),
      words: accountWords(reader?.words() ?? []),
      sheets: [...sheets],
      lines: accountLines(fates),
    };
  };
  /** A column that is called like the role, and has no word of one. */
  const forgetRole = (): void => {
    reading.columns = reading.columns.map((column) => (column.field === 'role' ? { ...column, field: null, why: 'not_roles' } : column));
    reading.fields = reading.fields.filter((field) => field !== 'role');
  };

  return {
    reading,
    get rejection() {
      return rejection;
    },
    reject,
    flush: () => flush(),
    markCut() {
      cutLastLine = true;
    },
    markPartial() {
      partial = true;
      remark('partial_file', {});
    },
    sheets(entries) {
      sheets = entries;
    },
    remark,
    understand(texts, added) {
      // Nothing below a line of so many columns is looked at: as the header, it is refused.
      const complete = texts.length > limits.columns || openHeader(texts, options, 1, added).opened.kind === 'shape';
      return { complete, columns: understoodColumns(texts, options.maps.headers) };
    },
    header(texts, line, added = []) {
      if (texts.length > limits.columns) {
        reject('too_many_columns', { columns: texts.length, limit: limits.columns });
        return false;
      }
      const { opened, added: inFront, wholeNames } = openHeader(texts, { ...options, sheet: reading.sheet }, line, added);
      const companion = opened.kind === 'rejected' ? companionOf(options.fileName, texts) : null;
      if (companion !== null) {
        reject(COMPANION_FILE, { file: companion });
        return false;
      }
      reading.columns = opened.columns;
      reading.sis = opened.sis;
      reading.fields = opened.fields;
      reading.problems.push(...opened.problems);
      reading.warnings += opened.problems.length;
      if (opened.kind === 'rejected') {
        reject(opened.code, opened.params);
        return false;
      }
      shape = opened;
      if (wholeNames !== null) {
        names = { place: added.length + wholeNames, column: texts[wholeNames]! };
        remark('names_split', { column: names.column });
      }
      reader = createRowReader(opened, { ...options, parsePhone: createPhoneParser(options.country), addedColumns: inFront.length }, rows);
      return true;
    },
    row(given, line, ending) {
      if (!countRow()) return;
      const split = names === null ? null : nameOf(given, names.place);
      const cells = split === null ? given : extend(split.texts, given);
      const result = reader!.read(cells, line, ending, reading.rows === 1);
      if (split?.kind === 'unclear' && result.kind !== 'nobody' && names !== null) reject('names_in_one_column', { column: names.column, line });
      if (ending === 'open' && cells.count < shape!.columns.length && result.kind !== 'nobody') cutLastLine = true;
      switch (result.kind) {
        case 'valid':
          reading.valid += 1;
          lines.people += 1;
          covers.add(result.category);
          break;
        case 'invalid':
          reading.problemRows += 1;
          lines.row_error += 1;
          if (!result.identified) unidentifiedRows += 1;
          if (result.mention !== null) mentions.push(result.mention);
          break;
        case 'nobody':
          lines.nobody += 1;
          nobody = { lines: nobody.lines + 1, first: nobody.lines === 0 ? line : nobody.first };
          break;
        case 'skipped':
          lines[result.rule] += 1;
          if (result.mention !== null) mentions.push(result.mention);
          break;
      }
      if (result.problems.length > 0) report(result.problems, originalLine(cells, shape!));
    },
    damaged(reason, line) {
      if (!countRow()) return;
      reading.problemRows += 1;
      lines.row_error += 1;
      unidentifiedRows += 1;
      const [code, params]: [Problem['code'], ProblemParams] =
        reason === 'broken_quotes' ? ['broken_quotes', {}] : ['value_too_long', { limit: limits.lineBytes, field: 'line' }];
      report([{ line, column: null, field: null, code, severity: 'error', params }], null);
    },
    async finish() {
      if (rejection === null && shape === null) reject('empty_file', {});
      else if (rejection === null && reading.rows === nobody.lines) reject('header_only', {});
      await flush(true);
      if (rejection !== null) {
        account({ ...NO_LINES, file_rejected: reading.rows });
        return { ...rejection, ...reading };
      }
      if (reader!.hasNoRoles) forgetRole();
      const folded = options.areUnlike?.() === true ? NOTHING_FOLDED : fold.finish();
      reading.valid -= folded.contradicting.length;
      reading.problemRows += folded.contradicting.length;
      report(folded.problems, null);
      for (const mention of folded.mentions) mentions.push(mention);
      await flush();
      for (const remark of reader!.habits.remarks(reading.columns.map(({ header }) => header))) remarkOn(remark);
      if (nobody.lines > 0) remark('line_without_person', nobody);
      const repeated = folded.dropLines.length - folded.contradicting.length;
      const usable = reading.valid - repeated;
      const unclear = Math.min(reader!.statusUnknown, usable);
      account({ ...lines, people: usable - unclear, status_unknown: unclear, repeated, row_error: lines.row_error + folded.contradicting.length });
      if (reading.valid === 0) {
        account({ ...NO_LINES, file_rejected: reading.rows });
        return lines.row_error === 0 && lines.gone + lines.not_yet > 0
          ? reject('list_of_leavers', { why: 'status' })
          : reject('no_valid_rows', { rows: reading.rows });
      }
      for (const problem of remarksOnUnknown(reading)) remarkOn(problem);
      return {
        kind: 'read',
        ...reading,
        format: reading.format!,
        coversCategories: CATEGORIES.filter((category) => covers.has(category)),
        standsFor: partial ? [] : CATEGORIES.filter((category) => standsFor(category, reading.namedCategory, covers, reader!.shownByRole)),
        cutLastLine,
        partial,
        people: usable,
        dropLines: folded.dropLines,
        amendments: folded.amendments,
        unidentifiedRows,
      };
    },
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

/** The row as one CSV line, without the cells of sensitive columns; null when the cells may have moved into others. */
function originalLine(cells: Cells, shape: RosterShape): string | null {
  if (shape.sensitiveColumns.length > 0 && cells.count > shape.columns.length) return null;
  return textsOfCells(cells)
    .map((cell, column) => (shape.sensitiveColumns.includes(column) ? '' : quoted(cell)))
    .join(',');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
