import type { Readable } from 'node:stream';
import { textOfCell, type Cells } from '../../domain/reading/cells.js';
import type { FoundHeader } from '../../domain/reading/find-header.js';
import { maskValue, type MaskedValue } from '../../domain/reading/mask-value.js';
import { openHeader } from '../../domain/reading/open-header.js';
import type { ReadingContext, RosterRejection } from '../../domain/reading/types.js';
import { printableColumn } from '../../domain/report/printable-column.js';
import { createRosterIntake, type RosterIntake } from './create-roster-intake.js';
import { READING_LIMITS, readInto, type ReadingLimits, type ReadRosterOptions } from './read-roster.js';

/** A column by its header, as the account of the file names it, with up to three masked values of it that look different. */
export type ColumnSample = { name: string; samples: MaskedValue[] };

const SAMPLES = 3;
/** A column that is blank for so many rows is shown as such. */
const ROWS = 2_000;

/**
 * Reads the beginning of a file for what stands in the columns that are not read as a field, masked at once; also of a file that is
 * rejected. Sensitive columns, and headers that may be somebody's data, are left out. A file that cannot be read has none.
 */
export async function sampleColumns(
  source: Readable | string,
  context: ReadingContext,
  limits: Partial<ReadingLimits> = {},
): Promise<ColumnSample[]> {
  const options: ReadRosterOptions = { ...context, limits, onRows: () => {}, onProblems: () => {} };
  const all = { ...READING_LIMITS, ...limits };
  const intake = new SampleIntake(options, createRosterIntake(options, all));
  await readInto(intake, source, options, all);
  return intake.samples();
}

type Sampled = { name: string; samples: Map<string, MaskedValue> };
/** The columns of one sheet, or of the whole file, by their place in its rows; null: it is not sampled. */
type Part = readonly (Sampled | null)[];

/** Stands in place of the intake of a sync: takes the header as it is, complete or not, and keeps masked cells only. */
class SampleIntake implements RosterIntake {
  readonly reading;
  readonly #options: ReadRosterOptions;
  readonly #inner: RosterIntake;
  readonly #byName = new Map<string, Sampled>();
  #parts: Part[] = [];
  #part: Part = [];
  #rows = 0;
  #enough: RosterRejection | null = null;

  constructor(options: ReadRosterOptions, inner: RosterIntake) {
    this.#options = options;
    this.#inner = inner;
    this.reading = inner.reading;
  }

  /** A reader stops where the file is rejected, and here also where enough was seen. */
  get rejection(): RosterRejection | null {
    return this.#enough ?? this.#inner.rejection;
  }

  understand: RosterIntake['understand'] = (texts, added) => this.#inner.understand(texts, added);
  studySheet: RosterIntake['studySheet'] = (texts, line) => this.#inner.studySheet(texts, line);
  sheets: RosterIntake['sheets'] = (entries) => this.#inner.sheets(entries);
  reject: RosterIntake['reject'] = (code, params) => this.#inner.reject(code, params);
  finish: RosterIntake['finish'] = () => this.#inner.finish();

  header(texts: readonly string[], line: number, added: readonly string[] = []): boolean {
    return this.#open([{ texts, line, added }]);
  }

  openSheets(list: readonly { header: FoundHeader }[]): boolean {
    return this.#open(list.map(({ header }) => ({ texts: header.texts, line: header.line, added: [] })));
  }

  sheet(place: number): void {
    this.#part = this.#parts[place]!;
  }

  row(cells: Cells): void {
    if (this.#enough !== null) return;
    this.#rows += 1;
    for (let place = 0; place < Math.min(cells.count, this.#part.length); place += 1) {
      const column = this.#part[place]!;
      if (column === null || column.samples.size === SAMPLES || cells.starts[place] === cells.ends[place]) continue;
      const masked = maskValue(textOfCell(cells, place));
      if (masked.shown !== '' && !column.samples.has(JSON.stringify(masked))) column.samples.set(JSON.stringify(masked), masked);
    }
    const isFull = this.#rows >= ROWS || [...this.#byName.values()].every(({ samples }) => samples.size === SAMPLES);
    if (isFull) this.#enough = { kind: 'rejected', code: 'too_many_rows', params: { limit: ROWS }, ...this.reading };
  }

  countSheet(): void {}
  damaged(): void {}
  markCut(): void {}
  markPartial(): void {}
  knowSchools(): void {}
  remark(): void {}
  flush(): Promise<void> {
    return Promise.resolve();
  }

  samples(): ColumnSample[] {
    return [...this.#byName.values()].map(({ name, samples }) => ({ name, samples: [...samples.values()] }));
  }

  #open(list: readonly { texts: readonly string[]; line: number; added: readonly string[] }[]): boolean {
    this.#parts = list.map(({ texts, line, added }): Part => {
      const { opened, added: inFront } = openHeader(texts, this.#options, line, added);
      return opened.columns.slice(inFront.length - added.length).map(({ header, field, why }) => {
        const name = printableColumn(header);
        return name === null || field !== null || why === 'sensitive' ? null : this.#columnOf(name);
      });
    });
    this.#part = this.#parts[0]!;
    return this.#byName.size > 0;
  }

  #columnOf(name: string): Sampled {
    const known = this.#byName.get(name) ?? { name, samples: new Map<string, MaskedValue>() };
    this.#byName.set(name, known);
    return known;
  }
}
