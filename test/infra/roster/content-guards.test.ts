import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES } from '../../../domain/category.js';
import type { HoldReason } from '../../../domain/sync.js';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { EVERYTHING, numbers, openRosterWorld, type Outcome, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const openSchool = (): Promise<RosterSchool> => world.school(Object.fromEntries(CATEGORIES.map((category) => [category, { ...EVERYTHING }])));
const holdsOf = async (school: RosterSchool, { ref }: Outcome): Promise<string[]> =>
  (((await school.sync(ref)).hold ?? []) as unknown as HoldReason[]).map(({ code }) => code);
const settle = async (school: RosterSchool, { ref }: Outcome, decision: 'APPROVED' | 'DISCARDED'): Promise<void> => {
  await school.decide(ref, decision);
  await world.activities.settleHold({ ...ref, decision });
};

describe('values that a column no longer has', () => {
  const HEADER = 'email,first name,last name,student id,grade,parentEmail,parentPhone,student phone,idField1,idField2';
  type Optional = 'parentEmail' | 'parentPhone' | 'studentPhone' | 'idField1' | 'idField2';
  const OPTIONAL: readonly Optional[] = ['parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'];
  const stored = (n: number): Record<Optional, string> => ({
    parentEmail: `p${n}@mail.example`,
    parentPhone: `416-555-01${String(n).padStart(2, '0')}`,
    studentPhone: `416-555-02${String(n).padStart(2, '0')}`,
    idField1: `bus-${n}`,
    idField2: `locker-${n}`,
  });
  const csv = (of: (n: number) => Partial<Record<Optional, string>>): string =>
    [
      HEADER,
      ...numbers(1, 40).map((n) => {
        const values = { ...stored(n), ...of(n) };
        return [`s${n}@x.example`, `Kid${n}`, `Lee${n}`, 1000 + n, '9', ...OPTIONAL.map((field) => values[field])].join(',');
      }),
    ].join('\n') + '\n';

  test.each<[string, (n: number) => Partial<Record<Optional, string>>]>([
    ['the parents’ addresses of all', () => ({ parentEmail: '' })],
    ['the parents’ phones of nine in ten', (n) => (n <= 36 ? { parentPhone: '' } : {})],
    ['the phones of all, with a blank of databases', () => ({ studentPhone: 'NULL' })],
    ['ID field 1 of all, with a dash', () => ({ idField1: '-' })],
    ['ID field 2 of a third', (n) => (n % 3 === 0 ? { idField2: '' } : {})],
    ['two columns at once', () => ({ parentEmail: '', parentPhone: '' })],
    ['the parents’ addresses of all, with spaces', () => ({ parentEmail: '   ' })],
  ])('are kept until an owner says so: %s', async (_, of) => {
    const school = await openSchool();
    await school.set((settings) => void (settings.safety.updatePercent = 100));
    await school.upload(
      'students.csv',
      csv(() => ({})),
    );
    const before = await school.people();
    const outcome = await school.upload('students.csv', csv(of));
    expect(await holdsOf(school, outcome)).toContain('blank_column');
    expect(await school.people()).toEqual(before);
    await settle(school, outcome, 'APPROVED');
    expect(await school.people()).not.toEqual(before);
  });

  const shifted = (by: number, n: number): number => ((n - 1 + by) % 40) + 1;
  const sorted = numbers(1, 40).toSorted((left, right) => `p${left}`.localeCompare(`p${right}`));
  test.each<[string, (n: number) => Partial<Record<Optional, string>>]>([
    ['the parents’ addresses moved by a row', (n) => ({ parentEmail: stored(shifted(1, n)).parentEmail })],
    ['the parents’ addresses were sorted', (n) => ({ parentEmail: stored(sorted[n - 1]!).parentEmail })],
    ['the parents’ phones stand upside down', (n) => ({ parentPhone: stored(41 - n).parentPhone })],
    ['the students’ phones of the lower half moved by a row', (n) => (n > 20 && n < 40 ? { studentPhone: stored(n + 1).studentPhone } : {})],
    [
      'all of the parents’ columns were sorted by the number of the bus',
      (n) => ({ ...stored(shifted(17, n)), idField1: stored(n).idField1, idField2: stored(n).idField2 }),
    ],
    ['ten students have the parents of others', (n) => (n <= 10 ? { parentEmail: stored(n + 20).parentEmail } : {})],
  ])('that belong to others are given to nobody without an owner: %s', async (_, of) => {
    const school = await openSchool();
    await school.set((settings) => void (settings.safety.updatePercent = 100));
    await school.upload(
      'students.csv',
      csv(() => ({})),
    );
    const before = await school.people();
    const outcome = await school.upload('students.csv', csv(of));
    expect(await holdsOf(school, outcome)).toContain('mixed_up_column');
    expect(await school.people()).toEqual(before);
  });

  test.each<[string, (n: number) => Partial<Record<Optional, string>>]>([
    ['most parents have a new address', (n) => (n <= 28 ? { parentEmail: `new${n}@mail.example` } : {})],
    ['four students get the parents of a brother or sister', (n) => (n <= 4 ? { parentEmail: stored(n + 10).parentEmail } : {})],
    ['the buses are given out again', (n) => (n <= 28 ? { idField1: stored(shifted(5, n)).idField1 } : {})],
  ])('are everyday life when %s', async (_, of) => {
    const school = await openSchool();
    await school.upload(
      'students.csv',
      csv(() => ({})),
    );
    const outcome = await school.upload('students.csv', csv(of));
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', hold: null });
  });

  test('of three people are cleared: parents move', async () => {
    const school = await openSchool();
    await school.upload(
      'students.csv',
      csv(() => ({})),
    );
    const outcome = await school.upload(
      'students.csv',
      csv((n) => (n <= 3 ? { parentEmail: '' } : {})),
    );
    expect((await school.sync(outcome.ref)).status).toBe('APPLIED');
    expect(await school.person('s1@x.example')).toMatchObject({ parentEmail: null });
  });
});

describe('a category that changes hands', () => {
  const person = (name: string): string => `${name.toLowerCase()}@x.example,${name},Lee${name}`;
  const names = (word: string, count: number): string[] => numbers(1, count).map((n) => `${word}${n}`);
  const list = (people: string[]): string => `email,first name,last name\n${people.map((name) => `${person(name)}\n`).join('')}`;
  const withRoles = (people: [string, string][]): string =>
    `email,first name,last name,role\n${people.map(([name, role]) => `${person(name)},${role}\n`).join('')}`;
  const students = (people: string[]): string =>
    `email,first name,last name,student id,grade\n${people.map((name, place) => `${person(name)},${1000 + place},9\n`).join('')}`;
  const roles = (people: string[], role: string): [string, string][] => people.map((name) => [name, role]);
  const TEACHERS = names('Teach', 20);
  const OFFICE = names('Office', 30);
  const KIDS = names('Kid', 60);
  const all = withRoles([...roles(TEACHERS, 'Teacher'), ...roles(OFFICE, 'Staff')]);
  const rolesOf = async (school: RosterSchool): Promise<string[]> =>
    (await school.people()).map(({ email, role, state }) => `${email} ${role} ${state}`);

  test.each<[string, string, string, string, string]>([
    ['all teachers are Staff by the role column', 'users.csv', all, 'users.csv', withRoles(roles([...TEACHERS, ...OFFICE], 'Staff'))],
    [
      'half of the staff are Teachers by the role column',
      'users.csv',
      all,
      'users.csv',
      withRoles([...roles(TEACHERS, 'Teacher'), ...roles(OFFICE.slice(0, 14), 'Teacher'), ...roles(OFFICE.slice(14), 'Staff')]),
    ],
    [
      'the roles were sorted by themselves',
      'users.csv',
      all,
      'users.csv',
      withRoles([
        ...roles(OFFICE.slice(0, 8), 'Teacher'),
        ...roles(OFFICE.slice(8), 'Staff'),
        ...roles(TEACHERS.slice(0, 8), 'Staff'),
        ...roles(TEACHERS.slice(8), 'Teacher'),
      ]),
    ],
    ['the office’s list has the name of the teachers’', 'users.csv', all, 'teachers.csv', list([...TEACHERS, ...OFFICE.slice(0, 14)])],
    [
      'a tenth of a long list of students are Staff by the role column',
      'users.csv',
      `id number,email,first name,last name,role,grade\n${KIDS.map((name, n) => `${n},${person(name)},Student,9`).join('\n')}\n`,
      'users.csv',
      `id number,email,first name,last name,role,grade\n${KIDS.map((name, n) => `${n},${person(name)},${n < 7 ? 'Staff' : 'Student'},9`).join('\n')}\n`,
    ],
  ])('waits for an owner: %s', async (_, firstName, first, secondName, second) => {
    const school = await openSchool();
    if (secondName === 'teachers.csv') await school.upload('staff.csv', list([...TEACHERS, ...OFFICE]));
    else await school.upload(firstName, first);
    if (secondName === 'teachers.csv') await school.upload('teachers.csv', list(TEACHERS));
    const before = await rolesOf(school);
    const outcome = await school.upload(secondName, second);
    expect(await holdsOf(school, outcome)).toContain('change_of_category');
    expect(await rolesOf(school)).toEqual(before);
    await settle(school, outcome, 'DISCARDED');
    expect(await rolesOf(school)).toEqual(before);
  });

  test('a staff list that is sent as the students’ list makes no students of the office without an owner', async () => {
    const school = await openSchool();
    await school.upload('students.csv', students(KIDS));
    await school.upload('staff.csv', list(OFFICE));
    const outcome = await school.upload('students.csv', students([...KIDS, ...OFFICE.slice(0, 12)]));
    expect(await holdsOf(school, outcome)).toContain('change_of_category');
    expect((await school.people()).filter(({ role }) => role === 'STAFF')).toHaveLength(30);
  });

  test.each<[string, [string, string][], [string, string][]]>([
    [
      'two people of the office begin to teach',
      [...roles(TEACHERS, 'Teacher'), ...roles(OFFICE, 'Staff')],
      [...roles([...TEACHERS, 'Office1', 'Office2'], 'Teacher'), ...roles(OFFICE.slice(2), 'Staff')],
    ],
    [
      'three teachers go to the office',
      [...roles(TEACHERS, 'Teacher'), ...roles(OFFICE, 'Staff')],
      [...roles(TEACHERS.slice(3), 'Teacher'), ...roles([...OFFICE, ...TEACHERS.slice(0, 3)], 'Staff')],
    ],
  ])('everyday life goes on: %s', async (_, before, after) => {
    const school = await openSchool();
    await school.upload('users.csv', withRoles(before));
    const outcome = await school.upload('users.csv', withRoles(after));
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', hold: null });
  });

  test('the first teachers’ list makes teachers of half the staff list', async () => {
    const school = await openSchool();
    await school.upload('staff.csv', list([...TEACHERS, ...OFFICE]));
    const outcome = await school.upload('teachers.csv', list(TEACHERS));
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', hold: null });
    expect((await school.people()).filter(({ role }) => role === 'TEACHER')).toHaveLength(20);
  });

  test.each([
    ['the short form of the first name', 'Kat', 'Lee'],
    ['a longer last name', 'Katelyn', 'Lee-Ong'],
    ['capitals and no accent', 'KATELYN', 'LEE'],
  ])('a member of the staff on the students’ list is a student, also with %s', async (_, firstName, lastName) => {
    const school = await openSchool();
    await school.upload('staff.csv', `${list(OFFICE)}kat@x.example,Katelyn,Lee\n`);
    const outcome = await school.upload('students.csv', `${students(KIDS)}kat@x.example,${firstName},${lastName},2000,9\n`);
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', hold: null });
    expect(await school.person('kat@x.example')).toMatchObject({ role: 'STUDENT', studentId: '2000' });
  });

  test('a member of the staff whose address a student of another name has is asked about', async () => {
    const school = await openSchool();
    await school.upload('staff.csv', `${list(OFFICE)}kat@x.example,Katelyn,Lee\n`);
    const outcome = await school.upload('students.csv', `${students(KIDS)}kat@x.example,Katherine,Lee,2000,9\n`);
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'HELD' });
    expect(await school.person('kat@x.example')).toMatchObject({ role: 'STAFF', firstName: 'Katelyn' });
  });
});

