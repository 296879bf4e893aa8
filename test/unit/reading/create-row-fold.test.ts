import { describe, expect, test } from 'vitest';
import { batchRows } from '../../support/batch-rows.js';
import { createRowFold } from '../../../domain/reading/create-row-fold.js';
import { ROWS_PER_BATCH } from '../../../domain/reading/row-batch.js';
import type { RosterRow } from '../../../domain/reading/types.js';
import fc from '../../support/property.js';

function student(line: number, overrides: Partial<RosterRow> = {}): RosterRow {
  return {
    line,
    category: 'students',
    role: 'STUDENT',
    email: `s${line}@x.org`,
    firstName: 'Ana',
    lastName: 'Lee',
    studentId: String(1000 + line),
    grade: '09',
    gradeRaw: '9',
    parentEmail: null,
    parentPhone: null,
    studentPhone: null,
    idField1: null,
    idField2: null,
    staffId: null,
    ...overrides,
  };
}

function fold(rows: RosterRow[]) {
  const folding = createRowFold();
  for (let from = 0; from < rows.length; from += ROWS_PER_BATCH) folding.add(batchRows(rows.slice(from, from + ROWS_PER_BATCH)));
  return folding.finish();
}

/** The people that remain, as the stager ends up with them, without line numbers. */
function people(rows: RosterRow[]): string[] {
  const { dropLines, amendments } = fold(rows);
  return rows
    .filter(({ line }) => !dropLines.includes(line))
    .map((row) => ({ ...row, ...amendments.find(({ line }) => line === row.line), line: 0 }))
    .map((row) => JSON.stringify(row))
    .sort();
}

const SAME = { email: 'ana@x.org', studentId: '1' };

describe('rows that contradict each other are all dropped', () => {
  test.each<[string, Partial<RosterRow>]>([
    ['another number with the same address', { studentId: '2' }],
    ['another address with the same number', { email: 'other@x.org' }],
    ['another first name', { firstName: 'Bo' }],
    ['another last name', { lastName: 'Li' }],
    ['another grade', { grade: '10', gradeRaw: '10' }],
    ['another unknown grade', { grade: null, gradeRaw: 'Blue' }],
    ['another role', { role: 'TEACHER', category: 'teachers', studentId: null }],
  ])('%s', (_, difference) => {
    const result = fold([student(2, SAME), student(3), student(4, { ...SAME, ...difference })]);
    expect(result.dropLines).toEqual([2, 4]);
    expect(result.contradicting).toEqual([2, 4]);
    expect(result.mentions.map(({ line, email }) => [line, email])).toEqual([
      [2, 'ana@x.org'],
      [4, difference.email ?? 'ana@x.org'],
    ]);
    expect(result.problems).toMatchObject([
      { line: 2, code: 'contradicting_rows', severity: 'error', params: { other: 4 } },
      { line: 4, code: 'contradicting_rows', severity: 'error', params: { other: 2 } },
    ]);
  });

  test('also when only a third row connects two that seem strangers', () => {
    const rows = [
      student(2, { email: 'a@x.org', studentId: '1' }),
      student(3, { email: 'b@x.org', studentId: '2' }),
      student(4, { email: 'a@x.org', studentId: '2' }),
    ];
    expect(fold(rows).dropLines).toEqual([2, 3, 4]);
  });
});

