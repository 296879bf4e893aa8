import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATEGORIES } from '../../../domain/category.js';
import { ODD_FILES } from '../../fixtures/odd-files.js';
import { EVERYTHING, openRosterWorld, studentsCsv, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const ALL = Object.fromEntries(CATEGORIES.map((category) => [category, EVERYTHING]));
// Every ninth, so that each kind of oddness is among them.
const SAMPLE = ODD_FILES.filter((_, index) => index % 9 === 0);

test('the sample is large enough', () => {
  expect(SAMPLE.length).toBeGreaterThanOrEqual(40);
});

const REJECTED = SAMPLE.flatMap((odd) => ('rejected' in odd.expected ? [[odd.name, odd, odd.expected] as const] : []));
const READ = SAMPLE.flatMap((odd) => ('rejected' in odd.expected ? [] : [[odd.name, odd, odd.expected] as const]));

test.each(REJECTED)('sent to a school, it is rejected: %s', async (_, { fileName, bytes }, { rejected }) => {
  const school = await world.school(ALL);
  const { ref, stage } = await school.upload(fileName, bytes());
  const sync = await school.sync(ref);
  expect([stage.kind, sync.status, sync.errorCode]).toEqual(['rejected', 'REJECTED', rejected]);
  expect(await school.people()).toEqual([]);
});

test.each(READ)('sent to a school, it is applied, and no change the second time: %s', async (_, { fileName, bytes }, expected) => {
  const school = await world.school(ALL);
  const { ref } = await school.upload(fileName, bytes());
  const people = await school.people();
  // A Manager or Owner who would be made by a file waits for an owner; all else is applied.
  const waiting = (await school.changes(ref)).filter(({ state }) => state === 'HELD');
  expect(waiting.every(({ category }) => category === 'admin')).toBe(true);
  expect((await school.sync(ref)).status).toBe(waiting.length > 0 ? 'HELD' : 'APPLIED');
  expect(people.length + waiting.length).toBe(expected.people ?? expected.valid);
  expect((await school.problems(ref)).filter(({ line }) => line !== null)).toHaveLength(
    (expected.problems ?? []).filter((problem) => !problem.startsWith('- ')).length,
  );

  const again = await school.upload(fileName, bytes());
  expect((await school.sync(again.ref)).status).toBe(waiting.length > 0 ? 'HELD' : 'UNCHANGED');
  expect(await school.people()).toEqual(people);
});

test('a rejected file leaves everybody as they are, also where missing people are archived', async () => {
  const school = await world.school(ALL);
  await school.upload('students.csv', studentsCsv([1, 2, 3]));
  const before = await school.people();
  for (const [, { fileName, bytes }] of REJECTED) await school.upload(fileName, bytes());
  expect(await school.people()).toEqual(before);
});
