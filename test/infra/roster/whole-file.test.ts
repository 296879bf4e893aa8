import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../domain/sync.js';
import { loadChanges } from '../../../store/views/load-changes.js';
import { EVERYTHING, numbers, openRosterWorld, type Outcome, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

type Row = [number: string, email: string, firstName: string, lastName: string];
const FIRST_NAMES = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo'];
/** Students with names that are not alike: Ann Aal, Bob Bel … */
const body: Row[] = numbers(0, 59).map((n) => {
  const firstName = `${FIRST_NAMES[n % 10]!}${['', 'ia', 'el', 'us', 'ette', 'ino'][Math.floor(n / 10)]!}`;
  return [String(100_100 + n), `s${n}@x.example`, firstName, `${String.fromCodePoint(65 + (n % 26))}${['al', 'el', 'or'][n % 3]!}${n}`];
});
const file = (rows: Row[]): string => `student id,email,first name,last name,grade\n${rows.map((row) => `${row.join(',')},9\n`).join('')}`;
const withRow = (place: number, row: Partial<Record<0 | 1 | 2 | 3, string>>): Row => Object.assign([...body[place]!], row) as Row;
const replaced = (rows: Record<number, Row | null>): Row[] =>
  body.flatMap((row, place) => (place in rows ? (rows[place] === null ? [] : [rows[place]!]) : [row]));

async function schoolOf(rows: Row[] = body): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', file(rows));
  return school;
}
const holdsOf = async (school: RosterSchool, { ref }: Outcome): Promise<HoldReason[]> =>
  ((await school.sync(ref)).hold ?? []) as unknown as HoldReason[];
async function decide(school: RosterSchool, { ref }: Outcome, decision: 'APPROVED' | 'DISCARDED', as?: 'NEW_PEOPLE'): Promise<void> {
  await school.decide(ref, decision, as);
  await world.activities.settleHold({ ...ref, decision });
}
const factsOf = async (school: RosterSchool): Promise<string[]> =>
  (await school.people()).map(({ id, studentId, email, firstName, state }) => `${id} ${studentId} ${email} ${firstName} ${state}`).sort();
const idsByName = async (school: RosterSchool): Promise<Map<string, string>> =>
  new Map((await school.people()).map(({ id, firstName, lastName }) => [`${firstName} ${lastName}`, id]));

const leaver = body[7]!;
const newcomer = (row: Partial<Record<0 | 1, string>>): Row => Object.assign(['900900', 'zoe@x.example', 'Zoe', 'Quint'], row) as Row;

const STATEMENTS: [string, Row[]][] = [
  ['all numbers moved on by thirty, so that half of them are another’s now', body.map(([number, ...rest]) => [String(Number(number) + 30), ...rest])],
  ['all numbers moved on by one', body.map(([number, ...rest]) => [String(Number(number) + 1), ...rest])],
  ['the numbers were reversed', body.map(([, ...rest], place) => [body[59 - place]![0], ...rest])],
  ['two numbers were swapped', replaced({ 3: withRow(3, { 0: body[4]![0] }), 4: withRow(4, { 0: body[3]![0] }) })],
  ['two addresses were swapped', replaced({ 3: withRow(3, { 1: body[4]![1] }), 4: withRow(4, { 1: body[3]![1] }) })],
  ['three numbers went round', replaced({ 3: withRow(3, { 0: body[4]![0] }), 4: withRow(4, { 0: body[5]![0] }), 5: withRow(5, { 0: body[3]![0] }) })],
  [
    'a chain of addresses was handed on, and the last one got a new one',
    replaced({ 3: withRow(3, { 1: body[4]![1] }), 4: withRow(4, { 1: body[5]![1] }), 5: withRow(5, { 1: 'new5@x.example' }) }),
  ],
  ['a chain of addresses ends with one who left', replaced({ 3: withRow(3, { 1: body[4]![1] }), 4: withRow(4, { 1: leaver[1] }), 7: null })],
  ['a newcomer was given the address of one who left', [...replaced({ 7: null }), newcomer({ 1: leaver[1] })]],
  ['a newcomer was given the number of one who left', [...replaced({ 7: null }), newcomer({ 0: leaver[0] })]],
  [
    'a newcomer was given the address that another student gave up',
    [...replaced({ 7: withRow(7, { 1: 'own7@x.example' }) }), newcomer({ 1: leaver[1] })],
  ],
  ['a newcomer was given the number of one who got a new number', [...replaced({ 7: withRow(7, { 0: '200200' }) }), newcomer({ 0: leaver[0] })]],
];

