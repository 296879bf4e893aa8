import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../domain/sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld, type StudentRow } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

type NamedStudent = StudentRow & { firstName: string; lastName: string; grade: string };
/** Names that begin with different letters, as those of different people do. */
const NAMES = [
  'Ana',
  'Ben',
  'Carl',
  'Dora',
  'Emil',
  'Fay',
  'Gus',
  'Hana',
  'Ivo',
  'Jan',
  'Kim',
  'Lea',
  'Max',
  'Nina',
  'Olga',
  'Paul',
  'Quinn',
  'Rosa',
  'Sam',
  'Tia',
];
const somebody = (number: number): NamedStudent => ({
  number,
  firstName: NAMES[number % 20] ?? 'Uma',
  lastName: `${NAMES[(number * 7 + 3) % 20]}son${number}`,
  grade: String(9 + (number % 4)),
});
const body = numbers(1, 100).map(somebody);

async function schoolOf(students: StudentRow[] = body): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv(students));
  return school;
}
async function said(school: RosterSchool, content: string, fileName = 'students.csv'): Promise<{ hold: string[]; held: number; status: string }> {
  const { ref } = await school.upload(fileName, content);
  const sync = await school.sync(ref);
  const counts = Object.values(sync.counts as Record<string, { held: number }>);
  return {
    hold: ((sync.hold ?? []) as unknown as HoldReason[]).map(({ code }) => code),
    held: counts.reduce((sum, { held }) => sum + held, 0),
    status: sync.status,
  };
}

describe('identities', () => {
  test('a number that a brother was given waits for an owner, and the owner may say that it is the same person', async () => {
    const school = await schoolOf();
    const changed = body.map((row) => (row.number === 5 ? { ...row, firstName: 'Zoe', email: 'zoe@lincoln.example' } : row));
    const { ref } = await school.upload('students.csv', studentsCsv(changed));
    expect((await school.sync(ref)).hold).toMatchObject([{ code: 'identity_change', params: { people: 1 } }]);
    expect(await school.person('s5@lincoln.example')).toMatchObject({ firstName: 'Fay' });
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect(await school.person('zoe@lincoln.example')).toMatchObject({ firstName: 'Zoe', studentId: '00005' });
  });

  test('what an owner discarded is not asked again, until the file says something else', async () => {
    const school = await schoolOf();
    const saying = (firstName: string): string =>
      studentsCsv(body.map((row) => (row.number === 5 ? { ...row, firstName, email: 'zoe@lincoln.example' } : row)));
    const { ref } = await school.upload('students.csv', saying('Zoe'));
    await school.decide(ref, 'DISCARDED');
    await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
    const again = await school.upload('students.csv', `${saying('Zoe')}\n`);
    expect(await school.sync(again.ref)).toMatchObject({ status: 'UNCHANGED', hold: null });
    expect(await school.changes(again.ref)).toMatchObject([{ kind: 'UPDATE', state: 'SKIPPED', whyCode: 'discarded_before' }]);
    expect(await said(school, saying('Yara'))).toMatchObject({ hold: ['identity_change'] });
  });

  test('a Manager whom an owner discarded is not asked about every evening', async () => {
    const school = await world.school({ admin: EVERYTHING });
    await school.has({ email: 'owner@lincoln.example', role: 'OWNER' });
    const file = 'email,first name,last name,role\nboss@lincoln.example,Bo,Ss,Manager\nowner@lincoln.example,First,Last,Owner\n';
    const { ref } = await school.upload('people.csv', file);
    expect((await school.sync(ref)).hold).toMatchObject([{ code: 'privileged_role' }]);
    await school.decide(ref, 'DISCARDED');
    await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
    expect(await said(school, `${file}\n`, 'people.csv')).toEqual({ hold: [], held: 0, status: 'UNCHANGED' });
  });

  test('an e-mail address that somebody else was given waits for an owner, and nobody is archived for it before', async () => {
    const school = await schoolOf();
    const changed = body.map((row) =>
      row.number === 5 ? { ...row, number: 900, firstName: 'Zoe', lastName: 'Yates', email: 's5@lincoln.example' } : row,
    );
    expect(await said(school, studentsCsv(changed))).toEqual({ hold: ['handed_on'], held: 2, status: 'HELD' });
    expect(await school.person('s5@lincoln.example')).toMatchObject({ firstName: 'Fay', studentId: '00005', state: 'ACTIVE' });
  });

  test('numbers that were sorted by themselves change nobody', async () => {
    const school = await schoolOf();
    const shifted = body.map((row, index) => ({ ...row, email: `s${row.number}@lincoln.example`, number: body[(index + 1) % body.length]!.number }));
    const before = await school.people();
    await said(school, studentsCsv(shifted));
    expect(await school.people()).toEqual(before);
  });

  test('names of a fifth of the school that were sorted by themselves wait for an owner', async () => {
    const school = await schoolOf();
    const mixed = body.map((row, index) => (index < 20 ? { ...row, firstName: body[(index + 1) % 20]!.firstName } : row));
    expect(await said(school, studentsCsv(mixed))).toEqual({ hold: ['identity_guard'], held: 20, status: 'HELD' });
  });

  test('names that are spelled with their accents from now on are everyday life', async () => {
    const school = await schoolOf();
    expect(
      await said(school, studentsCsv(body.map((row, index) => (index < 50 ? { ...row, lastName: row.lastName.replace('son', 'són') } : row)))),
    ).toEqual({ hold: [], held: 0, status: 'APPLIED' });
  });

  test('names in capital letters are everyday life', async () => {
    const school = await schoolOf();
    expect(
      await said(
        school,
        studentsCsv(
          body
            .slice(0, 50)
            .map((row) => ({ ...row, lastName: row.lastName.toUpperCase() }))
            .concat(body.slice(50)),
        ),
      ),
    ).toEqual({ hold: [], held: 0, status: 'APPLIED' });
  });
});

