import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { reportSync } from '../../../domain/report/sync-report.js';
import { syncFacts } from '../../unit/report/sync-facts.js';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

// One roster, written in very many ways: it is read as the same people, or refused by a name, and never as other people.

type Student = { number: string; first: string; last: string; grade: string; email: string; parent: string };
type Field = keyof Student;

const FIELDS: readonly Field[] = ['number', 'first', 'last', 'grade', 'email', 'parent'];
const HEADERS: Record<Field, readonly string[]> = {
  number: [
    'Student ID',
    'student_number',
    'STUDENTS.Student_Number',
    'Perm ID',
    'Pupil #',
    'SIS Number',
    'No de fiche',
    'Matricule',
    'Local ID',
    'student.studentNumber',
    'Stu Num',
  ],
  first: ['First Name', 'FIRST_NAME', 'Given Name', 'Forename', 'Prénom', 'Student First Name', 'student.firstName', 'Legal First Name'],
  last: ['Last Name', 'LAST_NAME', 'Surname', 'Family Name', 'Nom de famille', 'Student Last Name', 'student.lastName', 'Legal Last Name'],
  grade: ['Grade', 'Grade Level', 'GRADE_LEVEL', 'Current Grade', 'Niveau', 'Gr', 'student.grade', 'Year Level'],
  email: ['Email', 'E-Mail Address', 'Student Email', 'School Email', 'Courriel', 'Student Email Address', 'primary email'],
  parent: ['Parent Email', 'parentEmail', 'Guardian 1 Email', 'Mother’s Email', 'Contact 1 Email', 'Courriel de la mère'],
};
/** Columns beside them: what stands in each row, and whether Rollcall knows what they are. */
const OTHERS = [
  { header: 'Shoe Size', cell: '41', known: false },
  { header: 'Bus Colour', cell: 'yellow', known: false },
  { header: 'Date of Birth', cell: '2011-02-03', known: true },
  { header: 'Gender', cell: 'X', known: true },
  { header: 'Homeroom Teacher', cell: 'Mr. Stone', known: true },
  { header: 'Teacher Email', cell: 'stone@x.example', known: true },
  { header: 'Counselor Email', cell: 'counsel@x.example', known: true },
  { header: 'Middle Name', cell: 'M.', known: true },
  { header: 'Role', cell: 'Student', known: true },
  { header: 'Role ', cell: 'Prefect', known: false },
] as const;
const TITLES = [['Lincoln High School'], ['Student Directory', '2026'], ['Table 1'], ['Report run 3/23/2026'], ['']] as const;
const TRAILERS = [['Total', '', '', '5'], ['(5 rows affected)'], ['Printed on 3/23/2026'], ['-----', '-----', '-----'], ['End of report']] as const;

type Way = {
  headers: Record<Field, number>;
  order: number;
  others: readonly (typeof OTHERS)[number][];
  titles: readonly (readonly string[])[];
  trailers: readonly (readonly string[])[];
  /** People of the same file who do not count. */
  gone: number;
  elsewhere: number;
  odd: { status: boolean; gradeForm: number; wrapped: boolean; unknownStatus: boolean; wholeNames: boolean };
};

const student = (index: number, first: string, last: string, grade: number, hasParent: boolean): Student => ({
  number: `00${4100 + index}`,
  first,
  last,
  grade: String(grade),
  email: `s${index}@lincoln.example`,
  parent: hasParent ? `parent${index}@mail.example` : '',
});
const FIRSTS = ['Ann', 'Zoë', 'José', 'Mary Ann', 'D’Arcy', 'Null', 'Łukasz', 'Élodie'];
const LASTS = ['Lee', 'O’Brien', 'Smith-Jones', 'De la Cruz', 'Nuñez', 'Côté', 'Van Dyke', 'True'];
const roster = fc
  .array(fc.tuple(fc.constantFrom(...FIRSTS), fc.constantFrom(...LASTS), fc.integer({ min: 1, max: 12 }), fc.boolean()), {
    minLength: 2,
    maxLength: 9,
  })
  .map((people) => people.map((person, index) => student(index, ...person)));

const way: fc.Arbitrary<Way> = fc.record({
  headers: fc.record(Object.fromEntries(FIELDS.map((field) => [field, fc.nat(HEADERS[field].length - 1)])) as Record<Field, fc.Arbitrary<number>>),
  order: fc.nat(10_000),
  others: fc.subarray([...OTHERS], { maxLength: 4 }).filter((some) => some.filter(({ header }) => header.trim() === 'Role').length < 2),
  titles: fc.subarray([...TITLES], { maxLength: 2 }),
  trailers: fc.subarray([...TRAILERS], { maxLength: 2 }),
  gone: fc.nat(2),
  elsewhere: fc.nat(2),
  odd: fc.record({ status: fc.boolean(), gradeForm: fc.nat(5), wrapped: fc.boolean(), unknownStatus: fc.boolean(), wholeNames: fc.boolean() }),
});

