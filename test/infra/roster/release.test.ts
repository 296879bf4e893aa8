import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../domain/sync.js';
import { releasedEmail } from '../../../domain/released-email.js';
import { createAccount } from '../../../services/accounts/accounts.js';
import type { Account } from '../../../domain/account.js';
import { changePerson } from '../../../services/people/change-person.js';
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
async function release(school: RosterSchool, personId: string): Promise<void> {
  expect(await changePerson(world.database, { schoolId: school.id, personId, released: true, accountId: owner.id })).toMatchObject({
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
});
