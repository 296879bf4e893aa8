import type { Readable } from 'node:stream';
import { textOfCell, type Cells } from '../../domain/reading/cells.js';
import type { LeftOutRule, ReadingContext, RosterShape } from '../../domain/reading/types.js';
import type { Problem } from '../../domain/problem.js';
import { hasAllWords } from '../../domain/search/search-words.js';
import { readRoster, type ReadingLimits } from './read-roster.js';

/** A row that has all words of a search. `name`: as the file spells it; null: the row does not tell. `line` counts on from sheet to sheet. */
export type RowFound = {
  line: number;
  name: string | null;
  /** Left out by a rule (`rule`), or because of an error (`problem`, if the row shows it); else the row lists somebody. */
  rule: LeftOutRule | null;
  isWrong: boolean;
  problem: Problem | null;
};

/** Of a person of another school, nothing is told but the line. */
const NAMELESS_RULE = 'other_school';
const SEARCHED = ['firstName', 'lastName', 'email', 'studentId', 'staffId'] as const;

/**
 * The rows of a file in whose names, address or numbers all words occur, up to `most`. The file is read by the rules of a sync, and nothing of it is
 * kept. Of a file that cannot be used, these are the rows in front of the place that says so. Throws the reason of `signal`.
 */
export async function findRows(
  source: Readable,
  context: ReadingContext,
  words: readonly string[],
  { most, limits, signal }: { most: number; limits: Partial<ReadingLimits>; signal: AbortSignal },
): Promise<RowFound[]> {
  const rows: RowFound[] = [];
  await readRoster(source, {
    ...context,
    limits,
    signal,
    onRows: () => {},
    onProblems: () => {},
    // Rows are not compared with each other: a search reads too much of them for that.
    areUnlike: () => true,
    onRow({ cells, line, result: reading, shape }) {
      if (rows.length > most || reading.kind === 'nobody') return;
      if (!hasAllWords(SEARCHED.map((field) => valueOf(field, cells, shape)).join(' '), words)) return;
      const name = [valueOf('firstName', cells, shape), valueOf('lastName', cells, shape)].join(' ').trim();
      const rule = reading.kind === 'skipped' ? reading.rule : null;
      rows.push({
        line,
        name: name === '' || rule === NAMELESS_RULE ? null : name,
        rule,
        isWrong: reading.kind === 'invalid',
        problem: reading.problems.find(({ severity }) => severity === 'error') ?? null,
      });
    },
  });
  return rows;
}

/** What stands in the column of a field; of several columns, the first with a value. */
function valueOf(field: (typeof SEARCHED)[number], cells: Cells, { sources, sensitiveColumns }: RosterShape): string {
  const columns = sources.find((source) => source.field === field)?.columns ?? [];
  for (const column of columns) {
    if (column >= cells.count || sensitiveColumns.includes(column)) continue;
    const text = textOfCell(cells, column).trim();
    if (text !== '') return text;
  }
  return '';
}
