import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, numbers, openRosterWorld, type RosterSchool, type RosterWorld } from './roster-school.js';

// A few addresses of one category that suddenly are not the people's own: those of parents, or private ones. They would sign in as the
// students. A whole new domain, and an address that was always private, are everyday life.

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

type Change = Partial<{ email: string; parent: string; last: string }>;

const HEADER = 'Student ID,First Name,Last Name,Grade,Email,Parent Email';
const line = (number: number, { email, parent, last }: Change = {}): string =>
  [1000 + number, `Ann${number}`, last ?? `Lee${number}`, 9, email ?? `s${number}@lincoln.example`, parent ?? `p${number}@mail.example`].join(',');
const file = (changes: Readonly<Record<number, Change>> = {}, people = numbers(1, 30)): string =>
  `${[HEADER, ...people.map((number) => line(number, changes[number]))].join('\n')}\n`;

async function schoolOf(changes: Readonly<Record<number, Change>> = {}): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
  await school.upload('students.csv', file(changes));
  return school;
}

/** What became of those whose address the second file changes. */
async function second(school: RosterSchool, content: string) {
  const { ref } = await school.upload('students.csv', content);
  const changes = await school.changes(ref);
  const { status, hold } = await school.sync(ref);
  return {
    status,
    hold: (hold as { code: string; params: { people: number } }[] | null) ?? [],
    whys: changes.map(({ state, whyCode }) => `${state} ${whyCode}`),
  };
}

describe('is asked about, and the student keeps their own address', () => {
  test.each<[name: string, changes: Record<number, Change>, why: string]>([
    ['one student’s address is that of their own parents', { 3: { email: 'p3@mail.example' } }, 'parents_email'],
    ['one student’s address is that of another student’s parents', { 3: { email: 'p4@mail.example' } }, 'parents_email'],
    ['the parents’ address has moved over, and their column is blank', { 3: { email: 'p3@mail.example', parent: '' } }, 'parents_email'],
    ['the mother’s address comes, and the father’s is known', { 5: { email: 'mum5@mail.example' } }, 'email_outside'],
    ['a private address', { 7: { email: 'ann7@gmail.example' } }, 'email_outside'],
    ['at the domain of the staff', { 8: { email: 's8@staff.lincoln.example' } }, 'email_outside'],
    ['with a slip in the domain', { 9: { email: 's9@lincon.example' } }, 'email_outside'],
    ['and a new last name', { 10: { email: 'ann10@hot.example', last: 'Roy' } }, 'email_outside'],
  ])('%s', async (_, changes, why) => {
    const school = await schoolOf();
    const { status, hold, whys } = await second(school, file(changes));
    expect([status, hold.map(({ code, params }) => [code, params.people])]).toEqual(['HELD', [['identity_change', 1]]]);
    expect(whys).toEqual([`HELD ${why}`]);
    const [number] = Object.keys(changes);
    expect(await school.person(`s${number}@lincoln.example`)).toMatchObject({ state: 'ACTIVE' });
  });

  test.each([2, 3])('the addresses of %i students at once; all others go on', async (count) => {
    const school = await schoolOf();
    const changes = Object.fromEntries(numbers(1, count).map((number) => [number, { email: `family${number}@mail.example` }]));
    const { status, whys } = await second(school, file({ ...changes, 20: { parent: 'new20@mail.example' } }));
    expect(status).toBe('HELD');
    expect(whys.toSorted()).toEqual([...numbers(1, count).map(() => 'HELD email_outside'), 'PLANNED differs_from_file']);
    expect(await school.person('s20@lincoln.example')).toMatchObject({ parentEmail: 'new20@mail.example' });
  });

  test('once: what an owner has discarded is not asked about again', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('students.csv', file({ 3: { email: 'p4@mail.example' } }));
    await school.decide(ref, 'DISCARDED');
    await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
    const again = await second(school, file({ 3: { email: 'p4@mail.example' }, 20: { parent: '' } }));
    expect(again.status).toBe('APPLIED');
    expect(await school.person('s3@lincoln.example')).not.toBeNull();
  });
});

describe('is applied as any other address', () => {
  test.each<[name: string, before: Record<number, Change>, after: Record<number, Change>]>([
    ['another address at the school’s domain', {}, { 3: { email: 'ann.lee3@lincoln.example' } }],
    ['after a marriage', {}, { 3: { email: 'ann.roy@lincoln.example', last: 'Roy' } }],
    ['from a private address to the school’s', { 3: { email: 'ann3@gmail.example' } }, {}],
    ['from one private address to another', { 3: { email: 'ann3@gmail.example' } }, { 3: { email: 'ann3@out.example' } }],
    [
      'from one address of the family to another',
      { 3: { email: 'p3@mail.example' } },
      { 3: { email: 'q3@mail.example', parent: 'q3@mail.example' } },
    ],
    [
      'where many have private addresses',
      Object.fromEntries(numbers(11, 20).map((number) => [number, { email: `ann${number}@gmail.example` }])),
      {
        ...Object.fromEntries(numbers(11, 20).map((number) => [number, { email: `ann${number}@gmail.example` }])),
        3: { email: 'ann3@gmail.example' },
      },
    ],
  ])('%s', async (_, before, after) => {
    const school = await schoolOf(before);
    expect(await second(school, file(after))).toMatchObject({ status: 'APPLIED', hold: [] });
  });

  test('a teacher’s, also if it is that of a student’s parent', async () => {
    const school = await schoolOf();
    const teachers = (email: string): string =>
      `${['Employee ID,First Name,Last Name,Email', `77,Pat,Lee3,${email}`, ...numbers(1, 9).map((n) => `${n},Tia${n},One${n},t${n}@x.example`)].join('\n')}\n`;
    await school.upload('teachers.csv', teachers('pat@x.example'));
    const { ref } = await school.upload('teachers.csv', teachers('p3@mail.example'));
    expect((await school.sync(ref)).status).toBe('APPLIED');
  });
});
