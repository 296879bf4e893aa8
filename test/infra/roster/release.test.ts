import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../domain/sync.js';
import { releasedEmail } from '../../../domain/released-email.js';
import { createAccount } from '../../../services/accounts/accounts.js';
import type { Account } from '../../../domain/account.js';
import { setStateByHand, type HandAct } from '../../../services/people/set-state-by-hand.js';
import {
  EVERYTHING,
  numbers,
  openRosterWorld,
  studentsCsv,
  type Outcome,
  type RosterSchool,
  type RosterWorld,
  type StudentRow,
} from './roster-school.js';

let world: RosterWorld;
let owner: Account;
beforeAll(async () => {
  world = await openRosterWorld();
  const { districtId } = await world.school();
  owner = await createAccount(world.database, {
    email: 'office@lincoln.example',
    password: 'correct horse battery',
    role: 'DISTRICT_MANAGER',
    districtId,
  });
});
afterAll(() => world.close());

const former = { number: 31, firstName: 'Ana', lastName: 'Smith', email: 'ana@lincoln.example' };
const active = numbers(1, 30);

/** Thirty students, and one who left: who is gone, and the sync that archived them. */
async function schoolThatAnaLeft(): Promise<{ school: RosterSchool; ana: string; left: Outcome }> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv([...active, former]));
  const left = await school.upload('students.csv', studentsCsv(active));
  const ana = (await school.person(former.email))!;
  expect(ana.state).toBe('ARCHIVED');
  return { school, ana: ana.id, left };
}
const byHand = (school: RosterSchool, act: HandAct, personId: string) =>
  setStateByHand(world.database, act, { schoolId: school.id, personId, accountId: owner.id, reason: 'I know' });
async function release(school: RosterSchool, personId: string): Promise<void> {
  expect(await setStateByHand(world.database, 'release', { schoolId: school.id, personId, accountId: owner.id, reason: 'given on' })).toMatchObject({
    kind: 'changed',
  });
}

describe('a new student who was given what a former student had', () => {
  test.each<[string, string, StudentRow]>([
    ['the student number', 'reused_number', { number: 31, firstName: 'Zoe', lastName: 'Yates', email: 'zoe@lincoln.example' }],
    ['the e-mail address', 'reused_email', { number: 900, firstName: 'Zoe', lastName: 'Yates', email: 'ana@lincoln.example' }],
  ])('%s comes in with the same file once it is released', async (_, code, newcomer) => {
    const { school, ana } = await schoolThatAnaLeft();
    const file = studentsCsv([...active, newcomer]);
    const evening = await school.upload('students.csv', file);
    expect((await school.problems(evening.ref)).map((problem) => problem.code)).toEqual([code]);
    expect(await school.people()).toHaveLength(31);
    await release(school, ana);
    const again = await school.upload('students.csv', file);
    expect(await school.problems(again.ref)).toEqual([]);
    expect((await school.sync(again.ref)).counts).toMatchObject({ students: { added: 1, updated: 0, archived: 0, restored: 0 } });
    expect(await school.person(newcomer.email!)).toMatchObject({
      firstName: 'Zoe',
      lastName: 'Yates',
      studentId: String(newcomer.number).padStart(5, '0'),
      state: 'ACTIVE',
    });
    expect(await school.person(releasedEmail(ana))).toMatchObject({ id: ana, firstName: 'Ana', studentId: null, state: 'ARCHIVED' });
    expect(await school.people()).toHaveLength(32);
  });

  test('and who may be the same person is held; after the release an approval restores nobody, and the same file adds the new one', async () => {
    const { school, ana } = await schoolThatAnaLeft();
    const file = studentsCsv([...active, { ...former, firstName: 'Zoe', email: 'zoe@lincoln.example' }]);
    const { ref } = await school.upload('students.csv', file);
    expect((((await school.sync(ref)).hold ?? []) as unknown as HoldReason[]).map(({ code }) => code)).toEqual(['identity_change']);
    await release(school, ana);
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect(await school.changes(ref)).toMatchObject([{ kind: 'RESTORE', state: 'SKIPPED', whyCode: 'changed_since_plan' }]);
    await school.upload('students.csv', file);
    expect(await school.person('zoe@lincoln.example')).toMatchObject({ firstName: 'Zoe', studentId: '00031', state: 'ACTIVE' });
    expect(await school.person(releasedEmail(ana))).toMatchObject({ firstName: 'Ana', state: 'ARCHIVED' });
  });
});

