import { expect } from 'vitest';
import { readAll } from './read-fixture.js';

/** What becomes of a file; problems as `line code column`, and what is not known, once for the file, as `- code column`. */
export type Expected =
  | { rejected: string; params?: Record<string, unknown>; problems?: string[] }
  | { rows: number; valid: number; problems?: string[]; people?: number; cut?: true; unidentified?: number };

/** Reads a file (or bytes) and holds everything that came of it against what is expected. */
export async function expectReading(source: string | Buffer, fileName: string, expected: Expected): Promise<void> {
  const { result, problems, people } = await readAll(source, fileName);
  const found = [...result.problems.filter(({ line, code }) => line !== null || /^(?:unknown_|several_grades)/.test(code)), ...problems].map(
    ({ line, code, column }) => `${line ?? '-'} ${code} ${column ?? '-'}`,
  );
  const outcome =
    'rejected' in expected
      ? { kind: 'rejected', code: expected.rejected, params: expected.params ?? {} }
      : {
          kind: 'read',
          rows: expected.rows,
          valid: expected.valid,
          people: expected.people ?? expected.valid,
          cutLastLine: expected.cut ?? false,
          unidentifiedRows: expected.unidentified ?? 0,
        };
  expect(result).toMatchObject(outcome);
  expect(found).toEqual(expected.problems ?? []);
  expect(people).toHaveLength(result.kind === 'read' ? result.people : 0);
}
