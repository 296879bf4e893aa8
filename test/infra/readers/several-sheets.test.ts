import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { lineInSheet } from '../../../domain/reading/sheet-lines.js';
import { sheetsToAskAbout } from '../../../domain/reading/sheets-of-file.js';
import { readAll } from './read-fixture.js';

const HEADER = ['Student ID', 'First Name', 'Last Name', 'Grade', 'Email'];
const student = (number: number, grade = 9): unknown[] => [`${number}`, `Ann${number}`, 'Lee', grade, `s${number}@x.example`];
const students = (from: number, to: number, grade = 9): unknown[][] =>
  Array.from({ length: to - from + 1 }, (_, index) => student(from + index, grade));
const list = (from: number, to: number, grade = 9): unknown[][] => [HEADER, ...students(from, to, grade)];

type Sheets = Record<string, unknown[][] | { rows: unknown[][]; state: 'hidden' | 'veryHidden' }>;
type Answers = Record<string, 'ROSTER' | 'IGNORE'>;

async function read(sheets: Sheets, answers: Answers = {}, fileName = 'students.xlsx') {
  const workbook = new ExcelJS.Workbook();
  for (const [name, content] of Object.entries(sheets)) {
    const { rows, state } = Array.isArray(content) ? { rows: content, state: 'visible' as const } : content;
    workbook.addWorksheet(name, { state }).addRows(rows);
  }
  const reading = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), fileName, { maps: { sheets: answers } });
  const { account } = reading.result;
  return {
    ...reading,
    numbers: reading.people.map(({ studentId }) => Number(studentId)).toSorted((left, right) => left - right),
    asked: sheetsToAskAbout(account.sheets),
    fates: Object.fromEntries(account.sheets.map(({ name, what, use, rows }) => [name, `${what} ${use} ${rows}`])),
  };
}

/** What every workbook must keep, however its sheets are read. */
function expectAccounted({ result, fates }: Awaited<ReturnType<typeof read>>, sheets: Sheets): void {
  expect(Object.keys(fates)).toEqual(Object.keys(sheets));
  const readRows = result.account.sheets.filter(({ what }) => what === 'list' || what === 'list_unsaid').reduce((sum, { rows }) => sum + rows, 0);
  expect(result.account.lines.reduce((sum, { rows }) => sum + rows, 0)).toBe(readRows);
  expect(result.rows).toBe(readRows);
}