describe('somebody who left, and whose number or address comes again', () => {
  const HEADER = 'email,first name,last name,student id,grade';
  const others = numbers(1, 30).map((n) => `s${n}@x.example,Kid${n},Lee${n},${1000 + n},9`);
  const file = (...rows: string[]): string => `${[HEADER, ...others, ...rows].join('\n')}\n`;
  const ANA = 'ana.roy@x.example,Ana,Roy,5000,12';

  test.each<[string, string]>([
    ['the same number under another first name', 'ana.roy@x.example,Emma,Roy,5000,9'],
    ['the same number and address under two other names', 'ana.roy@x.example,Emma,Cho,5000,9'],
    ['the same number under another last name and address', 'ana.cho@x.example,Ana,Cho,5000,9'],
    ['the same number under another first name and address', 'emma.roy@x.example,Emma,Roy,5000,9'],
    ['the same address with another number', 'ana.roy@x.example,Ana,Roy,7000,9'],
    ['the same address with another number and first name', 'ana.roy@x.example,Andrea,Roy,7000,9'],
    ['the same number in a longer form of the name, with another address', 'anastasia.roy@x.example,Anastasia,Roy,5000,9'],
  ])('comes back to nobody’s account without an owner: %s', async (_, row) => {
    const school = await openSchool();
    await school.upload('students.csv', file(ANA));
    await school.upload('students.csv', file());
    const ana = { firstName: 'Ana', lastName: 'Roy', studentId: '5000', grade: '12', state: 'ARCHIVED' };
    expect(await school.person('ana.roy@x.example')).toMatchObject(ana);
    const outcome = await school.upload('students.csv', file(row));
    expect(await holdsOf(school, outcome)).toEqual(['identity_change']);
    expect(await school.person('ana.roy@x.example')).toMatchObject(ana);
    expect(await school.people()).toHaveLength(31);
  });

  test('under other names, with another address, is told as a number that was given again, and adds nobody in silence', async () => {
    const school = await openSchool();
    await school.upload('students.csv', file(ANA));
    await school.upload('students.csv', file());
    const outcome = await school.upload('students.csv', file('emma.cho@x.example,Emma,Cho,5000,9'));
    expect((await school.problems(outcome.ref)).map(({ code }) => code)).toEqual(['reused_number']);
    expect(await school.people()).toHaveLength(31);
  });

  test.each<[string, string]>([
    ['as they were', ANA],
    ['a year older', 'ana.roy@x.example,Ana,Roy,5000,11'],
    ['married', 'ana.roy@x.example,Ana,Cho,5000,12'],
    ['in capitals', 'ana.roy@x.example,ANA,ROY,5000,12'],
  ])('comes back by themselves: %s', async (_, row) => {
    const school = await openSchool();
    await school.upload('students.csv', file(ANA));
    await school.upload('students.csv', file());
    const outcome = await school.upload('students.csv', `${file(row)}\n`);
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', counts: { students: { restored: 1 } } });
  });
});

