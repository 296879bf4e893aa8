import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATEGORIES } from '../../../domain/category.js';
import { makeZip } from '../readers/make-workbook.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const ALL = Object.fromEntries(CATEGORIES.map((category) => [category, EVERYTHING]));

/** A OneRoster 1.1 archive of these users: `t` is a teacher, `s` a student. */
function archive(kind: 'bulk' | 'delta', users: string[]): Buffer {
  const rows = users.map(
    (user) =>
      `${user},active,${user.startsWith('t') ? 'teacher' : 'student'},First${user},Last${user},${user}@lincoln.example,${user.startsWith('t') ? ',' : `${user},09`}`,
  );
  return makeZip([
    { name: 'manifest.csv', data: `propertyName,value\nfile.users,${kind}\n` },
    { name: 'users.csv', data: `sourcedId,status,role,givenName,familyName,email,identifier,grades\n${rows.join('\n')}\n` },
  ]);
}

const states = async (school: RosterSchool) => Object.fromEntries((await school.people()).map(({ email, state }) => [email.split('@')[0], state]));

test('a whole OneRoster archive archives the teachers who left, and never a student', async () => {
  const school = await world.school(ALL);
  await school.upload('OneRoster.zip', archive('bulk', ['t1', 't2', 's1', 's2']));
  const { ref } = await school.upload('OneRoster.zip', archive('bulk', ['t1', 's1']));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', format: 'zip', encoding: 'utf-8', partial: false });
  expect(await states(school)).toEqual({ t1: 'ACTIVE', t2: 'ARCHIVED', s1: 'ACTIVE', s2: 'ACTIVE' });
});

test('with students in its name, it archives the students who left, and nobody else', async () => {
  const school = await world.school(ALL);
  await school.upload('OneRoster.zip', archive('bulk', ['t1', 's1', 's2']));
  await school.upload('Lincoln_students.zip', archive('bulk', ['s1']));
  expect(await states(school)).toEqual({ t1: 'ACTIVE', s1: 'ACTIVE', s2: 'ARCHIVED' });
});

test.each(['OneRoster.zip', 'Lincoln_students.zip'])('an archive of changes only adds people, archives nobody and says so: %s', async (name) => {
  const school = await world.school(ALL);
  await school.upload('OneRoster.zip', archive('bulk', ['t1', 't2', 's1', 's2']));
  const { ref } = await school.upload(name, archive('delta', ['s3']));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', partial: true });
  expect((await school.problems(ref)).map(({ code, severity }) => [code, severity])).toEqual([['partial_file', 'warning']]);
  expect(await states(school)).toEqual({ t1: 'ACTIVE', t2: 'ACTIVE', s1: 'ACTIVE', s2: 'ACTIVE', s3: 'ACTIVE' });
});

test('changes of one day are not void because changes of the next day were applied first', async () => {
  const school = await world.school(ALL);
  const monday = await school.receive('OneRoster_20260323.zip', archive('delta', ['s1']));
  const tuesday = await school.receive('OneRoster_20260324.zip', archive('delta', ['s2']));
  await school.run(tuesday);
  await school.run(monday);
  expect((await school.sync(monday)).status).toBe('APPLIED');
  expect(await states(school)).toEqual({ s1: 'ACTIVE', s2: 'ACTIVE' });
});

test('changes that wait for an owner go on waiting when more changes come', async () => {
  const school = await world.school(ALL);
  await school.set((settings) => {
    settings.maps.roles = { teacher: 'MANAGER' };
  });
  const { ref } = await school.upload('OneRoster_20260323.zip', archive('delta', ['t1']));
  const { ref: next } = await school.upload('OneRoster_20260324.zip', archive('delta', ['s2']));
  expect(await world.activities.expireOlderHolds(next)).toEqual([]);
  expect((await school.sync(ref)).status).toBe('HELD');
});

test('a whole archive with the same rows as the changes before it archives who is missing', async () => {
  const school = await world.school(ALL);
  await school.upload('OneRoster.zip', archive('bulk', ['t1', 't2']));
  await school.upload('OneRoster.zip', archive('delta', ['t1']));
  await school.upload('OneRoster.zip', archive('bulk', ['t1']));
  expect(await states(school)).toEqual({ t1: 'ACTIVE', t2: 'ARCHIVED' });
});

test('the files of OneRoster sent one by one: users.csv is read, and the others are acknowledged without changing or rejecting anything', async () => {
  const school = await world.school(ALL);
  const users = 'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,identifier,grades\n';
  const row = (id: string): string =>
    `${id},active,,true,o1,${id.startsWith('t') ? 'teacher' : 'student'},${id},First${id},Last${id},${id}@lincoln.example,${id},${id.startsWith('t') ? '' : '09'}\n`;
  const { ref } = await school.upload('users.csv', Buffer.from(users + row('t1') + row('s1')));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED' });
  for (const [name, data] of [
    ['manifest.csv', 'propertyName,value\nmanifest.version,1.0\nfile.users,bulk\n'],
    ['orgs.csv', 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,active,,Lincoln,school,1,\n'],
    [
      'academicSessions.csv',
      'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\na1,active,,Year,schoolYear,2025-09-01,2026-06-30,,2026\n',
    ],
    ['courses.csv', 'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId\nc1,active,,a1,Art,ART,09,o1\n'],
    ['classes.csv', 'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode\nk1,active,,Art 1,09,c1,ART1\n'],
    ['enrollments.csv', 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\ne1,active,,k1,o1,s1,student\n'],
    ['demographics.csv', 'sourcedId,status,dateLastModified,birthDate,sex\ns1,active,,2010-01-01,female\n'],
  ] as const) {
    const beside = await school.upload(name, Buffer.from(data));
    expect(await school.sync(beside.ref)).toMatchObject({ status: 'UNCHANGED', rowsProblems: 0 });
    expect((await school.problems(beside.ref)).map(({ code, params, severity }) => [code, params, severity])).toEqual([
      ['companion_file', { file: name.slice(0, -4).toLowerCase() }, 'warning'],
    ]);
  }
  expect(await states(school)).toEqual({ t1: 'ACTIVE', s1: 'ACTIVE' });
});

test.each([
  'students_delta.csv',
  'students_changes_only.csv',
  'Lincoln_students_incremental_2026-11-28.csv',
  'new_enrolments_students.csv',
  'students_additions.csv',
  'NouveauxÉlèves_students.csv',
  'students_modifications.csv',
])('a file that is called a list of changes adds people, archives nobody and says so: %s', async (name) => {
  const school = await world.school(ALL);
  await school.upload('students.csv', studentsCsv(numbers(1, 4)));
  const { ref } = await school.upload(name, studentsCsv(numbers(4, 5)));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', partial: true });
  expect((await school.problems(ref)).map(({ code, severity }) => [code, severity])).toEqual([['partial_file', 'warning']]);
  const people = await world.database.prisma.person.findMany({ where: { schoolId: school.id } });
  expect(people.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'ACTIVE'));
});

test.each([
  'students_updated.csv',
  'students_update_nov28.csv',
  'NewHavenSchool_students.csv',
  'students_new_format.csv',
  'Changeville_students.csv',
])('a whole list is no list of changes: %s', async (name) => {
  const school = await world.school(ALL);
  await school.upload('students.csv', studentsCsv(numbers(1, 40)));
  const { ref } = await school.upload(name, studentsCsv(numbers(1, 39)));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', partial: false });
  expect(await world.database.prisma.person.count({ where: { schoolId: school.id, state: 'ARCHIVED' } })).toBe(1);
});