describe('numbers and addresses that pass from one to another in one file', () => {
  test.each(STATEMENTS)('%s: one hold, one approval that does all of it, and one undo that takes it back', async (_, rows) => {
    const school = await schoolOf();
    const before = await factsOf(school);
    const ids = await idsByName(school);
    const outcome = await school.upload('students.csv', file(rows));
    expect((await holdsOf(school, outcome)).map(({ code }) => code)).toEqual(['handed_on']);
    expect((await school.problems(outcome.ref)).map(({ code }) => code)).toEqual([]);
    const inFile = (people: string[]): string[] => people.filter((one) => !one.includes('Zoe'));
    expect(inFile(await factsOf(school))).toEqual(before);

    await decide(school, outcome, 'APPROVED');
    const people = await school.people();
    for (const [number, email, firstName, lastName] of rows) {
      const person = people.find((one) => one.studentId === number);
      // Whom the school knew is who they were.
      const id = ids.get(`${firstName} ${lastName}`) ?? person?.id;
      expect(person).toMatchObject({ id, email, firstName, lastName, state: 'ACTIVE' });
    }
    const gone = people.filter(({ state }) => state === 'ARCHIVED');
    expect(gone.map(({ firstName, lastName }) => [firstName, lastName])).toEqual(
      rows.some((row) => row[2] === leaver[2] && row[3] === leaver[3]) ? [] : [[leaver[2], leaver[3]]],
    );

    const again = await school.upload('students.csv', `${file(rows)}\n`);
    expect((await school.sync(again.ref)).status).toBe('UNCHANGED');

    await world.activities.undoChanges(outcome.ref);
    const undone = await factsOf(school);
    expect(undone.filter((one) => !one.includes('Zoe'))).toEqual(before);
    expect(undone.filter((one) => one.includes('Zoe') && !one.includes('ARCHIVED'))).toEqual([]);
  });

  test('discarded, nobody is changed', async () => {
    const school = await schoolOf();
    const before = await factsOf(school);
    const outcome = await school.upload('students.csv', file(STATEMENTS[0]![1]));
    await decide(school, outcome, 'DISCARDED');
    expect(await factsOf(school)).toEqual(before);
  });

  test('the rest of the file goes on', async () => {
    const school = await schoolOf();
    const rows = replaced({ 3: withRow(3, { 0: body[4]![0] }), 4: withRow(4, { 0: body[3]![0] }), 20: withRow(20, { 3: 'Married' }), 30: null });
    const outcome = await school.upload('students.csv', file([...rows, newcomer({})]));
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'HELD', counts: { students: { added: 1, updated: 1, archived: 1, held: 2 } } });
  });

  test('what was changed by hand before the approval is left out, with all that counted on it', async () => {
    const school = await schoolOf();
    const outcome = await school.upload('students.csv', file(STATEMENTS[6]![1]));
    await school.change(body[5]![1], { firstName: 'Edited' });
    await decide(school, outcome, 'APPROVED');
    expect((await school.changes(outcome.ref)).map(({ state, whyCode }) => [state, whyCode])).toEqual(
      Array.from({ length: 3 }, () => ['SKIPPED', 'changed_since_plan']),
    );
    expect(await school.person(body[3]![1])).toMatchObject({ studentId: body[3]![0] });
  });
});

describe('what contradicts itself is reported, and never guessed', () => {
  test.each<[string, Row[], string[]]>([
    [
      'an address of somebody who keeps it',
      replaced({ 3: withRow(3, { 1: leaver[1] }), 7: withRow(7, { 1: '' }) }),
      ['missing_value', 'number_and_email_of_two_people'],
    ],
    [
      'a number of somebody else under a third name',
      replaced({ 3: withRow(3, { 0: body[4]![0], 2: 'Zoe', 3: 'Quint' }), 4: null }),
      ['number_and_email_of_two_people'],
    ],
    ['the number of one who left long ago', [...body, newcomer({ 0: '111111' })], ['reused_number']],
  ])('%s', async (_, rows, codes) => {
    const school = await schoolOf();
    await school.has({ email: 'gone@x.example', firstName: 'Olga', lastName: 'Former', studentId: '111111', state: 'ARCHIVED' });
    const outcome = await school.upload('students.csv', file(rows));
    expect((await school.problems(outcome.ref)).map(({ code }) => code).sort()).toEqual(codes);
    expect((await holdsOf(school, outcome)).map(({ code }) => code)).not.toContain('handed_on');
  });

  test('somebody whose address was given on does not leave where missing people are kept', async () => {
    const school = await schoolOf();
    await school.set((settings) => (settings.categories.students.missingUsers = 'KEEP'));
    const outcome = await school.upload('students.csv', file([...replaced({ 7: null }), newcomer({ 1: leaver[1] })]));
    expect((await school.problems(outcome.ref)).map(({ code }) => code)).toEqual(['reused_email']);
    expect(await school.person(leaver[1])).toMatchObject({ firstName: leaver[2], state: 'ACTIVE' });
  });
});