describe('a workbook with several sheets of people', () => {
  const GRADES: Sheets = { 'Grade 9': list(1, 3), 'Grade 10': list(4, 5, 10), 'Copy of Grade 9': list(1, 2) };

  test('asks which of them are the roster, names all, and misses nobody meanwhile', async () => {
    const found = await read(GRADES);
    expect(found.asked).toEqual({ sheets: 'Grade 9, Grade 10, Copy of Grade 9', read: 'Grade 9, Grade 10, Copy of Grade 9' });
    expect(found.numbers).toEqual([1, 2, 3, 4, 5]);
    expect(found.result.problems).toMatchObject([{ code: 'several_sheets', params: { sheets: 'Grade 9, Grade 10, Copy of Grade 9' } }]);
    expect(found.result.account.sheets).toContainEqual({ name: 'Grade 10', what: 'list_unsaid', use: 'UNKNOWN', rows: 2, setting: 'maps.sheets' });
    expectAccounted(found, GRADES);
  });

  test('reads those that the school calls the roster, as one list, and asks no more', async () => {
    const found = await read(GRADES, { 'grade 9': 'ROSTER', ' Grade 10 ': 'ROSTER', 'Copy of Grade 9': 'IGNORE' });
    expect([found.asked, found.numbers, found.problems, found.result.problems]).toEqual([null, [1, 2, 3, 4, 5], [], []]);
    expect(found.fates).toEqual({ 'Grade 9': 'list USED 3', 'Grade 10': 'list USED 2', 'Copy of Grade 9': 'school_map LEFT_OUT 2' });
    expectAccounted(found, GRADES);
  });

  test('asks again about a sheet that comes later', async () => {
    const found = await read({ ...GRADES, 'Grade 11': list(6, 6, 11) }, { 'Grade 9': 'ROSTER', 'Grade 10': 'ROSTER', 'Copy of Grade 9': 'IGNORE' });
    expect([found.asked?.sheets, found.numbers]).toEqual(['Grade 9, Grade 10, Grade 11', [1, 2, 3, 4, 5, 6]]);
  });

  test.each<[what: string, sheets: Sheets, fileName: string, fates: Record<string, string>, numbers: number[]]>([
    [
      'people who have left, before those who are here',
      { Withdrawn: list(8, 9), Active: list(1, 3) },
      'students.xlsx',
      { Withdrawn: 'leavers LEFT_OUT 2', Active: 'list USED 3' },
      [1, 2, 3],
    ],
    [
      'alumni and inactive students',
      { Students: list(1, 2), Alumni: list(7, 9), 'Inactive 2025': list(5, 5) },
      'students.xlsx',
      { Students: 'list USED 2', Alumni: 'leavers LEFT_OUT 3', 'Inactive 2025': 'leavers LEFT_OUT 1' },
      [1, 2],
    ],
    [
      'the staff beside the students',
      {
        Staff: [
          ['Employee ID', 'First Name', 'Last Name', 'Email'],
          ['1', 'Tia', 'One', 't@x.example'],
        ],
        Students: list(1, 2),
      },
      'students.xlsx',
      { Staff: 'other_category LEFT_OUT 1', Students: 'list USED 2' },
      [1, 2],
    ],
    [
      'a hidden sheet',
      { Old: { rows: list(5, 9), state: 'hidden' }, Roster: list(1, 2) },
      'students.xlsx',
      { Old: 'hidden LEFT_OUT 0', Roster: 'list USED 2' },
      [1, 2],
    ],
    [
      'an empty sheet',
      { Sheet1: [], Roster: list(1, 2), Sheet3: [] },
      'students.xlsx',
      { Sheet1: 'empty LEFT_OUT 0', Roster: 'list USED 2', Sheet3: 'empty LEFT_OUT 0' },
      [1, 2],
    ],
    [
      'instructions first',
      { Instructions: [['How to fill in this template'], ['1. Enter each student'], ['2. Save']], Roster: list(1, 2) },
      'students.xlsx',
      { Instructions: 'not_a_list LEFT_OUT 0', Roster: 'list USED 2' },
      [1, 2],
    ],
    [
      'a pivot of the grades',
      {
        Pivot: [
          ['Row Labels', 'Count of Student ID'],
          ['9', 2],
          ['Grand Total', 2],
        ],
        Roster: list(1, 2),
      },
      'students.xlsx',
      { Pivot: 'not_a_list LEFT_OUT 0', Roster: 'list USED 2' },
      [1, 2],
    ],
    [
      'a summary by grade',
      {
        Roster: list(1, 2),
        Summary: [
          ['Grade', 'Students'],
          [9, 2],
        ],
      },
      'students.xlsx',
      { Roster: 'list USED 2', Summary: 'not_a_list LEFT_OUT 0' },
      [1, 2],
    ],
    [
      'sections and their teachers',
      {
        Sections: [
          ['Course', 'Section', 'Teacher', 'Room'],
          ['Math', '1', 'Lee', '12'],
        ],
        Roster: list(1, 2),
      },
      'students.xlsx',
      { Sections: 'not_a_list LEFT_OUT 0', Roster: 'list USED 2' },
      [1, 2],
    ],
    [
      'French leavers',
      { Élèves: list(1, 2), Sortants: list(8, 9) },
      'students.xlsx',
      { Élèves: 'list USED 2', Sortants: 'leavers LEFT_OUT 2' },
      [1, 2],
    ],
  ])('reads one list without a question beside %s', async (_, sheets, fileName, fates, numbers) => {
    const found = await read(sheets, {}, fileName);
    expect([found.asked, found.fates, found.numbers]).toEqual([null, fates, numbers]);
    expectAccounted(found, sheets);
  });

  test.each<[what: string, sheets: Sheets, numbers: number[]]>([
    ['without a column that the roster needs', { 'Grade 9': list(1, 2), 'Grade 10': [HEADER.slice(0, 4), ['4', 'Ann4', 'Lee', 10]] }, [1, 2]],
    [
      'with other headers',
      {
        Roster: list(1, 2),
        New: [
          ['Name', 'ID', 'Homeroom'],
          ['Lee, Bo', '7', '12B'],
        ],
      },
      [1, 2],
    ],
    [
      'of phone numbers',
      {
        Roster: list(1, 2),
        Contacts: [
          ['Last Name', 'First Name', 'Phone'],
          ['Lee', 'Bo', '212-555-0123'],
        ],
      },
      [1, 2],
    ],
  ])('asks about a sheet %s, and does not read it', async (_, sheets, numbers) => {
    const found = await read(sheets);
    const [first, other] = Object.keys(sheets) as [string, string];
    expect(found.asked).toEqual({ sheets: `${first}, ${other}`, read: first });
    expect([found.fates[other], found.numbers]).toEqual(['other_list UNKNOWN 1', numbers]);
    expect((await read(sheets, { [other]: 'IGNORE' })).asked).toBeNull();
    expectAccounted(found, sheets);
  });

  test('says which sheet lacks a column, once the school calls it the roster', async () => {
    const { result } = await read(
      { 'Grade 9': list(1, 2), 'Grade 10': [HEADER.slice(0, 4), student(4).slice(0, 4)] },
      { 'Grade 9': 'ROSTER', 'Grade 10': 'ROSTER' },
    );
    expect(result).toMatchObject({ kind: 'rejected', code: 'missing_required_column', params: { columns: 'email', sheet: 'Grade 10' } });
    expect(problemText('en', 'missing_required_column', result.problems.at(-1)!.params, { column: null, line: null }).message).toMatch(
      /^Sheet “Grade 10”: /,
    );
  });

  test('never reads a list of people who have left, whatever the school says of it', async () => {
    expect((await read({ Students: list(1, 2), Withdrawn: list(8, 9) }, { Students: 'ROSTER', Withdrawn: 'ROSTER' })).numbers).toEqual([1, 2]);
  });

  test('refuses sheets with other columns as one list, by their names', async () => {
    const people = [
      ['First Name', 'Last Name', 'Email', 'Role'],
      ['Tia', 'One', 't@x.example', 'Teacher'],
    ];
    const { result } = await read(
      {
        Students: [
          [...HEADER, 'Role'],
          [...student(1), 'Student'],
        ],
        People: people,
      },
      { Students: 'ROSTER', People: 'ROSTER' },
      'roster.xlsx',
    );
    expect(result).toMatchObject({ kind: 'rejected', code: 'sheets_differ', params: { first: 'Students', other: 'People' } });
  });

  test('is rejected where the school leaves out all of them', async () => {
    expect((await read({ Roster: list(1, 2) }, { roster: 'IGNORE' })).result).toMatchObject({ kind: 'rejected', code: 'sheets_left_out' });
  });

  test('reads columns in another order, and leaves what one sheet has no column for', async () => {
    const sheets: Sheets = {
      A: [
        [...HEADER, 'Parent Email'],
        [...student(1), 'mum@x.example'],
        [...student(2), ''],
      ],
      B: [
        ['Email', 'Grade', 'Last Name', 'First Name', 'Student ID', 'Shoe Size'],
        ['s3@x.example', 10, 'Lee', 'Ann3', '3', 41],
      ],
    };
    const { people, result } = await read(sheets, { A: 'ROSTER', B: 'ROSTER' });
    expect(people.map(({ studentId, parentEmail, unread }) => [studentId, parentEmail, unread])).toEqual([
      ['1', 'mum@x.example', undefined],
      ['2', null, undefined],
      ['3', null, ['parentEmail']],
    ]);
    expect(result.account.columns.map(({ name, use, rows }) => [name, use, rows])).toEqual([
      ...HEADER.map((name) => [name, 'USED', 3]),
      ['Parent Email', 'USED', 3],
      ['Shoe Size', 'UNKNOWN', 1],
    ]);
  });

  test('names the sheet of each problem, and the line that people see in it', async () => {
    const sheets: Sheets = {
      A: list(1, 2),
      B: [HEADER, [...student(3).slice(0, 4), 'nobody'], student(1), ['9', 'Other', 'Name', 9, 's2@x.example']],
    };
    const { problems } = await read(sheets, { A: 'ROSTER', B: 'ROSTER' });
    const told = problems.map(({ line, column, code, params }) => problemText('en', code, params, { line, column }).message.split(/; | but /)[0]);
    expect(problems.map(({ line, params }) => [params['sheet'], lineInSheet(line)])).toEqual([
      ['B', 2],
      ['A', 3],
      ['B', 3],
      ['B', 4],
    ]);
    expect(told[0]).toBe('Sheet “B”, line 2, column “Email”: the e-mail address cannot be right (it is other text).');
    expect(told[1]).toMatch(/^Sheet “A”, line 3: this row and line 4 \(B\) have the same e-mail address,/);
    expect(told[2]).toBe('Sheet “B”, line 3: this person is also on line 2 (A)');
  });
});
