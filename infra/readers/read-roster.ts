import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Problem } from '../../domain/problem.js';
import type { Cells } from '../../domain/reading/cells.js';
import type { Mention, ReadingContext, RosterRejection, RosterShape, RosterSummary, RowReading } from '../../domain/reading/types.js';
import type { RowBatch } from '../../domain/reading/row-batch.js';
import { createRosterIntake, type RosterIntake } from './create-roster-intake.js';
import { detectFormat } from './detect-format.js';
import { readDelimited } from './read-delimited.js';
import { readPackage } from './read-package.js';
import { readWorkbook } from './read-workbook.js';

/** A problem of one row, with the row as it stood in the file (sensitive columns blanked), for the owner's download only. */
export type ReportedProblem = Problem & { original: string | null };

export type ReadingLimits = {
  bytes: number;
  rows: number;
  columns: number;
  lineBytes: number;
  /** For a workbook: its declared and real size when unpacked, and the time and memory of the process that reads it. */
  unpackedBytes: number;
  workbookMs: number;
  workbookHeapMb: number;
};

export const READING_LIMITS: ReadingLimits = {
  bytes: 100 * 1024 * 1024,
  rows: 500_000,
  columns: 500,
  lineBytes: 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  workbookMs: 60_000,
  workbookHeapMb: 320,
};

export type ReadRosterOptions = ReadingContext & {
  /** Valid rows, in the order of the file; see `RosterSummary.dropLines`. Awaited: a slow receiver slows the reading. */
  onRows(rows: RowBatch): Promise<void> | void;
  onProblems(problems: ReportedProblem[]): Promise<void> | void;
  /** People named by rows that cannot be used. */
  onMentions?(mentions: Mention[]): Promise<void> | void;
  /** Told of each row as it stood, and what became of it; the cells are overwritten afterwards. */
  onRow?(row: { cells: Cells; line: number; result: RowReading; shape: RosterShape }): void;
  /** Asked after the last row was given: true where it is known that no two of them are of one person, and nothing is to be folded. */
  areUnlike?(): boolean;
  limits?: Partial<ReadingLimits>;
  signal?: AbortSignal;
};

/** Enough to see what a file is: signatures, and the start of an HTML page after some white space. */
const HEAD_BYTES = 4096;

/**
 * Reads one roster file from its bytes (or a path) to rows, problems and a summary. A bad file is a `rejected` value, also
 * after rows were given; only outages of the source or of a receiver throw. Rows of repeated people are given as they come:
 * `dropLines` and `amendments` of the summary say what folding made of them.
 */
export async function readRoster(source: Readable | string, options: ReadRosterOptions): Promise<RosterSummary | RosterRejection> {
  const limits: ReadingLimits = { ...READING_LIMITS, ...options.limits };
  return readInto(createRosterIntake(options, limits), source, options, limits);
}

/** The same into an intake of the caller, who may want to know something else of the file. */
export async function readInto(
  intake: RosterIntake,
  source: Readable | string,
  options: ReadRosterOptions,
  limits: ReadingLimits,
): Promise<RosterSummary | RosterRejection> {
  const stream = typeof source === 'string' ? createReadStream(source, { highWaterMark: 256 * 1024 }) : source;
  try {
    const bytes = limited(stream, limits.bytes, options.signal);
    const head = await headOf(bytes);
    if (head.length === 0) return intake.reject('empty_file', {});
    const format = detectFormat(head);
    const all = joined(head, bytes);
    switch (format.kind) {
      case 'other':
        return intake.reject('unsupported_format', { found: format.found });
      case 'text':
        return await readDelimited(all, intake, options, limits);
      case 'workbook':
        return await readWorkbook(all, intake, options, limits);
      case 'zip':
        return await readPackage(all, intake, options, limits);
    }
  } catch (error) {
    if (error instanceof FileTooLarge)
      return intake.reject('file_too_large', { limitMb: Math.floor(limits.bytes / 1024 / 1024), limitBytes: limits.bytes });
    throw error;
  } finally {
    stream.destroy();
  }
}

class FileTooLarge extends Error {}

async function* limited(stream: Readable, limit: number, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of stream as AsyncIterable<Buffer | Uint8Array | string>) {
    signal?.throwIfAborted();
    const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as Uint8Array);
    total += bytes.length;
    if (total > limit) throw new FileTooLarge();
    yield bytes;
  }
}

async function headOf(bytes: AsyncGenerator<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; length < HEAD_BYTES;) {
    const next = await bytes.next();
    if (next.done === true) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(pieces);
}

async function* joined(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
