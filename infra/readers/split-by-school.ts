import type { Readable } from 'node:stream';
import { textsOfCells, type Cells } from '../../domain/reading/cells.js';
import type { SchoolRouter } from '../../domain/reading/create-school-router.js';
import type { FoundHeader } from '../../domain/reading/find-header.js';
import { openHeader } from '../../domain/reading/open-header.js';
import type { ReadingContext, RosterRejection } from '../../domain/reading/types.js';
import type { FileRejectionCode, ProblemParams } from '../../domain/problem.js';
import { createRosterIntake, type RosterIntake } from './create-roster-intake.js';
import { READING_LIMITS, readInto, type ReadingLimits, type ReadRosterOptions } from './read-roster.js';

/** Where the text of one school's part goes. Resolves when there is room for more. */
export type PartWriter = { write(text: string): Promise<void>; end(): void };

export type SplitResult =
  /** `rows`: below the header. `schools`: those that have a part, in the order in which the file names them. */
  | { kind: 'split'; rows: number; schools: readonly string[] }
  | { kind: 'rejected'; code: FileRejectionCode; params: ProblemParams }
  /** No column says of which school a row is. */
  | { kind: 'no_school_column' }
  /** A workbook with several lists, or an archive: a part could not say what the file says. */
  | { kind: 'several_lists' };

/**
 * Splits the file of a district into a CSV file for each school that it names: the header, and the rows of that school on the lines where
 * they stand in the file, with blank lines between them. So a problem in a part names the line of the file. What stands alone on a line (a
 * heading such as “Withdrawn students”) is in every part. Only the piece at hand is in memory.
 */
export async function splitBySchool(
  source: Readable,
  context: ReadingContext,
  router: SchoolRouter,
  openPart: (schoolId: string) => PartWriter,
  limits: Partial<ReadingLimits> = {},
): Promise<SplitResult> {
  const options: ReadRosterOptions = { ...context, limits, onRows: () => {}, onProblems: () => {} };
  const all = { ...READING_LIMITS, ...limits };
  const intake = new SplitIntake(options, createRosterIntake(options, all), router, openPart, all.rows);
  await readInto(intake, source, options, all);
  await intake.flush();
  return intake.end();
}

type Part = { writer: PartWriter; line: number; waiting: string; commons: number };

/** Stands in place of the intake of a sync: takes the header, and gives each row to the part of its school. */
class SplitIntake implements RosterIntake {
  readonly reading;
  readonly #options: ReadRosterOptions;
  readonly #inner: RosterIntake;
  readonly #router: SchoolRouter;
  readonly #openPart: (schoolId: string) => PartWriter;
  readonly #mostRows: number;
  readonly #parts = new Map<string, Part>();
  /** What stands alone on a line, for every part. */
  readonly #commons: { line: number; text: string }[] = [];
  #header: { text: string; line: number; cells: number } | null = null;
  #schoolColumns: readonly number[] = [];
  #rows = 0;
  #rejected: RosterRejection | null | undefined = undefined;
  #stopped: 'no_school_column' | 'several_lists' | null = null;

  constructor(options: ReadRosterOptions, inner: RosterIntake, router: SchoolRouter, openPart: (schoolId: string) => PartWriter, mostRows: number) {
    this.#options = options;
    this.#inner = inner;
    this.#router = router;
    this.#openPart = openPart;
    this.#mostRows = mostRows;
    this.reading = inner.reading;
  }

  /** A reader stops where the file is rejected. */
  get rejection(): RosterRejection | null {
    return this.#inner.rejection;
  }