describe('somebody in the list of others is told as what they are', () => {
  test.each<[string, string, string, { known: string; by: string; gone: number }, string]>([
    [
      'a teacher who left, in a file of students',
      'TEACHER',
      'ARCHIVED',
      { known: 'adult', by: 'email', gone: 1 },
      'belongs to somebody who worked at the school',
    ],
    ['an Owner in the students’ list', 'OWNER', 'ACTIVE', { known: 'adult', by: 'email', gone: 0 }, 'belongs to somebody who works at the school'],
    [
      'a student whom an owner put into the school, in the staff list',
      'STUDENT',
      'ACTIVE',
      { known: 'student', by: 'email', gone: 0 },
      'belongs to a student of the school',
    ],
    [
      'a former student in the staff list',
      'STUDENT',
      'ARCHIVED',
      { known: 'student', by: 'email', gone: 1 },
      'belongs to a former student of the school',
    ],
  ])('%s', async (_, role, state, params, sentence) => {
    const school = await openSchool();
    await school.has({ email: 'pat@x.example', firstName: 'Pat', lastName: 'Ng', role: role as 'TEACHER', state: state as 'ACTIVE' });
    const others = numbers(1, 3).map((n) => `o${n}@x.example,Other${n},Person${n}`);
    const outcome =
      role === 'STUDENT'
        ? await school.upload('staff.csv', `email,first name,last name\n${[...others, 'pat@x.example,Pat,Ng'].join('\n')}\n`)
        : await school.upload(
            role === 'TEACHER' ? 'users.csv' : 'students.csv',
            `email,first name,last name,student id,grade\n${[...others, 'pat@x.example,Pat,Ng'].map((row, n) => `${row},${100 + n},9`).join('\n')}\n`,
          );
    const problems = await school.problems(outcome.ref);
    expect(problems.map(({ code, field, params: of }) => ({ code, field, params: of }))).toEqual([
      { code: 'wrong_category_in_file', field: 'email', params },
    ]);
    expect(problemText('en', 'wrong_category_in_file', params, { column: null, line: null }).message).toContain(sentence);
  });
});