describe('numbers that lost their zeros', () => {
  const withoutZeros = (csv: string): string => csv.replace(/,0+(\d+),/g, ',$1,');

  test('wait for an owner, in one row or in all', async () => {
    const school = await schoolOf();
    expect(await said(school, withoutZeros(studentsCsv(body)))).toMatchObject({ hold: ['lost_zeros'], held: 100 });
    expect((await school.people()).every(({ studentId }) => studentId?.length === 5)).toBe(true);
  });

  test('with another e-mail address are reported, and nobody is added or archived for them', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('students.csv', withoutZeros(studentsCsv(body)).replace('s7@lincoln.example', 'seven@lincoln.example'));
    expect((await school.problems(ref)).map(({ code }) => code)).toEqual(['number_without_zeros']);
    expect(await school.people()).toHaveLength(100);
    expect((await school.people()).every(({ state }) => state === 'ACTIVE')).toBe(true);
  });

  test('and come back with them are nothing to wait for', async () => {
    const school = await schoolOf();
    await school.upload('students.csv', studentsCsv(body) + withoutZeros(studentsCsv([somebody(101)])).split('\n')[1] + '\n');
    expect(await school.person('s101@lincoln.example')).toMatchObject({ studentId: '101' });
    expect(await said(school, studentsCsv([...body, somebody(101)]))).toEqual({ hold: [], held: 0, status: 'APPLIED' });
    expect(await school.person('s101@lincoln.example')).toMatchObject({ studentId: '00101' });
  });
});

