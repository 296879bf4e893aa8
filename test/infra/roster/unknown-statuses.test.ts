import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { loadAccount } from '../../../store/views/load-account.js';
import { rerunSync } from '../../../services/syncs/rerun-sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** The student file with a status for each of them; `Active` where none is given. */
function withStatus(students: readonly number[], statuses: Readonly<Record<number, string>> = {}, header = 'Status'): string {
  const [head, ...lines] = studentsCsv([...students])
    .trim()
    .split('\n');
  return [`${head},${header}`, ...lines.map((line, index) => `${line},${statuses[students[index]!] ?? 'Active'}`)].join('\n');
}

const state = async (school: RosterSchool, number: number): Promise<string> => (await school.person(`s${number}@lincoln.example`))?.state ?? 'NOBODY';

async function schoolOf(students: number[]): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', withStatus(students));
  return school;
}

describe('a status word that nobody knows', () => {
  test('keeps who is there, and lets neither somebody new nor somebody archived in', async () => {
    const school = await schoolOf(numbers(1, 30));
    await school.upload('students.csv', withStatus(numbers(1, 29)));
    expect(await state(school, 30)).toBe('ARCHIVED');
    const { ref } = await school.upload('students.csv', withStatus(numbers(1, 31), { 1: 'Xyz', 2: 'Graduated', 30: 'xyz', 31: 'XYZ' }));
    expect(await school.sync(ref)).toMatchObject({
      status: 'HELD',
      hold: [{ code: 'unknown_status', category: 'students', params: { word: 'Xyz', rows: 3, column: 'Status' } }],
    });
    expect(await Promise.all([1, 2, 30, 31].map((number) => state(school, number)))).toEqual(['ACTIVE', 'ARCHIVED', 'ARCHIVED', 'NOBODY']);
    expect((await school.problems(ref)).map(({ code, params }) => [code, params])).toEqual([['unknown_status', { word: 'Xyz', rows: 3 }]]);
    for (const locale of LOCALES) {
      const account = await loadAccount(world.database, ref.syncId, locale);
      expect(account.words).toContainEqual(expect.objectContaining({ name: 'Xyz', use: 'UNKNOWN', rows: 3, setting: 'maps.statuses' }));
      expect(account.lines.reduce((sum, { rows }) => sum + rows, 0)).toBe(31);
      expect(JSON.stringify(account)).not.toContain('@');
    }
  });

  test('on the first day, when every row says E1, is one question, and its answer lets all of them in', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = withStatus(numbers(1, 40), Object.fromEntries(numbers(1, 40).map((number) => [number, 'E1'])));
    const { ref } = await school.upload('students.csv', file);
    expect(await school.people()).toEqual([]);
    expect((await school.sync(ref)).hold).toMatchObject([{ code: 'unknown_status', params: { word: 'E1', rows: 40 } }]);
    const rerun = async () => rerunSync(world, { schoolId: school.id, syncId: ref.syncId, accountId: school.id, reason: 'mapped' });
    expect(await rerun()).toMatchObject({ kind: 'decide_first' });
    await school.set((settings) => (settings.maps.statuses = { e1: 'PRESENT' }));
    const again = await rerun();
    if (again.kind !== 'received') throw new Error(again.kind);
    const { uploadId } = await world.database.prisma.sync.findUniqueOrThrow({ where: { id: again.syncId } });
    await school.run({ ...ref, syncId: again.syncId, uploadId });
    expect(await school.people()).toHaveLength(40);
    expect(await world.database.prisma.sync.findUniqueOrThrow({ where: { id: again.syncId } })).toMatchObject({ status: 'APPLIED', hold: null });
    // The answer is kept for the next file.
    const next = await school.upload('students.csv', file.replace('First1,', 'Firsty1,'));
    expect(await school.sync(next.ref)).toMatchObject({ status: 'APPLIED', hold: null });
  });

  test('beside a name keeps who is there under their own name, and keeps somebody new out', async () => {
    const school = await schoolOf(numbers(1, 30));
    const file = withStatus(numbers(1, 31)).replace('Last2,', 'Last2 (withdrawn),').replace('Last31,', '*Last31 - Withdrawn,');
    const { ref } = await school.upload('students.csv', file);
    expect(await school.sync(ref)).toMatchObject({
      status: 'HELD',
      hold: [{ code: 'unknown_status', params: { word: 'withdrawn', rows: 2, column: 'last name' } }],
    });
    expect(await Promise.all([2, 31].map((number) => state(school, number)))).toEqual(['ACTIVE', 'NOBODY']);
    expect((await school.person('s2@lincoln.example'))?.lastName).toBe('Last2');
    await school.set((settings) => (settings.maps.statuses = { withdrawn: 'GONE' }));
    await school.upload('students.csv', `${file}\n`);
    expect(await Promise.all([2, 31].map((number) => state(school, number)))).toEqual(['ARCHIVED', 'NOBODY']);
  });

  test('is what two columns say that contradict each other', async () => {
    const school = await schoolOf(numbers(1, 30));
    const [head, ...lines] = withStatus(numbers(1, 31)).split('\n');
    const file = [`${head},Exit Date`, ...lines.map((line, index) => `${line},${index === 1 || index === 30 ? '2026-01-15' : ''}`)].join('\n');
    const { ref } = await school.upload('students.csv', file);
    expect(await school.sync(ref)).toMatchObject({
      status: 'HELD',
      hold: [{ code: 'unknown_status', params: { of: 'contradiction', column: 'Exit Date', rows: 2 } }],
    });
    expect(await Promise.all([2, 31].map((number) => state(school, number)))).toEqual(['ACTIVE', 'NOBODY']);
    await school.set((settings) => (settings.maps.headers = { 'Exit Date': 'exitDate' }));
    const again = await school.upload('students.csv', `${file}\n`);
    expect(await school.sync(again.ref)).toMatchObject({ status: 'APPLIED', hold: null });
    expect(await Promise.all([2, 31].map((number) => state(school, number)))).toEqual(['ARCHIVED', 'NOBODY']);
  });

  test('is a reason for leaving that no column of who is here stands beside', async () => {
    const school = await schoolOf(numbers(1, 30));
    const [head, ...lines] = studentsCsv(numbers(1, 31)).trimEnd().split('\n');
    const file = [`${head},Exit Reason`, ...lines.map((line, index) => `${line},${index === 1 || index === 30 ? 'Moved away' : ''}`)].join('\n');
    const { ref } = await school.upload('students.csv', file);
    expect(await school.sync(ref)).toMatchObject({
      status: 'HELD',
      hold: [{ code: 'unknown_status', params: { of: 'reason', column: 'Exit Reason', rows: 2 } }],
    });
    expect(await Promise.all([2, 31].map((number) => state(school, number)))).toEqual(['ACTIVE', 'NOBODY']);
  });

  test('said to be gone, archives who is there by the usual rules', async () => {
    const school = await schoolOf(numbers(1, 30));
    await school.set((settings) => (settings.maps.statuses = { Xyz: 'GONE' }));
    const { ref } = await school.upload('students.csv', withStatus(numbers(1, 30), { 4: 'Xyz' }));
    expect(await school.changes(ref)).toMatchObject([{ kind: 'ARCHIVE', state: 'PLANNED', whyCode: 'missing_from_file' }]);
    expect(await state(school, 4)).toBe('ARCHIVED');
  });
});