describe('a new SIS: new numbers and a new domain for the same names', () => {
  const rekeyed = body.map(([number, email, ...names]): Row => [String(Number(number) + 700_000), email.replace('@x.', '@new.'), ...names]);

  test('is held, names the pairs, and keeps everybody’s account when approved as the same people', async () => {
    const school = await schoolOf();
    const ids = await idsByName(school);
    const outcome = await school.upload('students.csv', file(rekeyed));
    expect(await holdsOf(school, outcome)).toEqual([{ code: 'same_names', category: 'students', params: { people: 60 } }]);
    const { items, total } = await loadChanges(world.database, { syncId: outcome.ref.syncId, kind: 'ADD', hold: 'same_names', limit: 500 }, 'en');
    expect(total).toBe(60);
    for (const { person, sameNames } of items)
      expect(sameNames).toMatchObject({ id: ids.get(`${person.firstName} ${person.lastName}`), firstName: person.firstName });

    await decide(school, outcome, 'APPROVED');
    const people = await school.people();
    expect(people).toHaveLength(60);
    for (const [number, email, firstName, lastName] of rekeyed)
      expect(people.find((one) => one.studentId === number)).toMatchObject({ id: ids.get(`${firstName} ${lastName}`), email, state: 'ACTIVE' });
    expect((await school.sync(outcome.ref)).counts).toMatchObject({ students: { updated: 60, added: 0, archived: 0, held: 0 } });
    expect((await school.sync((await school.upload('students.csv', `${file(rekeyed)}\n`)).ref)).status).toBe('UNCHANGED');
    await world.activities.undoChanges(outcome.ref);
    expect((await school.people()).map(({ email }) => email).every((email) => email.endsWith('@x.example'))).toBe(true);
  });

  test('adds new people and archives the former ones when approved as new people', async () => {
    const school = await schoolOf();
    const outcome = await school.upload('students.csv', file(rekeyed));
    await decide(school, outcome, 'APPROVED', 'NEW_PEOPLE');
    const people = await school.people();
    expect(people.filter(({ state }) => state === 'ACTIVE').every(({ email }) => email.endsWith('@new.example'))).toBe(true);
    expect(people.filter(({ state }) => state === 'ARCHIVED')).toHaveLength(60);
  });

  test('changes nobody when discarded', async () => {
    const school = await schoolOf();
    const before = await factsOf(school);
    await decide(school, await school.upload('students.csv', file(rekeyed)), 'DISCARDED');
    expect(await factsOf(school)).toEqual(before);
  });

  test.each<[string, Row[], number]>([
    ['one student who was entered anew', replaced({ 7: ['900900', 'again@x.example', leaver[2], leaver[3]] }), 1],
    [
      'names in capitals and without accents',
      rekeyed.map(([number, email, firstName, lastName]) => [number, email, firstName.toUpperCase(), lastName]),
      60,
    ],
    ['a third of the school, while others stay', body.map((row, place) => (place < 20 ? rekeyed[place]! : row)), 20],
  ])('%s: the pairs wait', async (_, rows, pairs) => {
    const school = await schoolOf();
    const outcome = await school.upload('students.csv', file(rows));
    expect(await holdsOf(school, outcome)).toContainEqual({ code: 'same_names', category: 'students', params: { people: pairs } });
    await decide(school, outcome, 'APPROVED');
    expect(await school.people()).toHaveLength(60);
  });

  test.each([
    ['09', '10', 1],
    ['12', '12', 1],
    ['blue', '7', 1],
    ['12', '9', 0],
    ['8', 'K', 0],
    ['9', '11', 0],
  ])(
    'a leaver of grade “%s” and a newcomer of grade “%s” with the same names are asked about (1) or are two people (0): %i',
    async (before, now, pairs) => {
      const [number, email, ...names] = leaver;
      const rows = body.filter((row) => row !== leaver).map((row) => `${row.join(',')},9\n`);
      const school = await world.school({ students: EVERYTHING });
      const header = 'student id,email,first name,last name,grade\n';
      await school.upload('students.csv', [header, ...rows, `${[number, email, ...names, before].join(',')}\n`].join(''));
      const outcome = await school.upload('students.csv', [header, ...rows, `${['900900', 'again@x.example', ...names, now].join(',')}\n`].join(''));
      expect((await holdsOf(school, outcome)).filter(({ code }) => code === 'same_names')).toHaveLength(pairs);
    },
  );

  test('two who share their names are not guessed', async () => {
    const twins = replaced({ 7: withRow(7, { 2: 'Sam', 3: 'Lee' }), 8: withRow(8, { 2: 'Sam', 3: 'Lee' }) });
    const school = await schoolOf(twins);
    const outcome = await school.upload(
      'students.csv',
      file(
        twins.map((row, place) =>
          place === 7 ? ['900900', 'sam@x.example', 'Sam', 'Lee'] : place === 8 ? ['900901', 'sam2@x.example', 'Sam', 'Lee'] : row,
        ),
      ),
    );
    expect((await holdsOf(school, outcome)).map(({ code }) => code)).toEqual([]);
  });
});
