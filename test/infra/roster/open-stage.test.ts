import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { categoryOf } from '../../../domain/category.js';
import { UNREAD_BIT, UNREAD_FIELDS } from '../../../domain/person.js';
import { batchRows } from '../../support/batch-rows.js';
import type { RosterRow } from '../../../domain/reading/types.js';
import { openStage } from '../../../store/roster/open-stage.js';
import { stageTable } from '../../../store/roster/stage-table.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import fc from '../../support/property.js';

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
const row: fc.Arbitrary<Omit<RosterRow, 'line' | 'category'>> = fc.record({
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
  staffId: maybe,
  unread: fc.subarray([...UNREAD_FIELDS]),
});

test('what a row says is stored letter by letter, whatever characters it has', async () => {
  const client = await database.pool.connect();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.array(row, { maxLength: 3 }), async (first, second) => {
        const syncId = randomUUID();
        const rows = [...first, ...second].map((one, index): RosterRow => ({ line: index + 2, category: categoryOf(one.role), ...one }));
        await client.query('BEGIN');
        const stage = await openStage(client, syncId);
        await stage.add(batchRows(rows.slice(0, first.length)));
        await stage.add(batchRows(rows.slice(first.length)));
        await stage.close();
        const stored = await client.query<RosterRow & { bits: number }>(
          `SELECT line, role::text, email, first_name AS "firstName", last_name AS "lastName", student_id AS "studentId", grade,
                  grade_raw AS "gradeRaw", parent_email AS "parentEmail", parent_phone AS "parentPhone", student_phone AS "studentPhone",
                  id_field1 AS "idField1", id_field2 AS "idField2", staff_id AS "staffId", unread AS bits
             FROM ${stageTable(syncId)} ORDER BY line`,
        );
        await client.query('ROLLBACK');
        expect(
          stored.rows.map(({ bits, ...rest }) => ({ ...rest, unread: UNREAD_FIELDS.filter((field) => (bits & UNREAD_BIT[field]) !== 0) })),
        ).toEqual(rows.map(asStored));
      }),
      { numRuns: 60 },
    );
  } finally {
    client.release();
  }
});

/** Without the one character that PostgreSQL cannot store. An optional value that is empty is none. */
function asStored(row: RosterRow): Omit<RosterRow, 'category'> {
  const stored = (field: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const text = value.replaceAll('\0', '');
    return text === '' && !REQUIRED.includes(field) ? null : text;
  };
  const fields = Object.entries(row).filter(([field]) => field !== 'category');
  return Object.fromEntries(fields.map(([field, value]) => [field, stored(field, value)])) as Omit<RosterRow, 'category'>;
}

const REQUIRED = ['email', 'firstName', 'lastName'];