  understand: RosterIntake['understand'] = (texts, added) => this.#inner.understand(texts, added);
  studySheet: RosterIntake['studySheet'] = (texts, line) => this.#inner.studySheet(texts, line);
  sheets: RosterIntake['sheets'] = (entries) => this.#inner.sheets(entries);
  reject: RosterIntake['reject'] = (code, params) => this.#inner.reject(code, params);
  /** The inner intake was given no row, and would call the file empty. */
  finish: RosterIntake['finish'] = () => {
    if (this.rejection === null && this.#header !== null && this.#rows === 0) this.reject('header_only', {});
    this.#rejected = this.rejection;
    return this.#inner.finish();
  };

  header(texts: readonly string[], line: number, added: readonly string[] = []): boolean {
    if (added.length > 0) return this.#stop('several_lists');
    const { opened, added: inFront } = openHeader(texts, this.#options, line);
    if (opened.kind === 'rejected') {
      this.reject(opened.code, opened.params);
      return false;
    }
    const columns = opened.columns.flatMap(({ why }, index) => (why === 'school' ? [index - inFront.length] : []));
    if (columns.length === 0) return this.#stop('no_school_column');
    this.#schoolColumns = columns;
    this.#header = { text: csvText(texts), line, cells: texts.length };
    return true;
  }

  openSheets(list: readonly { header: FoundHeader }[]): boolean {
    const [only, ...others] = list;
    if (only === undefined || others.length > 0) return this.#stop('several_lists');
    return this.header(only.header.texts, only.header.line);
  }

  row(cells: Cells, line: number, ending: Parameters<RosterIntake['row']>[2]): void {
    if (this.#stopped !== null || this.#header === null || !this.#countRow()) return;
    const texts = textsOfCells(cells);
    const filled = texts.filter((text) => text.trim() !== '');
    // The end of the file is missing: of which schools its rows were is not known.
    if (ending === 'open' && texts.length < this.#header.cells && filled.length > 1) this.#router.countUnreadable();
    if (filled.length < 2) {
      if (filled[0] !== undefined && !filled[0].includes('@')) this.#commons.push({ line, text: csvText(texts) });
      return;
    }
    const place = this.#router.place(this.#schoolColumns.map((column) => texts[column] ?? ''));
    if (place.kind === 'schools') for (const id of place.ids) this.#write(this.#partOf(id), line, csvText(texts));
  }

  damaged(): void {
    if (this.#stopped === null && this.#header !== null && this.#countRow()) this.#router.countUnreadable();
  }

  markCut(): void {
    this.#router.countUnreadable();
  }

  knowSchools(): void {
    this.#stop('several_lists');
  }

  markPartial(): void {
    this.#stop('several_lists');
  }

  sheet(): void {}
  countSheet(): void {}
  remark(): void {}

  async flush(): Promise<void> {
    for (const part of this.#parts.values()) {
      if (part.waiting === '') continue;
      const { waiting } = part;
      part.waiting = '';
      await part.writer.write(waiting);
    }
  }

  async end(): Promise<SplitResult> {
    if (this.#stopped !== null) return { kind: this.#stopped };
    const rejection = this.#header === null || this.#rejected === undefined ? this.rejection : this.#rejected;
    if (rejection !== null) return { kind: 'rejected', code: rejection.code, params: rejection.params };
    for (const part of this.#parts.values()) this.#write(part, Infinity, '');
    await this.flush();
    for (const { writer } of this.#parts.values()) writer.end();
    return { kind: 'split', rows: this.#rows, schools: [...this.#parts.keys()] };
  }

  #stop(why: 'no_school_column' | 'several_lists'): false {
    this.#stopped ??= why;
    // Any rejection ends the reading; what is told is `why`.
    if (this.#inner.rejection === null) this.reject('no_valid_rows', { rows: 0 });
    return false;
  }

  #countRow(): boolean {
    this.#rows += 1;
    if (this.#rows > this.#mostRows && this.rejection === null) this.reject('too_many_rows', { limit: this.#mostRows });
    return this.rejection === null;
  }

  #partOf(schoolId: string): Part {
    const known = this.#parts.get(schoolId);
    if (known !== undefined) return known;
    const header = this.#header!;
    const part: Part = { writer: this.#openPart(schoolId), line: 1, waiting: '', commons: 0 };
    this.#parts.set(schoolId, part);
    this.#add(part, header.line, header.text);
    return part;
  }

  /** Writes what stands alone above the line, and then the line. */
  #write(part: Part, line: number, text: string): void {
    for (let next = this.#commons[part.commons]; next !== undefined && next.line < line; next = this.#commons[part.commons]) {
      this.#add(part, next.line, next.text);
      part.commons += 1;
    }
    if (text !== '') this.#add(part, line, text);
  }

  #add(part: Part, line: number, text: string): void {
    const blank = Math.max(0, line - part.line);
    part.waiting += '\n'.repeat(blank) + text + '\n';
    part.line += blank + 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
  }
}

/** One record as RFC 4180 has it, without its line end. The text is passed on as it is: a sync reads it, and no spreadsheet. */
function csvText(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
