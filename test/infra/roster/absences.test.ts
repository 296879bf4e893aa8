import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncRef } from '../../../domain/steps.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** Twenty students, and a grace: who is missing is archived on the day of the second absence. */
async function graciousSchool(absencesBeforeArchive = 2): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.set((settings) => (settings.safety.absencesBeforeArchive = absencesBeforeArchive));
  await evening(school, 1, numbers(1, 20));
  return school;
}
/** An upload on an evening of November 2026, in New York. */
async function evening(school: RosterSchool, day: number, students: number[], fileName = 'students.csv', hour = 18): Promise<SyncRef> {
  const ref = await school.receive(fileName, studentsCsv(students));
  const receivedAt = new Date(Date.UTC(2026, 10, day, hour + 5));
  await world.database.prisma.sync.update({ where: { id: ref.syncId }, data: { receivedAt } });
  await school.run(ref);
  return ref;
}
const stateOf = async (school: RosterSchool, number: number): Promise<string | undefined> =>
  (await school.person(`s${number}@lincoln.example`))?.state;
const absences = async (school: RosterSchool): Promise<number> => world.database.prisma.absence.count({ where: { schoolId: school.id } });

test('who is missing once waits, and says so', async () => {
  const school = await graciousSchool();
  const ref = await evening(school, 2, numbers(2, 20));
  expect(await stateOf(school, 1)).toBe('ACTIVE');
  expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED' });
  expect(await school.changes(ref)).toMatchObject([{ kind: 'ARCHIVE', state: 'SKIPPED', whyCode: 'waiting', whyParams: { absences: 1, of: 2 } }]);
});

test('who is missing on a second day is archived, also by the very same bytes', async () => {
  const school = await graciousSchool();
  await evening(school, 2, numbers(2, 20));
  const ref = await evening(school, 3, numbers(2, 20));
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', counts: { students: { archived: 1 } } });
  expect(await stateOf(school, 1)).toBe('ARCHIVED');
  expect(await absences(school)).toBe(0);
});

test('two files of one evening are one absence', async () => {
  const school = await graciousSchool();
  await evening(school, 2, numbers(2, 20), 'students.csv', 17);
  await evening(school, 2, [...numbers(2, 20), 21], 'students.csv', 19);
  expect(await stateOf(school, 1)).toBe('ACTIVE');
  expect(await absences(school)).toBe(1);
});

test('the day is the school’s own, not that of Greenwich', async () => {
  const school = await graciousSchool();
  // 18:00 and 23:30 in New York are two days in Greenwich.
  await evening(school, 2, numbers(2, 20), 'students.csv', 18);
  await evening(school, 2, [...numbers(2, 20), 21], 'students.csv', 23);
  expect(await stateOf(school, 1)).toBe('ACTIVE');
});

test('who is listed again begins anew, whatever file lists them', async () => {
  const school = await graciousSchool();
  await evening(school, 2, numbers(2, 20));
  await evening(school, 3, [1], 'grade9.csv');
  expect(await absences(school)).toBe(0);
  await evening(school, 4, numbers(2, 20));
  expect(await stateOf(school, 1)).toBe('ACTIVE');
});

test('a broken row that names them is enough to be there', async () => {
  const school = await graciousSchool();
  await evening(school, 2, numbers(2, 20));
  const ref = await school.receive('students.csv', `${studentsCsv(numbers(2, 20))}s1@lincoln.example,First1,,00001,9\n`);
  await school.run(ref);
  expect(await absences(school)).toBe(0);
});

test('what an owner discards counts as no absence', async () => {
  const school = await graciousSchool(1);
  const ref = await evening(school, 2, numbers(8, 20));
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD' });
  expect(await absences(school)).toBe(7);
  await school.decide(ref, 'DISCARDED');
  await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
  expect(await absences(school)).toBe(0);
});

test('what is undone counts as no absence', async () => {
  const school = await graciousSchool();
  const ref = await evening(school, 2, [...numbers(2, 20), 21]);
  await world.activities.undoChanges(ref);
  expect(await absences(school)).toBe(0);
});

test('the guard counts those who would be archived now, not those who wait', async () => {
  const school = await graciousSchool();
  expect(await school.sync(await evening(school, 2, numbers(8, 20)))).toMatchObject({ status: 'UNCHANGED', hold: null });
  expect(await school.sync(await evening(school, 3, numbers(8, 20)))).toMatchObject({
    status: 'HELD',
    hold: [{ code: 'archive_guard', params: { missing: 7 } }],
  });
});

test('a test file and a file that stands for nobody count as no absence', async () => {
  const school = await graciousSchool();
  await school.upload('students.csv', studentsCsv(numbers(2, 20)), { dryRun: true });
  const ref = await evening(school, 2, numbers(2, 20), 'grade9.csv');
  expect(await absences(school)).toBe(0);
  expect(await school.changes(ref)).toMatchObject([{ kind: 'ARCHIVE', state: 'SKIPPED', whyCode: 'not_stand_alone' }]);
});

test('while Missing users is Keep nobody is absent, and each of them says why they stay', async () => {
  const school = await graciousSchool();
  await school.set((settings) => (settings.categories.students.missingUsers = 'KEEP'));
  const ref = await evening(school, 2, numbers(2, 20));
  expect(await absences(school)).toBe(0);
  expect(await school.changes(ref)).toMatchObject([{ state: 'SKIPPED', whyCode: 'missing_users_keep' }]);
});

test('planning twice is one absence', async () => {
  const school = await graciousSchool();
  const ref = await school.receive('students.csv', studentsCsv([...numbers(2, 20), 21]));
  await world.activities.stageFile(ref);
  await world.activities.planChanges(ref);
  await school.touch();
  await world.activities.planChanges(ref);
  expect(await absences(school)).toBe(1);
});
