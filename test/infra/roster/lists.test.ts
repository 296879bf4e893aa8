import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES, categoryOf, ROLES } from '../../../domain/category.js';
import type { HoldReason } from '../../../domain/sync.js';
import { EVERYTHING, numbers, openRosterWorld, type Outcome, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const openSchool = async (): Promise<RosterSchool> => world.school(Object.fromEntries(CATEGORIES.map((category) => [category, { ...EVERYTHING }])));
const person = (name: string): string => `${name.toLowerCase()}@x.example,${name},Lee${name}`;
const TEACHERS = numbers(1, 12).map((n) => `Teach${n}`);
const OTHERS = numbers(1, 12).map((n) => `Office${n}`);
/** A list without a role column. */
const list = (names: string[]): string => `email,first name,last name\n${names.map((name) => `${person(name)}\n`).join('')}`;
const students = (names: string[]): string =>
  `email,first name,last name,student id,grade\n${names.map((name, place) => `${person(name)},${1000 + place},9\n`).join('')}`;
const KIDS = numbers(1, 12).map((n) => `Kid${n}`);

type Evening = Record<string, string>;
/** Each file of the evening in turn, and new bytes every evening. */
let evenings = 0;
async function evening(school: RosterSchool, files: Evening): Promise<Outcome[]> {
  evenings += 1;
  const outcomes: Outcome[] = [];
  for (const [name, content] of Object.entries(files)) outcomes.push(await school.upload(name, `${content}${'\n'.repeat(evenings)}`));
  return outcomes;
}
const rolesOf = async (school: RosterSchool): Promise<Record<string, string>> =>
  Object.fromEntries((await school.people()).map(({ firstName, role, state }) => [firstName, `${role} ${state}`]));
const holdsOf = async (school: RosterSchool, outcomes: Outcome[]): Promise<string[]> =>
  (await Promise.all(outcomes.map(({ ref }) => school.sync(ref)))).flatMap(({ hold }) =>
    ((hold ?? []) as unknown as HoldReason[]).map(({ code }) => code),
  );
const reversed = (files: Evening): Evening => Object.fromEntries(Object.entries(files).toReversed());

test('the category of a role is the same for the rule and for the database', async () => {
  const { rows } = await world.database.pool.query<{ category: string }>('SELECT category_of(role) AS category FROM unnest($1::text[]) AS role', [
    ROLES,
  ]);
  expect(rows.map(({ category }) => category)).toEqual(ROLES.map((role) => categoryOf(role)));
});

describe.each([
  ['staff first', (files: Evening) => files],
  ['teachers first', reversed],
])('where the staff list has all employees, without a role column, %s', (_, inOrder) => {
  const files = (teachers: string[], everybody: string[]): Evening => inOrder({ 'staff.csv': list(everybody), 'teachers.csv': list(teachers) });

  test('teachers are Teachers and all others Staff, from night to night the same', async () => {
    const school = await openSchool();
    for (let night = 0; night < 3; night += 1) {
      const outcomes = await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
      expect(await holdsOf(school, outcomes)).toEqual([]);
      const roles = await rolesOf(school);
      for (const name of TEACHERS) expect(roles[name]).toBe('TEACHER ACTIVE');
      for (const name of OTHERS) expect(roles[name]).toBe('STAFF ACTIVE');
    }
  });

  test('a teacher who moves to the office becomes Staff once the teachers’ list no longer has them, and is never archived', async () => {
    const school = await openSchool();
    await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
    const before = (await school.people()).find(({ firstName }) => firstName === 'Teach1')!.id;
    for (let night = 0; night < 3; night += 1) {
      const outcomes = await evening(school, files(TEACHERS.slice(1), [...TEACHERS, ...OTHERS]));
      const changed = (await Promise.all(outcomes.map(({ ref }) => school.changes(ref)))).flat().filter(({ state }) => state === 'PLANNED');
      expect(changed.map(({ kind, after, whyCode }) => [kind, after.role, whyCode])).toEqual(night === 0 ? [['UPDATE', 'STAFF', 'left_list']] : []);
    }
    const now = (await school.people()).find(({ firstName }) => firstName === 'Teach1')!;
    expect(now).toMatchObject({ id: before, role: 'STAFF', category: 'staff', state: 'ACTIVE' });
  });

  test('a member of the staff who begins to teach becomes a Teacher, and goes back', async () => {
    const school = await openSchool();
    const everybody = [...TEACHERS, ...OTHERS];
    await evening(school, files(TEACHERS, everybody));
    await evening(school, files([...TEACHERS, 'Office1'], everybody));
    expect((await rolesOf(school))['Office1']).toBe('TEACHER ACTIVE');
    await evening(school, files(TEACHERS, everybody));
    expect((await rolesOf(school))['Office1']).toBe('STAFF ACTIVE');
  });

  test('who is in neither list is archived', async () => {
    const school = await openSchool();
    await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
    for (let night = 0; night < 2; night += 1) await evening(school, files(TEACHERS.slice(1), [...TEACHERS.slice(1), ...OTHERS]));
    expect((await rolesOf(school))['Teach1']).toMatch(/ARCHIVED$/);
  });

  test('a teachers’ list that was cut makes nobody Staff without an owner', async () => {
    const school = await openSchool();
    await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
    const outcomes = await evening(school, files(TEACHERS.slice(0, 4), [...TEACHERS, ...OTHERS]));
    expect(await holdsOf(school, outcomes)).toContain('archive_guard');
    for (const name of TEACHERS) expect((await rolesOf(school))[name]).toBe('TEACHER ACTIVE');
  });

  test('a role that an owner changed by hand stays', async () => {
    const school = await openSchool();
    await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
    await school.change('teach1@x.example', { role: 'STAFF', category: 'staff' });
    await school.change('office1@x.example', { role: 'MANAGER', category: 'admin' });
    for (let night = 0; night < 2; night += 1) await evening(school, files(TEACHERS, [...TEACHERS, ...OTHERS]));
    expect(await rolesOf(school)).toMatchObject({ Teach1: 'STAFF ACTIVE', Office1: 'MANAGER ACTIVE' });
  });

  test('a student who helps out stays a student, and is asked about once', async () => {
    const school = await openSchool();
    await school.upload('students.csv', students(KIDS));
    const withHelper = files(TEACHERS, [...TEACHERS, ...OTHERS, 'Kid1']);
    const outcomes = await evening(school, withHelper);
    expect(await holdsOf(school, outcomes)).toEqual(['student_and_adult']);
    expect((await rolesOf(school))['Kid1']).toBe('STUDENT ACTIVE');
    const held = outcomes.find(({ apply }) => apply?.kind === 'applied' && apply.held > 0)!;
    await school.decide(held.ref, 'DISCARDED');
    await world.activities.settleHold({ ...held.ref, decision: 'DISCARDED' });
    const again = await evening(school, { 'students.csv': students(KIDS), ...withHelper });
    expect(await holdsOf(school, again)).toEqual([]);
    expect((await Promise.all(again.map(({ ref }) => school.problems(ref)))).flat()).toEqual([]);
    expect((await rolesOf(school))['Kid1']).toBe('STUDENT ACTIVE');
  });
});

describe('a student in another list', () => {
  test('with the role Staff stays a student, and waits', async () => {
    const school = await openSchool();
    await school.upload('students.csv', students(KIDS));
    const outcome = await school.upload('staff.csv', `email,first name,last name,role\n${person('Kid1')},Staff\n${person('Office1')},Staff\n`);
    expect(await holdsOf(school, [outcome])).toEqual(['student_and_adult']);
    expect(await rolesOf(school)).toMatchObject({ Kid1: 'STUDENT ACTIVE', Office1: 'STAFF ACTIVE' });
  });

  test('who came as Staff is a student once the students’ list has them, and stays one', async () => {
    const school = await openSchool();
    for (let night = 0; night < 2; night += 1) {
      await evening(school, { 'staff.csv': list([...OTHERS, 'Kid1']), 'students.csv': students(KIDS) });
      expect(await rolesOf(school)).toMatchObject({ Kid1: 'STUDENT ACTIVE', Office1: 'STAFF ACTIVE' });
    }
  });

  test('who is a teacher is asked about', async () => {
    const school = await openSchool();
    await school.upload('teachers.csv', list(TEACHERS));
    const outcome = await school.upload('students.csv', students([...KIDS, 'Teach1']));
    expect(await holdsOf(school, [outcome])).toEqual(['student_and_adult']);
    expect(await rolesOf(school)).toMatchObject({ Teach1: 'TEACHER ACTIVE' });
  });

  test('becomes Staff by the role column of a list of everybody', async () => {
    const school = await openSchool();
    const users = (role: string): string =>
      `id number,email,first name,last name,role,grade\n1,${person('Kid1')},${role},9\n2,${person('Kid2')},Student,9\n`;
    await school.upload('users.csv', users('Student'));
    await school.upload('users.csv', users('Staff'));
    expect(await rolesOf(school)).toMatchObject({ Kid1: 'STAFF ACTIVE', Kid2: 'STUDENT ACTIVE' });
  });
});

test('a teacher who was put into the school by hand keeps the role when the staff list has them', async () => {
  const school = await openSchool();
  await school.has({ email: 'teach1@x.example', firstName: 'Teach1', lastName: 'LeeTeach1', role: 'TEACHER' });
  await school.upload('staff.csv', list(['Teach1', ...OTHERS]));
  expect((await rolesOf(school))['Teach1']).toBe('TEACHER ACTIVE');
});

test('while missing people are kept, a teacher who moves to the office becomes Staff, too', async () => {
  const school = await world.school({ teachers: { ...EVERYTHING, missingUsers: 'KEEP' }, staff: { ...EVERYTHING, missingUsers: 'KEEP' } });
  await evening(school, { 'staff.csv': list([...TEACHERS, ...OTHERS]), 'teachers.csv': list(TEACHERS) });
  await evening(school, { 'staff.csv': list([...TEACHERS, ...OTHERS]), 'teachers.csv': list(TEACHERS.slice(1)) });
  expect((await rolesOf(school))['Teach1']).toBe('STAFF ACTIVE');
});
