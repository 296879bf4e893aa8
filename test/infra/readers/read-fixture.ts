import { Readable } from 'node:stream';
import { rowsOfBatch } from '../../../domain/reading/row-batch.js';
import type { Mention, ReadingContext, RosterRow } from '../../../domain/reading/types.js';
import { readRoster, type ReadingLimits, type ReportedProblem } from '../../../infra/readers/read-roster.js';

/** Reads a file, or bytes in pieces, and keeps everything that was given on the way. */
export async function readAll(
  source: string | Buffer,
  fileName: string,
  options: {
    maps?: Partial<ReadingContext['maps']>;
    limits?: Partial<ReadingLimits>;
    pieceBytes?: number;
    country?: 'US' | 'CA';
    day?: string;
    ownSchool?: string[];
  } = {},
) {
  const rows: RosterRow[] = [];
  const problems: ReportedProblem[] = [];
  const mentions: Mention[] = [];
  const result = await readRoster(typeof source === 'string' ? source : Readable.from(pieces(source, options.pieceBytes ?? 65_536)), {
    fileName,
    country: options.country ?? 'US',
    day: options.day ?? '2026-03-23',
    ownSchool: options.ownSchool ?? [],
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {}, ...options.maps },
    onRows: (batch) => void rows.push(...rowsOfBatch(batch)),
    onProblems: (batch) => void problems.push(...batch),
    onMentions: (batch) => void mentions.push(...batch),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  /** What the stager ends up with. */
  const people =
    result.kind === 'rejected'
      ? []
      : rows
          .filter(({ line }) => !result.dropLines.includes(line))
          .map((row) => ({ ...row, ...result.amendments.find(({ line }) => line === row.line) }));
  return { result, rows, problems, mentions, people };
}

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
