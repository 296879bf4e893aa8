import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncRef } from '../../../domain/steps.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** Twenty students, and a file that lists thirteen of them and one more: seven archivings are held. */
async function heldSchool(): Promise<{ school: RosterSchool; ref: SyncRef }> {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv(numbers(1, 20)));
  const { ref, apply } = await school.upload('students.csv', studentsCsv([...numbers(8, 20), 21]));
  expect(apply).toEqual({ kind: 'applied', held: 7 });
  return { school, ref };
}
const archived = async (school: RosterSchool): Promise<string[]> =>
  (await school.people()).filter((person) => person.state === 'ARCHIVED').map((person) => person.email);

test('what is held changes nothing until an owner approves, and then happens once', async () => {
  const { school, ref } = await heldSchool();
  expect(await archived(school)).toEqual([]);
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD', finishedAt: null, counts: { students: { added: 1, held: 7, archived: 0 } } });
  await school.decide(ref, 'APPROVED');
  const settled = await Promise.all([1, 2, 3].map(() => world.activities.settleHold({ ...ref, decision: 'APPROVED' })));
  expect(settled).toEqual([1, 2, 3].map(() => ({ kind: 'settled', status: 'APPLIED' })));
  expect(await archived(school)).toHaveLength(7);
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', counts: { students: { added: 1, held: 0, archived: 7 } } });
  expect(await world.database.prisma.auditEntry.count({ where: { subjectId: ref.syncId, action: 'sync.hold_applied' } })).toBe(1);
});

