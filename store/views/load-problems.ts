import type { Locale } from '../../domain/locale.js';
import { problemText } from '../../domain/messages/problem-texts.js';
import type { ProblemCode, ProblemParams, Severity } from '../../domain/problem.js';
import type { Reader } from '../../domain/reader.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import { lineInSheet } from '../../domain/reading/sheet-lines.js';
import type { Database } from '../database.js';

/** One problem as docs/contract.md fixes it, with what to do about it. */
export type ProblemView = {
  line: number | null;
  column: string | null;
  field: string | null;
  code: string;
  severity: Severity;
  message: string;
  remedy: string;
};

type ProblemRow = {
  seq: number;
  line: number | null;
  column: string | null;
  field: string | null;
  code: ProblemCode;
  severity: Severity;
  params: ProblemParams | null;
  original: string | null;
};

/** The problems of one sync in the order in which they were found. Throws WrongCursor. */
export async function loadProblems(
  database: Database,
  query: { syncId: string; limit: number; cursor?: string | undefined },
  locale: Locale,
  reader: Reader,
): Promise<Page<ProblemView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const rows = await readProblems(database, query.syncId, after?.[0] ?? -1, query.limit + 1);
  return pageOf(
    rows,
    query.limit,
    (row) => problemViewOf(row, locale, reader),
    (row) => [row.seq],
  );
}

/** Every problem with its original row, in batches: for the owner's download, however long it is. */
export async function* streamProblems(
  database: Database,
  syncId: string,
  locale: Locale,
  reader: Reader,
): AsyncGenerator<(ProblemView & { original: string | null })[]> {
  const batch = 1_000;
  for (let after = -1; ;) {
    const rows = await readProblems(database, syncId, after, batch);
    if (rows.length > 0) yield rows.map((row) => ({ ...problemViewOf(row, locale, reader), original: row.original }));
    if (rows.length < batch) return;
    after = rows.at(-1)!.seq;
  }
}

async function readProblems(database: Database, syncId: string, afterSeq: number, limit: number): Promise<ProblemRow[]> {
  const { rows } = await database.pool.query<ProblemRow>(
    `SELECT seq, line, "column", field, code, severity, params, original
       FROM problem WHERE sync_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [syncId, afterSeq, limit],
  );
  return rows;
}

function problemViewOf(row: ProblemRow, locale: Locale, reader: Reader): ProblemView {
  const { message, remedy } = problemText(locale, row.code, row.params ?? {}, { column: row.column, line: row.line }, reader);
  return { line: lineInSheet(row.line), column: row.column, field: row.field, code: row.code, severity: row.severity, message, remedy };
}