describe('somebody whose number and address were released', () => {
  test('stays as they are when the sync that archived them is undone, which says why', async () => {
    const { school, ana, left } = await schoolThatAnaLeft();
    await release(school, ana);
    expect(await world.activities.undoChanges(left.ref)).toEqual({ undone: 0, skipped: 1 });
    expect(await school.changes(left.ref)).toMatchObject([{ kind: 'ARCHIVE', personId: ana, state: 'APPLIED', whyCode: 'changed_since_apply' }]);
    expect(await school.person(releasedEmail(ana))).toMatchObject({ id: ana, studentId: null, state: 'ARCHIVED' });
  });

  test('is not found by a file that lists them as they were: it adds somebody new', async () => {
    const { school, ana } = await schoolThatAnaLeft();
    await release(school, ana);
    const back = await school.upload('students.csv', studentsCsv([...active, former]));
    expect((await school.sync(back.ref)).counts).toMatchObject({ students: { added: 1, restored: 0 } });
    expect((await school.person(former.email))!.id).not.toBe(ana);
  });

  test('is not found by a file that has the address which they have now', async () => {
    const { school, ana } = await schoolThatAnaLeft();
    await release(school, ana);
    const { ref } = await school.upload('students.csv', studentsCsv([...active, { ...former, email: releasedEmail(ana) }]));
    expect((await school.problems(ref)).map(({ code }) => code)).toEqual(['invalid_email']);
    expect(await school.person(releasedEmail(ana))).toMatchObject({ studentId: null, state: 'ARCHIVED' });
  });

  test('gets both back when restored, and keeps who has them now from losing them', async () => {
    const { school, ana } = await schoolThatAnaLeft();
    await release(school, ana);
    expect(await byHand(school, 'release', ana)).toEqual({ kind: 'already_released' });
    expect(await byHand(school, 'restore', ana)).toMatchObject({
      kind: 'changed',
      person: { email: former.email, studentId: '00031', state: 'ACTIVE' },
    });
    expect(await byHand(school, 'release', ana)).toEqual({ kind: 'not_archived' });
    await byHand(school, 'archive', ana);
    await release(school, ana);
    await school.upload('students.csv', studentsCsv([...active, { number: 31, firstName: 'Zoe', lastName: 'Yates', email: 'zoe@lincoln.example' }]));
    expect(await byHand(school, 'restore', ana)).toEqual({ kind: 'place_taken' });
    expect(await school.person('zoe@lincoln.example')).toMatchObject({ studentId: '00031', state: 'ACTIVE' });
  });
});

describe('what an owner did by hand', () => {
  const said = async (school: RosterSchool, { ref }: Outcome): Promise<string[]> =>
    (await school.problems(ref)).map(({ code, severity, params }) => `${severity} ${code} ${(params as { people?: number }).people}`);
  const why = async (school: RosterSchool, { ref }: Outcome): Promise<string[]> =>
    (await school.changes(ref)).map(({ kind, state, whyCode }) => `${kind} ${state} ${whyCode}`);
  const file = (numbers: (number | StudentRow)[]): string => studentsCsv(numbers);

  test('archived stays archived while the files still list them, which each of them says; who is back after having left is restored', async () => {
    const { school } = await schoolThatAnaLeft();
    const bo = (await school.person('s1@lincoln.example'))!.id;
    await byHand(school, 'archive', bo);
    for (const content of [file(active), file(active), file([...active].reverse())]) {
      const evening = await school.upload('students.csv', content, { trigger: 'RERUN' });
      expect(await said(school, evening)).toEqual(['warning stays_archived 1']);
      expect(await why(school, evening)).toEqual(['RESTORE SKIPPED archived_by_hand']);
      expect(await school.sync(evening.ref)).toMatchObject({ status: 'UNCHANGED', rowsWarnings: 1, counts: { students: { restored: 0 } } });
    }
    const preview = await school.upload('students.csv', file(active), { dryRun: true });
    expect(await said(school, preview)).toEqual(['warning stays_archived 1']);
    // A file of another list, and one that may be cut, do not agree with the owner.
    await school.upload('teachers.csv', 'email,first name,last name\nt1@lincoln.example,Tia,One\n');
    await school.upload('students.csv', file(active.slice(1)).slice(0, -4));
    expect(await said(school, await school.upload('students.csv', file(active)))).toContain('warning stays_archived 1');

    // The SIS has taken them out: owner and file agree, and from now on the files have the last word.
    const agreed = await school.upload('students.csv', file(active.slice(1)));
    expect(await said(school, agreed)).toEqual([]);
    const back = await school.upload('students.csv', file(active));
    expect(await said(school, back)).toEqual([]);
    expect((await school.sync(back.ref)).counts).toMatchObject({ students: { restored: 1 } });
    expect(await school.person('s1@lincoln.example')).toMatchObject({ id: bo, state: 'ACTIVE' });
  });

  test('restored stays active while the files do not list them, and is archived as usual once they were listed and left', async () => {
    const { school, ana } = await schoolThatAnaLeft();
    await school.set((settings) => void (settings.safety.absencesBeforeArchive = 1));
    await byHand(school, 'restore', ana);
    for (const content of [file(active), file([...active].reverse())]) {
      const evening = await school.upload('students.csv', content);
      expect(await said(school, evening)).toEqual(['warning stays_active 1']);
      expect(await why(school, evening)).toEqual(['ARCHIVE SKIPPED restored_by_hand']);
      expect(await school.person(former.email)).toMatchObject({ state: 'ACTIVE' });
    }
    expect(await world.database.prisma.absence.count({ where: { schoolId: school.id } })).toBe(0);
    const listed = await school.upload('students.csv', file([...active, former]));
    expect(await said(school, listed)).toEqual([]);
    const left = await school.upload('students.csv', file(active));
    expect(await said(school, left)).toEqual([]);
    expect((await school.sync(left.ref)).counts).toMatchObject({ students: { archived: 1 } });
  });

  test('cannot take away the last Owner, nor be done twice, nor for another school', async () => {
    const school = await world.school();
    const boss = await school.has({ email: 'boss@lincoln.example', role: 'OWNER' });
    expect(await byHand(school, 'archive', boss)).toEqual({ kind: 'last_owner' });
    expect(await byHand(school, 'restore', boss)).toEqual({ kind: 'not_archived' });
    const second = await school.has({ email: 'second@lincoln.example', role: 'OWNER', protected: true });
    const answers = await Promise.all([boss, second].map((id) => byHand(school, 'archive', id)));
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'last_owner']);
    expect(await byHand(await world.school(), 'archive', second)).toEqual({ kind: 'not_found' });
  });
});
