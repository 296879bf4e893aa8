import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, openRosterWorld, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const HEADER = 'Employee ID,First Name,Last Name,Email';
const TEACHERS = Array.from({ length: 12 }, (_, place) => `${500 + place},Tia${place},One${place},t${place}@x.example`);
const file = (...rows: string[]): string => `${[HEADER, ...TEACHERS, ...rows].join('\n')}\n`;
const names = async (school: RosterSchool): Promise<string[]> =>
  (await school.people()).filter(({ state }) => state === 'ACTIVE').map(({ lastName }) => lastName);

async function schoolOf(...rows: string[]): Promise<RosterSchool> {
  const school = await world.school({ teachers: EVERYTHING });
  await school.upload('teachers.csv', file(...rows));
  return school;
}

describe('a vacancy in a list of teachers', () => {
  test.each([
    ['900,Vacant,TBD,v1@x.example', 'Vacant'],
    ['901,Grade 5,VACANT,v5@x.example', 'Vacant'],
    ['902,Teacher,Unassigned,u@x.example', 'Unassigned'],
    ['903,Poste,À combler,combler@x.example', 'À combler'],
    ['904,Student,Test,ts@x.example', 'Test'],
    ['905,Pool,Substitute,subs@x.example', 'Substitute'],
  ])('waits for an answer, and nobody else does: %s', async (row, word) => {
    const school = await schoolOf(row);
    expect(await names(school)).toHaveLength(TEACHERS.length);
    const { hold, status } = await world.database.prisma.sync.findFirstOrThrow({ where: { schoolId: school.id } });
    expect([status, hold]).toEqual([
      'HELD',
      [expect.objectContaining({ code: 'unknown_status', params: expect.objectContaining({ word, of: 'name', rows: 1 }) })],
    ]);
  });

  test('is added where the owner approves, because somebody is called so, and is asked about no more than any other word', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('teachers.csv', file('906,Jean,Vacant,jean.vacant@x.example'));
    expect((await school.sync(ref)).status).toBe('HELD');
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect(await names(school)).toContain('Vacant');
    const next = await school.upload('teachers.csv', file('906,Jean,Vacant,jean.vacant@x.example').replace('Tia0,', 'Tea0,'));
    expect((await school.sync(next.ref)).status).toBe('APPLIED');
    expect(await names(school)).toContain('Vacant');
  });

  test('whose number is a teacher’s neither renames nor archives them', async () => {
    const school = await schoolOf('907,Maria,Diaz,maria@x.example');
    const { ref } = await school.upload('teachers.csv', file('907,Vacant,Position,maria@x.example'));
    expect((await school.sync(ref)).status).toBe('HELD');
    expect(await names(school)).toContain('Diaz');
  });

  test('without an address holds nothing, and those who left are archived', async () => {
    const school = await schoolOf('908,Ada,Gone,ada@x.example');
    const { ref } = await school.upload('teachers.csv', file(',Vacant,Position,', ',TBD,TBD,'));
    expect((await school.sync(ref)).status).toBe('APPLIED');
    expect(await names(school)).not.toContain('Gone');
    expect((await school.problems(ref)).map(({ code }) => code).toSorted()).toEqual(['vacancy_in_name', 'vacancy_in_name']);
  });
});

describe('an address that is nobody’s', () => {
  test('archives no teacher who has no number, though nobody knows who is meant', async () => {
    const rows = ['Ada', 'Bea', 'Cy'].map((first) => `,${first},Kay,${first.toLowerCase()}@x.example`);
    const school = await schoolOf(...rows);
    for (const address of ['none@none.com', 'noemail@x.example', 'office@x.example']) {
      const { ref } = await school.upload('teachers.csv', file(...rows.map((row) => row.replace(/[^,]*$/, address))));
      const { status, hold } = await school.sync(ref);
      expect(status).toBe('HELD');
      expect(hold).toContainEqual(expect.objectContaining({ code: 'unidentified_rows' }));
      expect(await names(school)).toHaveLength(TEACHERS.length + 3);
    }
  });

  test('leaves a person with their number as they are', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('teachers.csv', file().replace('t3@x.example', 'unknown@x.example'));
    expect((await school.sync(ref)).status).toBe('UNCHANGED');
    expect(await school.person('t3@x.example')).toMatchObject({ state: 'ACTIVE', lastName: 'One3' });
  });
});
