import type { Locale } from '../../domain/locale.js';
import { problemText } from '../../domain/messages/problem-texts.js';
import type { ProblemCode, ProblemParams, Severity } from '../../domain/problem.js';
import type { Reader } from '../../domain/reader.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import { lineInSheet, LINES_OF_A_SHEET } from '../../domain/reading/sheet-lines.js';
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

/** Which problems of a sync; omitted filters select everything. */
export type ProblemsFilter = {
  code?: string | undefined;
  severity?: Severity | undefined;
  /** The header of the column; the empty text: those of no column. */
  column?: string | undefined;
  /** Part of the original row, part of the header, or the line number. */
  query?: string | undefined;
};

/** Problems with the same remedy. `line` is that of the first one; `message` says what is wrong, without a line. */
export type ProblemGroup = ProblemView & { count: number };

/** The problems of one sync in the order in which they were found. Throws WrongCursor. */
export async function loadProblems(
  database: Database,
  query: ProblemsFilter & { syncId: string; limit: number; cursor?: string | undefined },
  locale: Locale,
  reader: Reader,
): Promise<Page<ProblemView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const rows = await readProblems(database, query.syncId, after?.[0] ?? -1, query.limit + 1, query);
  return pageOf(
    rows,
    query.limit,
    (row) => problemViewOf(row, locale, reader),
    (row) => [row.seq],
  );
}

/**
 * The problems of one sync by remedy: those of the whole file and errors first, then the most frequent. `total` counts the
 * problems of all groups.
 */
export async function loadProblemGroups(
  database: Database,
  { syncId, ...filter }: ProblemsFilter & { syncId: string },
  locale: Locale,
  reader: Reader,
): Promise<{ items: ProblemGroup[]; total: number }> {
  const { rows } = await database.pool.query<ProblemRow & { count: number }>(
    `SELECT found.count, problem.seq, problem.line, problem."column", problem.field, problem.code, problem.severity, problem.params, problem.original
       FROM (SELECT min(seq) AS first, count(*)::int AS count FROM problem
              WHERE sync_id = $1 AND ${CHOSEN}
              GROUP BY code, severity, "column", field, coalesce(params, '{}'::jsonb) - $6::text[]
              ORDER BY count DESC LIMIT ${MOST_VARIANTS}) AS found
       JOIN problem ON problem.sync_id = $1 AND problem.seq = found.first
      ORDER BY problem.seq`,
    [syncId, ...chosenBy(filter), OF_ONE_ROW],
  );
  const groups = new Map<string, ProblemGroup>();
  for (const row of rows) {
    const view = { ...problemViewOf({ ...row, line: null }, locale, reader), line: lineInSheet(row.line) };
    const key = JSON.stringify([view.code, view.severity, view.column, view.remedy]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...view, count: row.count });
    else known.count += row.count;
  }
  const items = [...groups.values()].sort(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning') || right.count - left.count,
  );
  return { items, total: items.reduce((sum, { count }) => sum + count, 0) };
}

/** The parameters that differ between rows with the same remedy. */
const OF_ONE_ROW = ['first', 'other', 'line', 'cells', 'found', 'word', 'rows'];
/** Real files have far fewer combinations of columns, codes and remedies. */
const MOST_VARIANTS = 2_000;

const CHOSEN = `($2::text IS NULL OR code = $2) AND ($3::"Severity" IS NULL OR severity = $3)
      AND ($4::text IS NULL OR coalesce("column", '') = $4)
      AND ($5::text IS NULL OR original ILIKE '%' || $5 || '%' OR "column" ILIKE '%' || $5 || '%' OR (line % ${LINES_OF_A_SHEET})::text = $5)`;

/** `%` and `_` in the search text are literal. */
function chosenBy({ code, severity, column, query }: ProblemsFilter): (string | null)[] {
  return [
    code ?? null,
    severity ?? null,
    column ?? null,
    query === undefined || query === '' ? null : query.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`),
  ];
}

/** Every problem with its original row, in batches: for the owner's download of any length. */
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

async function readProblems(database: Database, syncId: string, afterSeq: number, limit: number, filter: ProblemsFilter = {}): Promise<ProblemRow[]> {
  const { rows } = await database.pool.query<ProblemRow>(
    `SELECT seq, line, "column", field, code, severity, params, original
       FROM problem WHERE sync_id = $1 AND ${CHOSEN} AND seq > $6 ORDER BY seq LIMIT $7`,
    [syncId, ...chosenBy(filter), afterSeq, limit],
  );
  return rows;
}

function problemViewOf(row: ProblemRow, locale: Locale, reader: Reader): ProblemView {
  const { message, remedy } = problemText(locale, row.code, row.params ?? {}, { column: row.column, line: row.line }, reader);
  return { line: lineInSheet(row.line), column: row.column, field: row.field, code: row.code, severity: row.severity, message, remedy };
}