describe('a file that lists several schools', () => {
  /** The student file with a school for each of them; `Lincoln` where none is given. */
  const withSchool = (students: readonly number[], schools: Readonly<Record<number, string>>): string =>
    withStatus(students, schools, 'School').replaceAll(',Active', ',Lincoln');

  test('changes nobody until the school says which of them it is, and then only its rows count', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = withSchool(numbers(1, 30), { 21: 'Adams', 22: 'Adams', 23: 'Roosevelt' });
    const { ref } = await school.upload('students.csv', file);
    expect(await school.people()).toEqual([]);
    expect((await school.sync(ref)).hold).toMatchObject([
      { code: 'several_schools', category: 'students', params: { schools: 3, names: 'Lincoln (27), Adams (2), Roosevelt (1)' } },
    ]);
    await school.set((settings) => (settings.ownSchool = ['LINCOLN']));
    const again = await rerunSync(world, { schoolId: school.id, syncId: ref.syncId, accountId: school.id, reason: 'own school' });
    if (again.kind !== 'received') throw new Error(again.kind);
    const { uploadId } = await world.database.prisma.sync.findUniqueOrThrow({ where: { id: again.syncId } });
    await school.run({ ...ref, syncId: again.syncId, uploadId });
    expect((await school.people()).map(({ state: is }) => is)).toHaveLength(27);
    // Who moves to another school leaves this one; who has no school stays.
    await school.upload('students.csv', withSchool(numbers(1, 31), { 4: 'Adams', 5: ' ', 21: 'Adams', 22: 'Adams', 23: 'Roosevelt', 31: ' ' }));
    expect(await Promise.all([4, 5, 21, 31].map((number) => state(school, number)))).toEqual(['ARCHIVED', 'ACTIVE', 'NOBODY', 'NOBODY']);
  });

  test('holds the archiving of who is there already, whatever the file would make of them', async () => {
    const school = await schoolOf(numbers(1, 30));
    const { ref } = await school.upload('students.csv', withSchool([...numbers(1, 12), ...numbers(15, 30)], { 2: 'Adams' }));
    expect((await school.sync(ref)).hold).toMatchObject([{ code: 'several_schools' }]);
    expect(await state(school, 13)).toBe('ACTIVE');
  });
});

