import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { OPTIONAL_FIELDS } from '../../../domain/person.js';
import type { ProblemCode, ProblemParams } from '../../../domain/problem.js';
import type { SyncRef } from '../../../domain/steps.js';
import { inlineCell, makeWorkbook } from '../readers/make-workbook.js';
import { EVERYTHING, openRosterWorld, type Person, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const HEADER = [
  'email',
  'first name',
  'last name',
  'student id',
  'grade',
  'parentEmail',
  'parentPhone',
  'student phone',
  'idField1',
  'idField2',
] as const;
type Column = (typeof HEADER)[number];
const GOOD: Record<Column, string> = {
  email: 'ana@lincoln.example',
  'first name': 'Ana',
  'last name': 'Côté',
  'student id': '00007',
  grade: '12',
  parentEmail: 'mum@mail.example',
  parentPhone: '416-555-0102',
  'student phone': '416-555-0103',
  idField1: 'bus-7',
  idField2: 'locker-9',
};
const STORED = {
  email: 'ana@lincoln.example',
  firstName: 'Ana',
  lastName: 'Côté',
  studentId: '00007',
  grade: '12',
  gradeRaw: '12',
  parentEmail: 'mum@mail.example',
  parentPhone: '+14165550102',
  studentPhone: '+14165550103',
  idField1: 'bus-7',
  idField2: 'locker-9',
  state: 'ACTIVE',
};

const csv = (...rows: Partial<Record<Column, string>>[]): string =>
  [HEADER.join(','), ...rows.map((row) => HEADER.map((column) => quoted({ ...GOOD, ...row }[column])).join(','))].map((line) => `${line}\n`).join('');
const quoted = (text: string): string => (/[,;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const ana = async (school: RosterSchool): Promise<Person | undefined> => school.person('ana@lincoln.example');

async function schoolWithAna(): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', csv({}));
  expect(await ana(school)).toMatchObject(STORED);
  return school;
}

/** What is said of the first problem, in both languages. */
async function said(school: RosterSchool, ref: SyncRef): Promise<string> {
  const [problem] = await school.problems(ref);
  return LOCALES.map((locale) =>
    Object.values(problemText(locale, problem!.code as ProblemCode, problem!.params as ProblemParams, { column: null, line: null })).join(' '),
  ).join('\n');
}

const UNREADABLE: [Column, string][] = [
  ['grade', 'Zebra'],
  ['grade', 'Twelve'],
  ['grade', '11;12'],
  ['parentEmail', 'mum@x.org; dad@x.org'],
  ['parentEmail', 'mum at x'],
  ['parentEmail', '#N/A'],
  ['parentPhone', '12'],
  ['parentPhone', '555-0102'],
  ['parentPhone', '#REF!'],
  ['student phone', 'ask mum'],
  ['student phone', '#VALUE!'],
  ['idField1', '#N/A'],
  ['idField1', '1.23E+08'],
  ['idField1', 'bus\ufffd7'],
  ['idField2', 'x'.repeat(300)],
];

describe('a value that cannot be read', () => {
  test.each(UNREADABLE)('leaves the stored %s as it is and says so: %s', async (column, value) => {
    const school = await schoolWithAna();
    const { ref } = await school.upload('students.csv', csv({ [column]: value }));
    expect(await ana(school)).toMatchObject(STORED);
    expect(await school.sync(ref)).toMatchObject({
      status: 'UNCHANGED',
      rowsWarnings: 1,
      rowsProblems: 0,
      counts: { students: { updated: 0, unchanged: 1 } },
    });
    expect(await school.changes(ref)).toEqual([]);
    expect(await said(school, ref)).toMatch(
      /a stored one stays, and a new person has none for now\.[^]*celle qui est enregistrée reste, et une nouvelle personne n’en a pas pour le moment\./,
    );

    const again = await school.upload('students.csv', csv({ [column]: value }));
    expect(await school.sync(again.ref), 'the same file again').toMatchObject({ status: 'UNCHANGED' });
    expect(await ana(school)).toMatchObject(STORED);
  });

  test('in every optional cell at once keeps nothing else of the row from being taken', async () => {
    const school = await schoolWithAna();
    const spoiled = Object.fromEntries(OPTIONAL_FIELDS.map((field) => [field === 'studentPhone' ? 'student phone' : field, '#N/A']));
    const { ref } = await school.upload('students.csv', csv({ ...spoiled, grade: 'Zebra', 'first name': 'Anna' }));
    expect(await ana(school)).toMatchObject({ ...STORED, firstName: 'Anna' });
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', hold: null, counts: { students: { updated: 1 } } });
    const { state: _state, ...fields } = STORED;
    expect((await school.changes(ref))[0]).toMatchObject({ before: fields, after: { ...fields, firstName: 'Anna' } });
  });

  test('in cells of a workbook (#N/A) leaves what is stored, too', async () => {
    const school = await schoolWithAna();
    const error = (text: string): string => `<c t="e"><v>${text}</v></c>`;
    const cells = HEADER.map((column, index) =>
      index < 5 ? inlineCell(GOOD[column]) : error(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?'][index - 5]!),
    );
    const { ref } = await school.upload(
      'students.xlsx',
      makeWorkbook(`<row r="1">${HEADER.map(inlineCell).join('')}</row><row r="2">${cells.join('')}</row>`),
    );
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', rowsTotal: 1, rowsWarnings: 5 });
    expect(await ana(school)).toMatchObject(STORED);
  });

  test('of somebody who is new leaves an empty place, which the first readable one fills', async () => {
    const school = await schoolWithAna();
    const ben = { email: 'ben@lincoln.example', 'first name': 'Ben', 'student id': '00008' };
    await school.upload(
      'students.csv',
      csv({}, { ...ben, grade: 'Zebra', parentEmail: 'mum@x.org; dad@x.org', parentPhone: '12', idField1: '#N/A' }),
    );
    expect(await school.person('ben@lincoln.example')).toMatchObject({
      grade: null,
      gradeRaw: 'Zebra',
      parentEmail: null,
      parentPhone: null,
      idField1: null,
      idField2: 'locker-9',
    });
    await school.upload('students.csv', csv({}, ben));
    expect(await school.person('ben@lincoln.example')).toMatchObject({
      grade: '12',
      gradeRaw: '12',
      parentEmail: 'mum@mail.example',
      parentPhone: '+14165550102',
      idField1: 'bus-7',
    });
  });

  test('of somebody who comes back is not taken either', async () => {
    const school = await schoolWithAna();
    await school.change('ana@lincoln.example', { state: 'ARCHIVED' });
    const { ref } = await school.upload('students.csv', csv({ grade: 'Zebra', parentPhone: '12' }));
    expect(await school.sync(ref)).toMatchObject({ counts: { students: { restored: 1 } } });
    expect(await ana(school)).toMatchObject(STORED);
  });

  test('in a whole column clears nobody, and holds nothing back', async () => {
    const school = await world.school({ students: EVERYTHING });
    const rows = (phone: string) =>
      Array.from({ length: 40 }, (_, index) => ({
        email: `s${index}@lincoln.example`,
        'first name': `First${index}`,
        'student id': `1${index + 100}`,
        parentPhone: phone,
      }));
    await school.upload('students.csv', csv(...rows('416-555-0102')));
    const { ref } = await school.upload('students.csv', csv(...rows('555-0102')));
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', hold: null, rowsWarnings: 40 });
    expect(new Set((await school.people()).map(({ parentPhone }) => parentPhone))).toEqual(new Set(['+14165550102']));
  });

  test('a grade that is stored as the file spells it stays so while it is not known, and follows the file', async () => {
    const school = await world.school({ students: EVERYTHING });
    for (const grade of ['Zebra', 'Yak']) {
      await school.upload('students.csv', csv({ grade }));
      expect(await ana(school)).toMatchObject({ grade: null, gradeRaw: grade });
    }
    await school.upload('students.csv', csv({ grade: 'Grade 11' }));
    await school.upload('students.csv', csv({ grade: 'Zebra' }));
    expect(await ana(school), 'a grade keeps its own text').toMatchObject({ grade: '11', gradeRaw: 'Grade 11' });
  });
});

describe('a blank cell', () => {
  test.each(['parentEmail', 'parentPhone', 'student phone', 'idField1', 'idField2'] as const)('still clears the optional %s', async (column) => {
    const school = await schoolWithAna();
    const field = column === 'student phone' ? 'studentPhone' : column;
    await school.upload('students.csv', csv({ [column]: '' }));
    expect(await ana(school)).toMatchObject({ ...STORED, [field]: null });
  });

  test('clears also after a night on which the value could not be read', async () => {
    const school = await schoolWithAna();
    await school.upload('students.csv', csv({ parentPhone: '12' }));
    await school.upload('students.csv', csv({ parentPhone: '' }));
    expect(await ana(school)).toMatchObject({ ...STORED, parentPhone: null });
  });

  test('is something else than a cell that is not there: a row that ends early clears nothing', async () => {
    const school = await schoolWithAna();
    const { ref } = await school.upload('students.csv', csv({}).replace(',bus-7,locker-9', ''));
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', rowsWarnings: 1 });
    expect(await ana(school)).toMatchObject(STORED);
    expect(await said(school, ref)).toContain('what is stored stays');
  });
});

describe('of several rows for one student', () => {
  test('one that cannot be read leaves the guardian who is stored, in any order of the rows', async () => {
    for (const reversed of [false, true]) {
      const school = await schoolWithAna();
      const rows = [{ parentEmail: 'zoe@mail.example', parentPhone: '416-555-0199' }, { parentEmail: 'mum@x.org; mum@y.org' }];
      await school.upload('students.csv', csv(...(reversed ? rows.toReversed() : rows)));
      expect(await ana(school)).toMatchObject(STORED);
    }
  });

  test('one that is read counts, where the other one only lacks a phone number that can be read', async () => {
    for (const reversed of [false, true]) {
      const school = await schoolWithAna();
      const rows = [{ parentEmail: 'dad@mail.example', parentPhone: '12' }, {}];
      await school.upload('students.csv', csv(...(reversed ? rows.toReversed() : rows)));
      expect(await ana(school)).toMatchObject({ ...STORED, parentEmail: 'dad@mail.example', parentPhone: '+14165550102' });
    }
  });
});

describe('a name that has lost letters', () => {
  test.each([
    ['last name', 'C\ufffdt\ufffd'],
    ['last name', '\ufffd\ufffd\ufffd\ufffd'],
    ['first name', '\ufffdna'],
  ] as const)('never overwrites a stored one that fits: %s %s', async (column, name) => {
    const school = await schoolWithAna();
    const { ref } = await school.upload('students.csv', csv({ [column]: name }));
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', hold: null, rowsWarnings: 1 });
    expect(await ana(school)).toMatchObject(STORED);
    expect(await said(school, ref)).toMatch(/A stored name that fits the other letters stays[^]*Un nom enregistré qui correspond/);
  });

  test('does not keep the rest of the row from being taken, nor make another human of the person', async () => {
    const school = await schoolWithAna();
    await school.upload(
      'students.csv',
      csv({ 'first name': '\ufffdna', 'last name': '\ufffdôt\ufffd', email: 'ana.cote@lincoln.example', parentPhone: '416-555-0111' }),
    );
    expect(await school.person('ana.cote@lincoln.example')).toMatchObject({
      ...STORED,
      email: 'ana.cote@lincoln.example',
      parentPhone: '+14165550111',
    });
  });

  test('is taken as any other where it does not fit, and of somebody who is new', async () => {
    const school = await schoolWithAna();
    await school.upload(
      'students.csv',
      csv({ 'last name': 'C_%\ufffd' }, { email: 'ben@lincoln.example', 'student id': '00008', 'last name': 'L\ufffde' }),
    );
    expect(await ana(school)).toMatchObject({ lastName: 'C_%\ufffd' });
    expect(await school.person('ben@lincoln.example')).toMatchObject({ lastName: 'L\ufffde' });
    const { ref } = await school.upload(
      'students.csv',
      csv({ 'last name': 'C_%\ufffd' }, { email: 'ben@lincoln.example', 'student id': '00008', 'last name': 'L\ufffde' }),
    );
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED' });
  });
});