test('after the approval the same bytes are acknowledged', async () => {
  const { school, ref } = await heldSchool();
  await school.decide(ref, 'APPROVED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect((await school.upload('students.csv', studentsCsv([...numbers(8, 20), 21]))).stage).toEqual({ kind: 'unchanged' });
});

test('a discarded hold archives nobody; what was applied stays', async () => {
  const { school, ref } = await heldSchool();
  await school.decide(ref, 'DISCARDED');
  await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
  expect(await archived(school)).toEqual([]);
  expect(await school.sync(ref)).toMatchObject({ status: 'DISCARDED', counts: { students: { added: 1, held: 0 } } });
  expect((await school.changes(ref)).map((c) => `${c.kind} ${c.state} ${c.whyCode}`).sort()).toEqual([
    'ADD PLANNED new_in_file',
    ...Array<string>(7).fill('ARCHIVE SKIPPED hold_discarded'),
  ]);
});

test('a cancelled hold changes nobody, and the next file asks the same again', async () => {
  const { school, ref } = await heldSchool();
  await school.decide(ref, 'CANCELLED');
  expect(await world.activities.settleHold({ ...ref, decision: 'CANCELLED' })).toEqual({ kind: 'settled', status: 'CANCELLED' });
  expect(await archived(school)).toEqual([]);
  expect(await school.sync(ref)).toMatchObject({ status: 'CANCELLED', counts: { students: { added: 1, held: 0 } } });
  expect((await school.changes(ref)).filter((change) => change.whyCode === 'sync_cancelled' && change.state === 'SKIPPED')).toHaveLength(7);
  const again = await school.upload('students.csv', studentsCsv([...numbers(8, 20), 21]), { trigger: 'RERUN' });
  expect(again.apply).toEqual({ kind: 'applied', held: 7 });
  // What it had applied can be taken back like that of any other sync.
  expect(await world.activities.undoChanges(ref)).toEqual({ undone: 1, skipped: 0 });
  expect(await school.sync(ref)).toMatchObject({ status: 'UNDONE' });
});

test.each([
  ['before it is read', 0],
  ['between reading and planning', 1],
  ['between planning and applying', 2],
] as const)('a sync that an owner cancels %s changes nobody, leaves no plan, and keeps no other file waiting', async (_when, steps) => {
  const school = await world.school({ students: { ...EVERYTHING } });
  await school.set((settings) => void (settings.safety.absencesBeforeArchive = 2));
  await school.upload('students.csv', studentsCsv(numbers(1, 20)));
  const before = await school.people();
  const ref = await school.receive('students.csv', studentsCsv([...numbers(2, 20), 21]));
  await world.database.prisma.sync.update({ where: { id: ref.syncId }, data: { announcedAt: new Date() } });
  if (steps > 0) await world.activities.stageFile(ref);
  if (steps > 1) await world.activities.planChanges(ref);
  expect((await school.changes(ref)).length > 0).toBe(steps > 1);
  await school.decide(ref, 'CANCELLED');

  // A newer file is not kept waiting, though the cancelled one was first and no step of it has run since.
  const newer = await school.upload('other_students.csv', studentsCsv(numbers(1, 22)));
  expect(newer.apply).toEqual({ kind: 'applied', held: 0 });
  const step = [world.activities.stageFile, world.activities.planChanges, world.activities.applyPlan][steps]!;
  expect(await step(ref)).toEqual({ kind: 'cancelled' });
  expect(await step(ref)).toEqual({ kind: 'cancelled' });
  expect(await world.activities.cancelSync(ref)).toBe('CANCELLED');
  expect(await school.sync(ref)).toMatchObject({ status: 'CANCELLED', hold: null, appliedAt: null, finishedAt: expect.any(Date) });
  expect(await school.changes(ref)).toEqual([]);
  expect(await world.database.prisma.absence.count({ where: { syncId: ref.syncId } })).toBe(0);
  expect((await school.people()).slice(0, 20).map(({ state }) => state)).toEqual(before.map(({ state }) => state));
  expect(await world.database.prisma.auditEntry.count({ where: { subjectId: ref.syncId, action: 'sync.cancelled' } })).toBe(1);
});

test('an owner who cancels too late hears it, and what was applied stays', async () => {
  const school = await world.school({ students: EVERYTHING });
  const { ref } = await school.upload('students.csv', studentsCsv([1]));
  await school.decide(ref, 'CANCELLED');
  expect(await world.activities.cancelSync(ref)).toBe('APPLIED');
  expect(await school.people()).toMatchObject([{ state: 'ACTIVE' }]);
});

test('the stored decision has the last word over what the caller believes', async () => {
  const { school, ref } = await heldSchool();
  await school.decide(ref, 'DISCARDED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect(await archived(school)).toEqual([]);
  expect(await school.sync(ref)).toMatchObject({ status: 'DISCARDED' });
});

test('nothing is approved that nobody approved', async () => {
  const { school, ref } = await heldSchool();
  expect(await world.activities.settleHold({ ...ref, decision: 'APPROVED' })).toEqual({ kind: 'undecided' });
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD' });
});

test('a newer file of the same kind makes the hold void', async () => {
  const { school, ref } = await heldSchool();
  const newer = await school.upload('students.csv', studentsCsv(numbers(1, 21)));
  expect(await world.activities.expireOlderHolds(ref)).toEqual([]);
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD' });
  expect(await world.activities.expireOlderHolds(newer.ref)).toEqual([(await school.sync(ref)).workflowId]);
  expect(await school.sync(ref)).toMatchObject({ status: 'SUPERSEDED' });
  // An attempt that dies before it tells that workflow is made again: it must find it again.
  expect(await world.activities.expireOlderHolds(newer.ref)).toEqual([(await school.sync(ref)).workflowId]);
  expect(await archived(school)).toEqual([]);
});

test('a file of another kind leaves the hold', async () => {
  const { school } = await heldSchool();
  await school.set((settings) => Object.assign(settings.categories.teachers, EVERYTHING));
  const other = await school.upload('teachers.csv', 'email,first name,last name\nt@x.example,Tea,Cher\n');
  expect(await world.activities.expireOlderHolds(other.ref)).toEqual([]);
});

test('an approval that comes after a newer file of the kind is void', async () => {
  const { school, ref } = await heldSchool();
  await school.upload('students.csv', studentsCsv(numbers(1, 21)));
  await school.decide(ref, 'APPROVED');
  expect(await world.activities.settleHold({ ...ref, decision: 'APPROVED' })).toEqual({ kind: 'settled', status: 'SUPERSEDED' });
  expect(await archived(school)).toEqual([]);
});

test('what was decided while nobody listened is carried out when it is asked for', async () => {
  const { school, ref } = await heldSchool();
  expect(await world.activities.settleHold({ ...ref, decision: 'STORED' })).toEqual({ kind: 'undecided' });
  await school.decide(ref, 'APPROVED');
  expect(await world.activities.settleHold({ ...ref, decision: 'STORED' })).toEqual({ kind: 'settled', status: 'APPLIED' });
  expect(await archived(school)).toHaveLength(7);
});

test('a hold whose settling failed is settled when support starts it again', async () => {
  const { school, ref } = await heldSchool();
  await school.decide(ref, 'APPROVED');
  await world.activities.markFailed({ ...ref, code: 'internal_error', hold: 'failed' });
  expect(await school.sync(ref)).toMatchObject({ status: 'FAILED' });
  expect(await world.activities.settleHold({ ...ref, decision: 'APPROVED' })).toEqual({ kind: 'settled', status: 'APPLIED' });
  expect(await archived(school)).toHaveLength(7);
  expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', errorCode: null });
});

test('an approval leaves alone whoever was changed in the meantime', async () => {
  const { school, ref } = await heldSchool();
  await school.change('s1@lincoln.example', { lastName: 'Married' });
  await school.change('s2@lincoln.example', { protected: true });
  await school.decide(ref, 'APPROVED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect(await archived(school)).toHaveLength(5);
  const skipped = (await school.changes(ref)).filter((change) => change.state === 'SKIPPED');
  expect(skipped.map((change) => [change.before?.email, change.whyCode, change.whyParams])).toEqual([
    ['s1@lincoln.example', 'changed_since_plan', { was: 'missing_from_file' }],
    ['s2@lincoln.example', 'changed_since_plan', { was: 'missing_from_file' }],
  ]);
  expect(await school.sync(ref)).toMatchObject({ counts: { students: { archived: 5, held: 0 } }, leftVersion: null });
});

test('an approved newcomer whose e-mail address was taken in the meantime is left out', async () => {
  const school = await world.school({ admin: EVERYTHING });
  await school.has({ email: 'boss@x.example', role: 'OWNER' });
  const { ref } = await school.upload(
    'admin.csv',
    'email,first name,last name,role\nnew@x.example,New,Owner,Owner\nother@x.example,Ot,Her,Manager\nboss@x.example,First,Last,Owner\n',
  );
  await school.has({ email: 'new@x.example', role: 'TEACHER' });
  await school.decide(ref, 'APPROVED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect((await school.people()).map((person) => [person.email, person.role])).toEqual([
    ['boss@x.example', 'OWNER'],
    ['new@x.example', 'TEACHER'],
    ['other@x.example', 'MANAGER'],
  ]);
});

test('an approval leaves the last Owner as they are, and so the one who was to get their address', async () => {
  const school = await world.school({ admin: EVERYTHING });
  await school.has({ email: 'office@x.example', firstName: 'Bo', lastName: 'Ss', role: 'OWNER', staffId: 'B1' });
  await school.has({ email: 'pia@x.example', firstName: 'Pia', lastName: 'Ng', role: 'MANAGER', staffId: 'P1' });
  await school.has({ email: 'second@x.example', firstName: 'Se', lastName: 'Cond', role: 'OWNER', staffId: 'S1' });
  const { ref } = await school.upload(
    'admin.csv',
    'email,first name,last name,role,staff id\nbo@x.example,Bo,Ss,Manager,B1\noffice@x.example,Pia,Ng,Manager,P1\nsecond@x.example,Se,Cond,Owner,S1\n',
  );
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD', counts: { admin: { held: 2 } } });
  await school.change('second@x.example', { role: 'MANAGER' });
  await school.decide(ref, 'APPROVED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect((await school.people()).map(({ email, role }) => [email, role])).toEqual([
    ['office@x.example', 'OWNER'],
    ['pia@x.example', 'MANAGER'],
    ['second@x.example', 'MANAGER'],
  ]);
  expect((await school.changes(ref)).map(({ whyCode }) => whyCode)).toEqual(['last_owner', 'changed_since_plan']);
});

test('an approval never takes away the last Owner, though there were more when it was planned', async () => {
  const school = await world.school({ admin: EVERYTHING });
  for (const n of numbers(1, 8)) await school.has({ email: `owner${n}@x.example`, firstName: 'First', lastName: 'Last', role: 'OWNER' });
  const { ref } = await school.upload('admin.csv', 'email,first name,last name,role\nowner1@x.example,First,Last,Owner\n');
  expect(await school.sync(ref)).toMatchObject({ status: 'HELD', counts: { admin: { held: 7 } } });
  await school.change('owner1@x.example', { role: 'MANAGER' });
  await school.decide(ref, 'APPROVED');
  await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
  expect((await school.people()).filter((person) => person.role === 'OWNER' && person.state === 'ACTIVE')).toHaveLength(7);
  expect((await school.changes(ref)).map((change) => change.whyCode)).toEqual(Array<string>(7).fill('last_owner'));
});
