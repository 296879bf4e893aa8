import type pg from 'pg';
import type { ReportedProblem } from '../../infra/readers/read-roster.js';

// If every row of a file is wrong, the first problems explain it; the counts of the sync include all.
const MOST_PROBLEMS = 10_000;
// Rows may be a megabyte long, so the size of an owner's download is bounded.
const MOST_ORIGINAL_CHARACTERS = 16 * 1024 * 1024;
const BATCH = 1_000;

/** Gathers the problems of one file while its rows occupy the connection, and stores them afterwards. */
export function createProblemStore(syncId: string): {
  add(problems: ReportedProblem[], place?: 'first' | 'last'): void;
  store(client: pg.PoolClient): Promise<void>;
} {
  const kept: ReportedProblem[] = [];
  let originalCharacters = 0;
  return {
    add: (problems, place = 'last') => {
      const bounded = problems.slice(0, MOST_PROBLEMS).map((problem) => {
        originalCharacters += problem.original?.length ?? 0;
        return originalCharacters > MOST_ORIGINAL_CHARACTERS ? { ...problem, original: null } : problem;
      });
      if (place === 'first') kept.unshift(...bounded);
      else kept.push(...bounded.slice(0, MOST_PROBLEMS - kept.length));
    },
    store: async (client) => {
      await client.query('DELETE FROM problem WHERE sync_id = $1', [syncId]);
      kept.splice(MOST_PROBLEMS);
      for (let from = 0; from < kept.length; from += BATCH) {
        const batch = kept.slice(from, from + BATCH);
        await client.query(
          `INSERT INTO problem (sync_id, seq, line, "column", field, code, severity, params, original)
           SELECT $1, $2 + p.seq, p.line, p."column", p.field, p.code, p.severity::"Severity", p.params::jsonb, p.original
             FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                  WITH ORDINALITY AS p(line, "column", field, code, severity, params, original, seq)`,
          [
            syncId,
            from,
            batch.map((problem) => problem.line),
            batch.map((problem) => storable(problem.column)),
            batch.map((problem) => problem.field),
            batch.map((problem) => problem.code),
            batch.map((problem) => problem.severity),
            batch.map((problem) => storable(JSON.stringify(problem.params).replaceAll('\\u0000', ''))),
            batch.map((problem) => storable(problem.original)),
          ],
        );
      }
    },
  };
}

/** PostgreSQL stores every character but NUL. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '');
}