type Written = { header: string[]; rows: string[][]; titles: string[][]; trailers: string[][]; numberColumn: number; known: boolean };

function write(people: readonly Student[], how: Way): Written {
  const hasStatus = how.odd.status || how.gone > 0;
  const hasSchool = how.elsewhere > 0;
  const gradeForms = [
    (g: string) => g,
    (g: string) => g.padStart(2, '0'),
    (g: string) => `Grade ${g}`,
    (g: string) => `${g}.0`,
    (g: string) => ` ${g} `,
    (g: string) => `Gr ${g}`,
  ];
  const wrap = (text: string): string => (how.odd.wrapped && text !== '' ? `="${text}"` : text);
  const columns = [
    ...FIELDS.filter((field) => !how.odd.wholeNames || (field !== 'first' && field !== 'last')).map((field) => ({
      header: HEADERS[field][how.headers[field]]!,
      isNumber: field === 'number',
      cell: (one: Student): string => wrap(field === 'grade' ? gradeForms[how.odd.gradeForm]!(one.grade) : one[field]),
    })),
    ...(how.odd.wholeNames ? [{ header: 'Student Name', isNumber: false, cell: (one: Student) => wrap(`${one.last}, ${one.first}`) }] : []),
    ...how.others.map(({ header, cell }) => ({ header, isNumber: false, cell: () => cell })),
    ...(hasStatus
      ? [
          {
            header: 'Enrollment Status',
            isNumber: false,
            cell: (one: Student & Fate) => (one.gone ? 'Withdrawn' : how.odd.unknownStatus ? 'Zyx' : 'Active'),
          },
        ]
      : []),
    ...(hasSchool ? [{ header: 'School', isNumber: false, cell: (one: Student & Fate) => (one.elsewhere ? 'Adams' : 'Lincoln HS') }] : []),
  ].toSorted((left, right) => rank(left.header, how.order) - rank(right.header, how.order));
  const extra = (index: number, fate: Partial<Fate>): Student & Fate => ({
    ...student(90 + index, 'Gone', 'Away', 9, false),
    gone: false,
    elsewhere: false,
    ...fate,
  });
  const all = [
    ...people.map((one) => ({ ...one, gone: false, elsewhere: false })),
    ...Array.from({ length: how.gone }, (_, index) => extra(index, { gone: true })),
    ...Array.from({ length: how.elsewhere }, (_, index) => extra(5 + index, { elsewhere: true })),
  ].toSorted((left, right) => rank(left.number, how.order) - rank(right.number, how.order));
  return {
    header: columns.map(({ header }) => header),
    rows: all.map((one) => columns.map(({ cell }) => cell(one))),
    titles: how.titles.map((title) => [...title]),
    trailers: how.trailers.map((trailer) => [...trailer]),
    numberColumn: columns.findIndex(({ isNumber }) => isNumber),
    known: how.others.every(({ known }) => known) && !(hasStatus && how.odd.unknownStatus),
  };
}

type Fate = { gone: boolean; elsewhere: boolean };

/** An order that depends on nothing but the text and a number. */
function rank(text: string, seed: number): number {
  let hash = seed | 0;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash;
}

type Reading = Awaited<ReturnType<typeof readAll>>;

/** The same people, or a named refusal; and whatever it is, an account that is complete and a report that keeps to it. */
function expectSamePeople(
  { result, people, problems }: Reading,
  given: readonly Student[],
  { header, rows, trailers, known }: Written,
  sheets: readonly string[] = [],
): 'read' | 'refused' {
  const { account } = result;
  const total = (entries: readonly { rows: number }[]): number => entries.reduce((sum, entry) => sum + entry.rows, 0);
  expect(total(account.lines)).toBe(result.rows);
  expect(account.sheets.map(({ name }) => name)).toEqual(sheets);
  expect(result.kind === 'read' ? 'read' : REFUSALS.find((code) => code === result.code)).toBeDefined();
  if (result.kind === 'rejected') return 'refused';
  // First and last name that are split from one column stand in front of those of the file.
  const added = header.includes('Student Name') ? ['last name', 'first name'] : [];
  expect(account.columns.map(({ name }) => name).toSorted()).toEqual([...added, ...header.map((one) => one.trim())].toSorted());
  expect(result.rows).toBe(rows.length + trailers.filter((line) => line.some((cell) => cell !== '')).length);
  expect(total(account.sheets.filter(({ use }) => use === 'USED'))).toBe(sheets.length > 0 ? result.rows : 0);
  const anywhere = (use: string): boolean => Object.values(account).some((entries) => entries.some((entry: { use: string }) => entry.use === use));
  expect(anywhere('UNKNOWN')).toBe(!known);
  const report = reportSync(
    syncFacts(
      'UNCHANGED',
      { rows: { total: result.rows, valid: result.valid, problems: result.problemRows, warnings: result.warnings } },
      { account },
    ),
    LOCALES[0],
  );
  // "Nothing to do" is for files that were understood as a whole.
  expect(result.problems.some(({ code }) => code.startsWith('unknown_'))).toBe(!known);
  expect(report.next.some(({ kind }) => kind === 'none') && (!known || problems.length > 0)).toBe(false);

  const expected = new Map(given.map((one) => [one.email, one]));
  for (const person of people) {
    const one = expected.get(person.email);
    expect(person).toMatchObject({
      firstName: one?.first.replaceAll('’', person.firstName.includes("'") ? "'" : '’'),
      lastName: one?.last.replaceAll('’', person.lastName.includes("'") ? "'" : '’'),
      studentId: one?.number,
      grade: one?.grade.padStart(2, '0'),
      parentEmail: one?.parent === '' ? null : one?.parent,
    });
  }
  expect(people).toHaveLength(given.length);
  return 'read';
}