describe('rows that agree become one', () => {
  test('the same row twice, with a remark', () => {
    expect(fold([student(2, SAME), student(3, SAME)])).toEqual({
      dropLines: [3],
      contradicting: [],
      unidentified: 0,
      amendments: [],
      mentions: [],
      problems: [{ line: 3, column: null, field: null, code: 'duplicate_person', severity: 'warning', params: { first: 2 } }],
    });
  });

  test('many of them, with one remark that counts them', () => {
    const people = Array.from({ length: 300 }, (_, n) => ({ email: `p${n}@x.org`, studentId: String(n) }));
    const once = people.map((person, n) => student(2 + n, { ...SAME, ...person }));
    const again = people.map((person, n) => student(302 + n, { ...SAME, ...person }));
    const result = fold([...once, ...again]);
    expect(result.dropLines).toHaveLength(300);
    expect(result.problems).toEqual([
      { line: null, column: null, field: null, code: 'duplicate_person', severity: 'warning', params: { rows: 300, line: 302, first: 2 } },
    ]);
  });

  test('one row per guardian, without a remark, and what belongs to one guardian stays together', () => {
    const mother = { parentEmail: 'ma@x.org', parentPhone: '+15145550111' };
    const father = { parentEmail: 'pa@x.org', parentPhone: '+15145550100' };
    const result = fold([student(2, { ...SAME, ...father }), student(3, { ...SAME, ...mother })]);
    expect(result.problems).toEqual([]);
    expect(result.dropLines).toEqual([3]);
    expect(result.amendments).toMatchObject([{ line: 2, ...mother }]);
  });

  test('blanks are filled from the other rows', () => {
    const rows = [
      student(2, SAME),
      student(3, { ...SAME, parentEmail: 'ma@x.org', idField1: 'x' }),
      student(4, { ...SAME, parentPhone: '+15145550100', studentPhone: '+15145550199' }),
    ];
    expect(fold(rows).amendments).toEqual([
      {
        line: 2,
        role: 'STUDENT',
        firstName: 'Ana',
        lastName: 'Lee',
        gradeRaw: '9',
        parentEmail: 'ma@x.org',
        parentPhone: '+15145550100',
        studentPhone: '+15145550199',
        idField1: 'x',
        idField2: null,
      },
    ]);
  });

  test('a grade may be written in two ways', () => {
    expect(fold([student(2, SAME), student(3, { ...SAME, gradeRaw: 'Grade 9' })]).contradicting).toEqual([]);
  });

  test.each([
    ['McDonald', 'MCDONALD', 'McDonald'],
    ['mcdonald', 'McDonald', 'McDonald'],
    ['Côté', 'CÔTÉ', 'Côté'],
    ['Cote', 'Côté', 'Côté'],
    ['OBrien', 'O’Brien', 'O’Brien'],
    ['Smith Jones', 'Smith-Jones', 'Smith Jones'],
    ['ROY', 'roy', 'ROY'],
  ])('one guardian’s row says %s and the other’s %s: the student is %s, whichever comes first', (one, other, chosen) => {
    const folded = (first: string, second: string): string[] =>
      people([student(2, { ...SAME, lastName: first, parentEmail: 'ma@x.org' }), student(3, { ...SAME, lastName: second, parentEmail: 'pa@x.org' })]);
    expect(folded(one, other)).toEqual(folded(other, one));
    expect(folded(one, other).map((row) => (JSON.parse(row) as RosterRow).lastName)).toEqual([chosen]);
  });

  test('the best spelling of each name counts, also when no row has both', () => {
    const rows = [student(2, { ...SAME, firstName: 'Zoë', lastName: 'MCDONALD' }), student(3, { ...SAME, firstName: 'ZOE', lastName: 'McDonald' })];
    expect(people(rows).map((row) => JSON.parse(row) as RosterRow)).toMatchObject([{ firstName: 'Zoë', lastName: 'McDonald' }]);
  });

  test('people who share only a guardian stay two', () => {
    expect(fold([student(2, { parentEmail: 'ma@x.org' }), student(3, { parentEmail: 'ma@x.org' })]).dropLines).toEqual([]);
  });

  test('texts that meet end to end are not the same', () => {
    expect(
      fold([student(2, { ...SAME, firstName: 'Ann', lastName: 'eLee' }), student(3, { ...SAME, firstName: 'Anne', lastName: 'Lee' })]).contradicting,
    ).toEqual([2, 3]);
  });
});

test('the outcome does not depend on the order of the rows', () => {
  const row = fc.record({
    email: fc.constantFrom('a@x.org', 'b@x.org', 'c@x.org', 'd@x.org'),
    studentId: fc.constantFrom('1', '2', '3', '4'),
    firstName: fc.constantFrom('Ana', 'Ana', 'ANA', 'Bo'),
    lastName: fc.constantFrom('McDonald', 'MCDONALD', 'Mcdonald', 'mcdonáld'),
    grade: fc.constantFrom('09', '09', '09', null),
    gradeRaw: fc.constantFrom('9', 'Grade 9'),
    parentEmail: fc.constantFrom(null, 'ma@x.org', 'pa@x.org'),
    parentPhone: fc.constantFrom(null, '+15145550100', '+15145550111'),
    studentPhone: fc.constantFrom(null, '+15145550122'),
    idField1: fc.constantFrom(null, 'é', 'x'),
    idField2: fc.constantFrom(null, '李'),
  });
  fc.assert(
    fc.property(
      fc
        .array(row, { minLength: 1, maxLength: 12 })
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }))),
      ([rows, shuffled]) => {
        const numbered = (list: typeof rows) => list.map((one, index) => student(index + 2, one));
        expect(people(numbered(shuffled))).toEqual(people(numbered(rows)));
        const problemCodes = (list: typeof rows) =>
          fold(numbered(list))
            .problems.map(({ code }) => code)
            .sort();
        expect(problemCodes(shuffled)).toEqual(problemCodes(rows));
      },
    ),
    { numRuns: 1000 },
  );
});

test('finds the one repeated row among many', () => {
  const rows = Array.from({ length: 59_998 }, (_, index) => student(index + 2, { parentEmail: `p${index + 2}@x.org` }));
  const result = fold([...rows, student(60_000, { email: 's777@x.org', studentId: '1777', parentEmail: 'a@x.org' })]);
  expect(result.dropLines).toEqual([60_000]);
  expect(result.amendments).toMatchObject([{ line: 777, parentEmail: 'a@x.org' }]);
});
