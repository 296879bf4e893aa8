import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RosterRow } from '../../../domain/reading/types.js';
import { openStage } from '../../../infra/prisma/roster/open-stage.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', '\0', 'N', '.', ' ', '~', '\u007f', 'é', 'ễ', '李', '😀'), maxLength: 20 }),
  fc.constantFrom('', '\\N', '\\.', "O'Brien", 'Nguyễn', 'é'.repeat(255)),
);
const maybe = fc.option(word);
const row: fc.Arbitrary<Omit<RosterRow, 'line'>> = fc.record({
  category: fc.constantFrom('students', 'teachers', 'staff', 'admin'),
  role: fc.constantFrom('STUDENT', 'TEACHER', 'STAFF', 'MANAGER', 'OWNER'),
  email: word,
  firstName: word,
  lastName: word,
  studentId: maybe,
  grade: maybe,
  gradeRaw: maybe,
  parentEmail: maybe,
  parentPhone: maybe,
  studentPhone: maybe,
  idField1: maybe,
  idField2: maybe,
});

test('what a row says is stored letter by letter, whatever characters it has', async () => {
  const client = await database.pool.connect();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.array(row, { maxLength: 3 }), async (first, second) => {
        const syncId = randomUUID();
        const rows = [...first, ...second].map((one, index): RosterRow => ({ line: index + 2, ...one }));
        await client.query('BEGIN');
        const stage = await openStage(client, syncId);
        await stage.add(rows.slice(0, first.length));
        await stage.add(rows.slice(first.length));
        await stage.close();
        const stored = await client.query<RosterRow>(
          `SELECT line, category::text, role::text, email, first_name AS "firstName", last_name AS "lastName", student_id AS "studentId", grade,
                  grade_raw AS "gradeRaw", parent_email AS "parentEmail", parent_phone AS "parentPhone", student_phone AS "studentPhone",
                  id_field1 AS "idField1", id_field2 AS "idField2"
             FROM staged_row WHERE sync_id = $1 ORDER BY line`,
          [syncId],
        );
        await client.query('ROLLBACK');
        expect(stored.rows).toEqual(rows.map(withoutNul));
      }),
      { numRuns: 60 },
    );
  } finally {
    client.release();
  }
});

/** The one character that PostgreSQL cannot store. */
function withoutNul(row: RosterRow): RosterRow {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, typeof value === 'string' ? value.replaceAll('\0', '') : value])) as RosterRow;
}