const REFUSALS = ['missing_required_column', 'ambiguous_column', 'no_header', 'sheets_differ'];
const OWN = { ownSchool: ['Lincoln High School'] };

test('one roster in any text file is the same people, or a named refusal, and is accounted for', async () => {
  const dialect = fc.record({
    separator: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    quotes: fc.boolean(),
    encoding: fc.constantFrom('utf8', 'bom', 'utf16le', 'windows-1252'),
    pieceBytes: fc.constantFrom(7, 512),
  });
  const outcomes = { read: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(roster, way, dialect, async (people, how, { separator, end, quotes, encoding, pieceBytes }) => {
      const written = write(people, how);
      const cell = (text: string): string => (quotes || /[",;|\t\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text =
        [...written.titles, written.header, ...written.rows, ...written.trailers].map((row) => row.map(cell).join(separator)).join(end) + end;
      // Of the letters of the names, Windows-1252 lacks one, and ’ stands elsewhere than in Latin-1.
      if (encoding === 'windows-1252' && text.includes('Ł')) return;
      const bytes =
        encoding === 'windows-1252'
          ? Buffer.from(text.replaceAll('’', '\u0092'), 'latin1')
          : encoding === 'utf8'
            ? Buffer.from(text)
            : Buffer.from(`\ufeff${text}`, encoding === 'bom' ? 'utf8' : 'utf16le');
      outcomes[expectSamePeople(await readAll(bytes, 'students.csv', { ...OWN, pieceBytes }), people, written)] += 1;
    }),
    { numRuns: 300 },
  );
  // Refusing everything would be no reading.
  expect(outcomes.read).toBeGreaterThan(3 * outcomes.refused);
});

test('one roster in any workbook is the same people, or a named refusal, and is accounted for', async () => {
  const book = fc.record({
    tabs: fc.integer({ min: 1, max: 3 }),
    asNumbers: fc.boolean(),
    instructions: fc.boolean(),
    leavers: fc.boolean(),
    empty: fc.boolean(),
  });
  const outcomes = { read: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(roster, way, book, async (people, how, { tabs, asNumbers, instructions, leavers, empty }) => {
      const written = write(people, { ...how, odd: { ...how.odd, wrapped: false } });
      const workbook = new ExcelJS.Workbook();
      const lists = Array.from({ length: tabs }, (_, index) => `Grade ${index}`);
      if (instructions) workbook.addWorksheet('Read me').addRows([['How to use this file'], ['Fill in each row']]);
      if (leavers)
        workbook
          .addWorksheet('Withdrawn')
          .addRows([written.header, ...written.rows.map((row) => row.map((cell) => (cell.includes('@') ? `x${cell}` : cell)))]);
      for (const [index, name] of lists.entries()) {
        const sheet = workbook.addWorksheet(name);
        sheet.addRows([...written.titles, written.header]);
        for (const row of written.rows.filter((_, at) => at % tabs === index)) {
          const added = sheet.addRow(asNumbers ? row.map((cell, column) => (column === written.numberColumn ? Number(cell) : cell)) : row);
          if (asNumbers) added.getCell(written.numberColumn + 1).numFmt = '000000';
        }
        if (index === 0) sheet.addRows(written.trailers);
      }
      if (empty) workbook.addWorksheet('Sheet9');
      const reading = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx', {
        ...OWN,
        maps: { sheets: Object.fromEntries(lists.map((name) => [name, 'ROSTER'] as const)) },
      });
      const sheets = [...(instructions ? ['Read me'] : []), ...(leavers ? ['Withdrawn'] : []), ...lists, ...(empty ? ['Sheet9'] : [])];
      outcomes[expectSamePeople(reading, people, written, sheets)] += 1;
    }),
    // Each is read in a process of its own.
    { numRuns: 8 },
  );
  expect(outcomes.read).toBeGreaterThan(outcomes.refused);
}, 120_000);
