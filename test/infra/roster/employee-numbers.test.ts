import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releasedEmail } from '../../../domain/released-email.js';
import type { HoldReason } from '../../../domain/sync.js';
import { createAccount } from '../../../services/accounts/accounts.js';
import { setStateByHand } from '../../../services/people/set-state-by-hand.js';
import { EVERYTHING, numbers, openRosterWorld, type Outcome, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const HEADER = 'employee number,email,first name,last name';
const file = (rows: string[], header = HEADER): string => `${[header, ...rows].join('\n')}\n`;
/** So many colleagues that one who leaves is no guard's business. */
const colleagues = numbers(1, 12).map((n) => `${String(n).padStart(4, '0')},c${n}@x.example,Col${n},League${n}`);
const openSchool = async (): Promise<RosterSchool> => world.school({ teachers: EVERYTHING, staff: EVERYTHING });
const holdsOf = async (school: RosterSchool, { ref }: Outcome): Promise<string[]> =>
  (((await school.sync(ref)).hold ?? []) as unknown as HoldReason[]).map(({ code }) => code);
const evening = (school: RosterSchool, rows: string[], name = 'teachers.csv'): Promise<Outcome> =>
  school.upload(name, file([...colleagues, ...rows]));

describe('an employee number says who a teacher is', () => {
  test('a teacher who marries keeps the account: same number, new name and new address', async () => {
    const school = await openSchool();
    await evening(school, ['504,t4@x.example,Tia,One']);
    const { id } = (await school.person('t4@x.example'))!;
    const outcome = await evening(school, ['504,tia.wedd@x.example,Tia,Wedd']);
    expect((await school.sync(outcome.ref)).status).toBe('APPLIED');
    expect(await school.person('tia.wedd@x.example')).toMatchObject({ id, staffId: '504', lastName: 'Wedd', state: 'ACTIVE' });
    expect(await school.people()).toHaveLength(13);
  });

  test('the next teacher who is given jsmith is asked about, and never takes the account of the last one in silence', async () => {
    const school = await openSchool();
    await evening(school, ['100,jsmith@x.example,Joan,Smith']);
    await evening(school, []);
    expect(await school.person('jsmith@x.example')).toMatchObject({ firstName: 'Joan', state: 'ARCHIVED' });
    const outcome = await evening(school, ['777,jsmith@x.example,John,Smith']);
    expect(await holdsOf(school, outcome)).toEqual(['identity_change']);
    expect(await school.person('jsmith@x.example')).toMatchObject({ firstName: 'Joan', staffId: '100', state: 'ARCHIVED' });
  });

  test.each<[string, string, string | null, string]>([
    ['comes back under another first name, without numbers', ',jsmith@x.example,Joan,Smith', '', ',jsmith@x.example,John,Smith'],
    ['comes back under another first name that begins otherwise', ',jsmith@x.example,Joan,Smith', '', ',jsmith@x.example,Mary,Smith'],
    ['comes back with another number and the same name', '100,jsmith@x.example,Joan,Smith', '', '777,jsmith@x.example,Joan,Smith'],
    ['comes back with the same number and another first name', '100,jsmith@x.example,Joan,Smith', '', '100,jsmith@x.example,Jane,Smith'],
    ['has another number overnight', '100,jsmith@x.example,Joan,Smith', null, '777,jsmith@x.example,Joan,Smith'],
    ['has another number and another first name overnight', '100,jsmith@x.example,Joan,Smith', null, '777,jsmith@x.example,John,Smith'],
    ['has another first name overnight, and only the address is the same', ',jsmith@x.example,Joan,Smith', null, ',jsmith@x.example,John,Smith'],
    ['gets a first number under another first name', ',jsmith@x.example,Joan,Smith', null, '777,jsmith@x.example,John,Smith'],
  ])('somebody behind a known address who %s is asked about', async (_, first, away, last) => {
    const school = await openSchool();
    await evening(school, [first]);
    const before = await school.person('jsmith@x.example');
    if (away !== null) await evening(school, []);
    const outcome = await evening(school, [last]);
    expect(await holdsOf(school, outcome)).toEqual(['identity_change']);
    expect(await school.person('jsmith@x.example')).toMatchObject({ id: before!.id, firstName: 'Joan', staffId: before!.staffId });
    await school.decide(outcome.ref, 'APPROVED');
    await world.activities.settleHold({ ...outcome.ref, decision: 'APPROVED' });
    const [number, , firstName] = last.split(',');
    expect(await school.person('jsmith@x.example')).toMatchObject({
      id: before!.id,
      firstName,
      state: 'ACTIVE',
      ...(number === '' ? {} : { staffId: number }),
    });
  });

  test.each<[string, string, string]>([
    ['a first number, with the same address and name', ',amy@x.example,Amy,Orr', '042,amy@x.example,Amy,Orr'],
    ['a first number, with the name in capitals', ',amy@x.example,Amy,Orr', '042,amy@x.example,AMY,ORR'],
    ['another last name', '042,amy@x.example,Amy,Orr', '042,amy@x.example,Amy,Lund'],
    ['another address', '042,amy@x.example,Amy,Orr', '042,amy.orr@x.example,Amy,Orr'],
    ['the longer form of the first name', ',amy@x.example,Amy,Orr', ',amy@x.example,Amyra,Orr'],
    ['a corrected first name, with the same number', '042,amy@x.example,Amy,Orr', '042,amy@x.example,Emmy,Orr'],
  ])('everyday life is an update: %s', async (_, first, second) => {
    const school = await openSchool();
    await evening(school, [first]);
    const { id } = (await school.person('amy@x.example'))!;
    const outcome = await evening(school, [second]);
    expect((await school.sync(outcome.ref)).status).toBe('APPLIED');
    const [, email, firstName, lastName] = second.split(',');
    expect(await school.person(email!)).toMatchObject({ id, firstName, lastName, staffId: second.startsWith(',') ? null : '042' });
  });

  test('everybody gets their number by the first file that has the column, without a hold', async () => {
    const school = await openSchool();
    await school.upload(
      'teachers.csv',
      file(
        colleagues.map((row) => row.slice(5)),
        'email,first name,last name',
      ),
    );
    expect((await school.people()).map(({ staffId }) => staffId)).toEqual(Array.from({ length: 12 }, () => null));
    const outcome = await evening(school, []);
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', counts: { teachers: { updated: 12, added: 0, held: 0 } } });
    expect((await school.people()).every(({ staffId }) => staffId !== null)).toBe(true);
    // And keep it when a file comes without the column.
    await school.upload(
      'teachers.csv',
      file(
        colleagues.map((row) => row.slice(5)),
        'email,first name,last name',
      ),
      { trigger: 'RERUN' },
    );
    expect((await school.people()).every(({ staffId, state }) => staffId !== null && state === 'ACTIVE')).toBe(true);
  });

  test('a new domain for all waits for one approval, which keeps everybody', async () => {
    const school = await openSchool();
    await evening(school, []);
    const ids = (await school.people()).map(({ id }) => id).sort();
    const outcome = await school.upload('teachers.csv', file(colleagues.map((row) => row.replace('@x.example', '@new.example'))));
    expect(await holdsOf(school, outcome)).toContain('identity_guard');
    await school.decide(outcome.ref, 'APPROVED');
    await world.activities.settleHold({ ...outcome.ref, decision: 'APPROVED' });
    const people = await school.people();
    expect(people.map(({ id }) => id).sort()).toEqual(ids);
    expect(people.every(({ email, state }) => email.endsWith('@new.example') && state === 'ACTIVE')).toBe(true);
  });

  test('a number that has lost its zeros is asked about', async () => {
    const school = await openSchool();
    await evening(school, []);
    const outcome = await school.upload('teachers.csv', file([colleagues[0]!.replace('0001', '1'), ...colleagues.slice(1)]));
    expect(await holdsOf(school, outcome)).toEqual(['lost_zeros']);
    expect(await school.person('c1@x.example')).toMatchObject({ staffId: '0001' });
  });

  test('a number that was given to somebody else is reported, and can be released', async () => {
    const school = await openSchool();
    await evening(school, ['100,ann@x.example,Ann,Lee']);
    await evening(school, []);
    const { id } = (await school.person('ann@x.example'))!;
    const rows = ['100,bob@x.example,Bob,Ray'];
    expect((await school.problems((await evening(school, rows)).ref)).map(({ code, field }) => [code, field])).toEqual([
      ['reused_number', 'staffId'],
    ]);
    const owner = await createAccount(world.database, {
      email: `office-${school.id}@x.example`,
      password: 'correct horse battery',
      role: 'DISTRICT_MANAGER',
      districtId: school.districtId,
    });
    await setStateByHand(world.database, 'release', { schoolId: school.id, personId: id, accountId: owner.id, reason: 'given on' });
    await evening(school, rows);
    expect(await school.person('bob@x.example')).toMatchObject({ staffId: '100', state: 'ACTIVE' });
    expect(await school.person(releasedEmail(id))).toMatchObject({ staffId: null, state: 'ARCHIVED' });
  });

  test('a student who has the same number as a teacher is somebody else', async () => {
    const school = await world.school({ teachers: EVERYTHING, students: EVERYTHING });
    await evening(school, []);
    await school.upload('students.csv', 'email,first name,last name,student id,grade\nkid@x.example,Kid,One,0001,9\n');
    expect(await school.person('kid@x.example')).toMatchObject({ studentId: '0001', staffId: null, state: 'ACTIVE' });
    expect(await school.person('c1@x.example')).toMatchObject({ studentId: null, staffId: '0001', state: 'ACTIVE' });
  });

  test('in a list of everybody, the same column is the student number of some and the employee number of others', async () => {
    const school = await world.school({ teachers: EVERYTHING, students: EVERYTHING });
    const list = (address: string): string =>
      `id number,email,first name,last name,role,grade\n7,${address},Tia,One,Teacher,\n7,kid@x.example,Kid,One,Student,9\n`;
    await school.upload('users.csv', list('t@x.example'));
    const outcome = await school.upload('users.csv', list('tia@x.example'));
    expect(await school.sync(outcome.ref)).toMatchObject({ status: 'APPLIED', counts: { teachers: { updated: 1, added: 0 } } });
    expect((await school.people()).map(({ email, studentId, staffId }) => [email, studentId, staffId])).toEqual([
      ['kid@x.example', '7', null],
      ['tia@x.example', null, '7'],
    ]);
  });

  test('a row with a number and no address names its person: archiving goes on when somebody else leaves', async () => {
    const school = await openSchool();
    await evening(school, ['500,leaver@x.example,Lea,Ver']);
    const outcome = await school.upload('teachers.csv', file([...colleagues.slice(1), '0001,,Col1,League1']));
    expect((await school.sync(outcome.ref)).status).toBe('APPLIED');
    expect(await school.person('c1@x.example')).toMatchObject({ state: 'ACTIVE' });
    expect(await school.person('leaver@x.example')).toMatchObject({ state: 'ARCHIVED' });
  });

  test('undoing a new number gives the old one back', async () => {
    const school = await openSchool();
    await evening(school, []);
    const outcome = await school.upload('teachers.csv', file([colleagues[0]!.replace('0001', '9001'), ...colleagues.slice(1)]));
    await school.decide(outcome.ref, 'APPROVED');
    await world.activities.settleHold({ ...outcome.ref, decision: 'APPROVED' });
    expect(await school.person('c1@x.example')).toMatchObject({ staffId: '9001' });
    expect(await world.activities.undoChanges(outcome.ref)).toEqual({ undone: 1, skipped: 0 });
    expect(await school.person('c1@x.example')).toMatchObject({ staffId: '0001' });
  });
});

test('brothers and sisters who share an address are told that it is the address, and with which line', async () => {
  const school = await world.school({ students: EVERYTHING });
  const { ref } = await school.upload(
    'students.csv',
    'email,first name,last name,student id,grade\nfam@x.example,Ann,Lee,1,9\nok@x.example,Oki,Doe,2,9\nfam@x.example,Bob,Lee,3,7\n',
  );
  expect((await school.problems(ref)).map(({ line, code, params }) => [line, code, params])).toEqual([
    [2, 'contradicting_rows', { other: 4, others: 1, same: 'email', number: 'student id' }],
    [4, 'contradicting_rows', { other: 2, others: 1, same: 'email', number: 'student id' }],
  ]);
});