test('a workbook with several lists changes nobody until the school says which of them are the roster, and keeps the answer', async () => {
  const school = await world.school({ students: EVERYTHING });
  const workbook = async (grades: Record<string, readonly number[]>): Promise<Buffer> => {
    const book = new ExcelJS.Workbook();
    for (const [name, students] of Object.entries(grades))
      book.addWorksheet(name).addRows(
        studentsCsv([...students])
          .trim()
          .split('\n')
          .map((line) => line.split(',')),
      );
    return Buffer.from(await book.xlsx.writeBuffer());
  };
  const file = await workbook({
    'Grade 9': numbers(1, 20),
    'Grade 10': numbers(21, 40),
    Withdrawn: numbers(41, 44),
    'Copy of Grade 9': numbers(1, 18),
  });
  const { ref } = await school.upload('students.xlsx', file);
  expect(await school.people()).toEqual([]);
  const lists = 'Grade 9, Grade 10, Copy of Grade 9';
  expect((await school.sync(ref)).hold).toMatchObject([{ code: 'several_sheets', category: 'students', params: { sheets: lists, read: lists } }]);
  await school.set((settings) => (settings.maps.sheets = { 'Grade 9': 'ROSTER', 'Grade 10': 'ROSTER', 'Copy of Grade 9': 'IGNORE' }));
  const again = await rerunSync(world, { schoolId: school.id, syncId: ref.syncId, accountId: school.id, reason: 'sheets' });
  if (again.kind !== 'received') throw new Error(again.kind);
  const { uploadId } = await world.database.prisma.sync.findUniqueOrThrow({ where: { id: again.syncId } });
  await school.run({ ...ref, syncId: again.syncId, uploadId });
  expect(await school.people()).toHaveLength(40);
  // The next evening somebody leaves from the second sheet, and one is on both.
  const next = await school.upload(
    'students.xlsx',
    await workbook({ 'Grade 9': numbers(1, 21), 'Grade 10': [...numbers(21, 29), ...numbers(31, 40)] }),
  );
  expect(await school.sync(next.ref)).toMatchObject({ status: 'APPLIED', hold: null });
  expect(await Promise.all([21, 30, 40].map((number) => state(school, number)))).toEqual(['ACTIVE', 'ARCHIVED', 'ACTIVE']);
});

test('archives a student whom the file calls withdrawn, and holds it where they are many', async () => {
  const school = await schoolOf(numbers(1, 30));
  const { ref } = await school.upload(
    'students.csv',
    withStatus(numbers(1, 30), Object.fromEntries(numbers(1, 20).map((number) => [number, 'Withdrawn']))),
  );
  expect((await school.sync(ref)).hold).toMatchObject([{ code: 'archive_guard' }]);
  expect(await state(school, 1)).toBe('ACTIVE');
});

test('neither archives nor adds a student whose entry date is still to come', async () => {
  const school = await schoolOf(numbers(1, 10));
  const later = Object.fromEntries(numbers(1, 11).map((number) => [number, '2025-08-18']));
  await school.upload('students.csv', withStatus(numbers(1, 11), { ...later, 3: '2999-09-01', 11: '2999-09-01' }, 'Entry Date'));
  expect([await state(school, 3), await state(school, 11)]).toEqual(['ACTIVE', 'NOBODY']);
});

test('a title that is not known changes nobody’s role, and neither does the name of the file', async () => {
  const school = await world.school({ teachers: EVERYTHING, staff: EVERYTHING });
  await school.upload('teachers.csv', 'email,first name,last name\nt1@lincoln.example,Tia,One\n');
  const { ref } = await school.upload(
    'staff.csv',
    'email,first name,last name,role\nt1@lincoln.example,Tia,Wedd,Wizard\nt2@lincoln.example,Bo,Two,Wizard\nt3@lincoln.example,Cy,Three,Staff\n',
  );
  expect((await school.sync(ref)).status).toBe('APPLIED');
  expect((await school.people()).map(({ email, role, lastName }) => [email, role, lastName])).toEqual([
    ['t1@lincoln.example', 'TEACHER', 'Wedd'],
    ['t2@lincoln.example', 'STAFF', 'Two'],
    ['t3@lincoln.example', 'STAFF', 'Three'],
  ]);
});