describe('a file that looks wrong', () => {
  test('a grade that is gone is not archived, though it is less than a tenth of the school', async () => {
    const grades = body.map((row) => ({ ...row, grade: row.number <= 8 ? '12' : '9' }));
    const school = await schoolOf(grades);
    expect(await said(school, studentsCsv(grades.slice(8)))).toEqual({ hold: ['grade_gone'], held: 8, status: 'HELD' });
  });

  test('last year’s file waits: grades would go back, leavers come back and newcomers go', async () => {
    const school = await schoolOf();
    const next = body.filter(({ grade }) => grade !== '12').map((row) => ({ ...row, grade: String(Number(row.grade) + 1) }));
    const { ref } = await school.upload(
      'students.csv',
      studentsCsv([...next, ...numbers(200, 224).map((number) => ({ ...somebody(number), grade: '9' }))]),
    );
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    const before = (await school.people()).map(({ email, state, grade }) => ({ email, state, grade }));
    expect(before.filter(({ state }) => state === 'ACTIVE')).toHaveLength(100);
    const outcome = await said(school, studentsCsv(body));
    expect(outcome.hold).toContain('grades_went_back');
    expect((await school.people()).map(({ email, state, grade }) => ({ email, state, grade }))).toEqual(before);
  });

  test('a parents’ column that is suddenly blank clears nobody', async () => {
    const school = await world.school({ students: EVERYTHING });
    const withParents = (value: (number: number) => string): string =>
      `email,first name,last name,student id,grade,parentEmail\n${body.map((row) => `s${row.number}@lincoln.example,${row.firstName},${row.lastName},${String(row.number).padStart(5, '0')},${row.grade},${value(row.number)}\n`).join('')}`;
    await school.upload(
      'students.csv',
      withParents((number) => (number <= 40 ? `p${number}@mail.example` : '')),
    );
    expect(
      await said(
        school,
        withParents(() => ''),
      ),
    ).toEqual({ hold: ['blank_column'], held: 40, status: 'HELD' });
    expect((await school.people()).filter(({ parentEmail }) => parentEmail !== null)).toHaveLength(40);
    await school.upload(
      'students.csv',
      withParents((number) => `p${number}@mail.example`),
    );
    expect(
      (
        await said(
          school,
          withParents(() => ''),
        )
      ).hold,
      'also where so many would change that this alone is a reason',
    ).toEqual(['update_guard', 'blank_column']);
    expect(await said(school, studentsCsv(body))).toMatchObject({ hold: [], status: 'UNCHANGED' });
  });

  test('more are missing than this school’s files ever lacked', async () => {
    const many = numbers(1, 200).map(somebody);
    const school = await schoolOf(many);
    for (const day of numbers(1, 5)) await school.upload('students.csv', studentsCsv(many.slice(day)));
    const scattered = many.slice(5).filter((_row, index) => index % 17 !== 0);
    expect(await said(school, studentsCsv(scattered))).toEqual({ hold: ['unusual_drop'], held: 12, status: 'HELD' });
    expect((await school.people()).filter(({ state }) => state === 'ACTIVE')).toHaveLength(195);
  });

  test('a range of names that is gone is not archived, however short it is', async () => {
    const many = numbers(1, 200).map(somebody);
    const school = await schoolOf(many);
    for (const day of numbers(1, 5)) await school.upload('students.csv', studentsCsv([...many, somebody(300 + day)]));
    const byName = [...many].toSorted((left, right) => (left.lastName < right.lastName ? -1 : 1));
    expect(await said(school, studentsCsv([...byName.slice(4), somebody(305)]))).toEqual({ hold: ['gap_in_list'], held: 4, status: 'HELD' });
  });

  test('an old file that is uploaded again archives nobody who came since', async () => {
    const school = await schoolOf();
    for (const day of numbers(1, 3)) await school.upload('students.csv', studentsCsv([...body, ...numbers(200, 199 + day).map(somebody)]));
    expect(await said(school, studentsCsv(body))).toEqual({ hold: ['beginning_of_last_file', 'old_file'], held: 3, status: 'HELD' });
  });

  test('the good file after a bad one is no old file', async () => {
    const school = await schoolOf();
    await school.upload('students.csv', studentsCsv(body.slice(2)));
    expect(await said(school, studentsCsv(body))).toEqual({ hold: [], held: 0, status: 'APPLIED' });
    expect((await school.people()).every(({ state }) => state === 'ACTIVE')).toBe(true);
  });

  test('the file of another school of the district changes nobody, also while the own school is empty', async () => {
    const theirs = await schoolOf();
    const ours = await world.school({ students: EVERYTHING });
    await world.database.prisma.school.update({ where: { id: ours.id }, data: { districtId: theirs.districtId } });
    const { ref } = await ours.upload('students.csv', studentsCsv(body));
    expect((await ours.sync(ref)).hold).toMatchObject([{ code: 'wrong_school', params: { people: 100, added: 100, school: 'Lincoln High School' } }]);
    expect(await ours.people()).toEqual([]);
  });

  test('students are recognised by another column than last time, and do not agree', async () => {
    const school = await schoolOf();
    const other = studentsCsv(body.map((row) => ({ ...row, number: row.number + 5000, email: `s${row.number}@lincoln.example` }))).replace(
      'student id',
      'Local ID',
    );
    expect((await said(school, other)).hold).toEqual(['update_guard', 'identity_guard', 'header_drift']);
    expect((await school.people()).every(({ studentId }) => Number(studentId) <= 100)).toBe(true);
  });

  test('is only remarked upon where the school wants that', async () => {
    const grades = body.map((row) => ({ ...row, grade: row.number <= 8 ? '12' : '9' }));
    const school = await schoolOf(grades);
    await school.set((settings) => (settings.safety.shapeChecks = 'WARN'));
    const { ref } = await school.upload('students.csv', studentsCsv(grades.slice(8)));
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', hold: null, rowsWarnings: 1, counts: { students: { archived: 8 } } });
    expect(await school.problems(ref)).toMatchObject([
      { code: 'grade_gone', severity: 'warning', line: null, params: { category: 'students', grades: '12', missing: 8 } },
    ]);
  });
});
