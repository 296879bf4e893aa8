import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncRef } from '../../../domain/steps.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { eraseAgain } from '../../../services/people/erase-again.js';
import { erasePerson, type EraseDeps } from '../../../services/people/erase-person.js';
import { createErasureList } from '../../../services/people/erasure-list.js';
import { purgeOldRecords } from '../../../services/retention/purge-old-records.js';
import { purgeBeyondQuota, purgeOldUploads } from '../../../services/retention/purge-old-uploads.js';
import { UploadPurged } from '../../../store/uploads.js';
import { trimExplanations } from '../../../store/roster/trim-explanations.js';
import { rerunSync } from '../../../services/syncs/rerun-sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from '../roster/roster-school.js';

const NOW = new Date('2026-11-25T12:00:00Z');
let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const purge = (): Promise<number> => purgeOldUploads(world, { retentionDays: 90, now: NOW });
/** A file that came so many days ago, worked through. */
async function aFile(school: RosterSchool, name: string, text: string, daysAgo: number, options: { dryRun?: boolean } = {}): Promise<SyncRef> {
  const { ref } = await school.upload(name, text, options);
  await world.database.pool.query(`UPDATE upload SET received_at = $2::timestamptz - $3::int * interval '1 day' WHERE id = $1`, [
    ref.uploadId,
    NOW,
    daysAgo,
  ]);
  await world.database.pool.query(
    `UPDATE sync SET received_at = $2::timestamptz - $3::int * interval '1 day', finished_at = CASE WHEN finished_at IS NOT NULL THEN $2::timestamptz - $3::int * interval '1 day' END
      WHERE id = $1`,
    [ref.syncId, NOW, daysAgo],
  );
  return ref;
}
const isKept = async ({ uploadId }: SyncRef): Promise<boolean> => {
  const upload = await world.database.prisma.upload.findUniqueOrThrow({ where: { id: uploadId } });
  expect(upload.purgedAt === null).toBe(upload.wrappedKey !== null);
  return upload.wrappedKey !== null;
};
const badRow = 'Canary Cell,no address,,,\n';

test('an old file goes with its key, its bytes and the original rows of its problems; what it did stays', async () => {
  const school = await world.school({ students: EVERYTHING });
  const old = await aFile(school, 'students.csv', `${studentsCsv(numbers(1, 20))}${badRow}`, 91);
  const newer = await aFile(school, 'students.csv', studentsCsv(numbers(1, 21)), 1);
  expect((await school.problems(old)).some((problem) => problem.original?.includes('Canary'))).toBe(true);

  expect(await purge()).toBe(1);
  expect([await isKept(old), await isKept(newer)]).toEqual([false, true]);
  const problems = await school.problems(old);
  expect(problems.map((problem) => problem.original)).toEqual(problems.map(() => null));
  expect(problems.length).toBeGreaterThan(0);
  expect(await school.changes(old)).toHaveLength(20);
  expect(await school.people()).toHaveLength(21);
  await expect(world.uploads.read(old.uploadId)).rejects.toBeInstanceOf(UploadPurged);
  expect(await rerunSync(world, { schoolId: school.id, syncId: old.syncId, accountId: school.id, reason: 'too late' })).toEqual({
    kind: 'bytes_not_kept',
  });
  expect(await purge()).toBe(0);
});

test('the last good file of each export is kept, for a year and not for ever', async () => {
  const school = await world.school({ teachers: EVERYTHING, admin: EVERYTHING });
  const teachers = 'email,first name,last name\nt@lincoln.example,Tea,Cher\n';
  const [june, may] = [
    await aFile(school, 'students_2026-06-08.csv', studentsCsv(numbers(1, 9)), 170),
    await aFile(school, 'students_2026-05-09.csv', studentsCsv(numbers(1, 8)), 200),
  ];
  const [staff, lastYears] = [
    await aFile(school, 'teachers.csv', teachers, 399),
    await aFile(school, 'old export students.csv', studentsCsv(numbers(1, 9)), 401),
  ];
  const rejected = await aFile(school, 'students_2026-08-17.csv', 'no,header\n1,2\n', 100);
  const preview = await aFile(school, 'students_2026-08-17.csv', studentsCsv(numbers(1, 9)), 100, { dryRun: true });
  expect(await purge()).toBe(4);
  expect(await Promise.all([june, staff].map(isKept))).toEqual([true, true]);
  expect(await Promise.all([may, lastYears, rejected, preview].map(isKept))).toEqual([false, false, false, false]);
  expect(await readdir(`${world.folder}/${school.id}`)).toHaveLength(2);
});

test('a file whose changes wait for an owner is kept, however old', async () => {
  const school = await world.school({ students: EVERYTHING });
  await aFile(school, 'students.csv', studentsCsv(numbers(1, 20)), 120);
  const held = await aFile(school, 'students.csv', studentsCsv(numbers(8, 20)), 119);
  expect(await school.sync(held)).toMatchObject({ status: 'HELD' });
  await purge();
  expect(await isKept(held)).toBe(true);
});

test('bytes that a re-run shares stay until the re-run’s own time is over', async () => {
  const school = await world.school({ students: EVERYTHING });
  const first = await aFile(school, 'students.csv', studentsCsv(numbers(1, 20)), 91);
  const again = await rerunSync(world, { schoolId: school.id, syncId: first.syncId, accountId: school.id, reason: 'again' });
  expect(again.kind).toBe('received');
  await aFile(school, 'students.csv', studentsCsv(numbers(1, 21)), 1);
  await purge();
  expect(await isKept(first)).toBe(false);
  // Two files: the shared one, and the new one.
  expect(await readdir(`${world.folder}/${school.id}`)).toHaveLength(2);
});

test('a month after a sync, what it left alone is no longer explained; what it changed is', async () => {
  const school = await world.school({ students: { roster: true, autoUpdate: false, missingUsers: 'KEEP' } });
  await aFile(school, 'students.csv', studentsCsv(numbers(1, 20)), 40);
  const old = await aFile(school, 'students.csv', studentsCsv([{ number: 1, lastName: 'Married' }, ...numbers(2, 21)]), 31);
  const recent = await aFile(school, 'students.csv', studentsCsv([{ number: 1, lastName: 'Married' }, ...numbers(2, 22)]), 29);
  const states = async (ref: SyncRef): Promise<string[]> => (await school.changes(ref)).map((change) => `${change.kind} ${change.state}`).toSorted();
  expect(await states(old)).toEqual(['ADD PLANNED', 'UPDATE SKIPPED']);
  expect(await trimExplanations(world.database, NOW)).toBeGreaterThanOrEqual(1);
  expect(await states(old)).toEqual(['ADD PLANNED']);
  expect(await states(recent)).toEqual(['ADD PLANNED', 'UPDATE SKIPPED']);
  expect(await trimExplanations(world.database, NOW)).toBe(0);
});

test('a preview of 1,200 newcomers lists a thousand of them, counts all, and forgets its list after a month', async () => {
  const school = await world.school({ teachers: EVERYTHING });
  const file = ['email,first name,last name', ...numbers(1, 1_200).map((n) => `p${n}@x.example,Pat,Name${n}`), ''].join('\n');
  const recent = await aFile(school, 'teachers.csv', file, 29, { dryRun: true });
  const old = await aFile(school, 'teachers.csv', file, 31, { dryRun: true });
  const listed = async (ref: SyncRef): Promise<number> => (await school.changes(ref)).length;
  expect(await listed(old)).toBe(1_000);
  await trimExplanations(world.database, NOW);
  expect([await listed(old), await listed(recent)]).toEqual([0, 1_000]);
  for (const ref of [old, recent]) expect((await school.sync(ref)).counts).toMatchObject({ teachers: { added: 1_200 } });
});

test('each kind of record goes when its own time is over, and not before', async () => {
  const school = await world.school({ students: EVERYTHING });
  const first = await aFile(school, 'students.csv', studentsCsv(numbers(1, 20)), 50);
  const held = await aFile(school, 'students.csv', studentsCsv(numbers(8, 20)), 49);
  const rejected = await aFile(school, 'students.csv', 'email,first name,Locker\n1,2,3\n', 48);
  const { prisma } = world.database;
  await prisma.receipt.create({
    data: { schoolId: school.id, syncId: held.syncId, name: 'students.csv.result.txt', body: '-', createdAt: daysAgo(48) },
  });
  const mail = {
    schoolId: school.id,
    kind: 'SYNC',
    occasion: held.syncId,
    recipient: 'it@school.example',
    locale: 'en',
    createdAt: daysAgo(48),
  } as const;
  await prisma.notification.create({ data: { ...mail, messageId: `<${held.syncId}@test>` } });
  await prisma.person.updateMany({ where: { schoolId: school.id, studentId: '00001' }, data: { state: 'ARCHIVED', archivedAt: daysAgo(48) } });
  const days = { changes: 60, archivedPeople: 60, holds: 60, receipts: 60, mails: 60, rejectedHeaders: 60 };
  const purgeRecords = (kept: Partial<typeof days>): Promise<object> => purgeOldRecords(erasing(), { ...days, ...kept }, NOW);
  const headersOf = async (): Promise<string> => JSON.stringify(await prisma.sync.findUnique({ where: { id: rejected.syncId } }));

  const people = (await school.people()).length;
  await purgeRecords({});
  expect([
    await prisma.receipt.count({ where: { schoolId: school.id } }),
    (await school.people()).length,
    (await school.changes(held)).length > 0,
  ]).toEqual([1, people, true]);
  expect(await headersOf()).toContain('Locker');

  await purgeRecords({ holds: 40, receipts: 40, mails: 40, rejectedHeaders: 40, archivedPeople: 40 });
  expect(await prisma.receipt.count({ where: { schoolId: school.id } })).toBe(0);
  expect(await prisma.notification.count({ where: { schoolId: school.id } })).toBe(0);
  expect(await headersOf()).not.toContain('Locker');
  expect(await school.people()).toHaveLength(people - 1);
  // As when an owner discards; the workflow carries it out.
  expect(await prisma.sync.findUnique({ where: { id: held.syncId } })).toMatchObject({
    decision: { by: null, decision: 'DISCARDED', reason: 'No owner decided within 40 days, so Rollcall discarded what was held.' },
  });
  await purgeRecords({ changes: 40 });
  expect(await school.changes(first)).toEqual([]);
});

test('a school that fills the store loses its oldest files first, and never the last good one', async () => {
  const school = await world.school({ students: EVERYTHING });
  const flood: SyncRef[] = [];
  for (let at = 0; at < 5; at++) flood.push(await aFile(school, 'students.csv', `${studentsCsv(numbers(1, 20))}${'\n'.repeat(at)}`, 9 - at));
  const copy = await rerunSync(world, { schoolId: school.id, syncId: flood[4]!.syncId, accountId: school.id, reason: 'again' });
  expect(copy.kind).toBe('received');
  const { bytes } = await world.database.prisma.upload.findUniqueOrThrow({ where: { id: flood[0]!.uploadId } });
  const held = async (): Promise<boolean[]> => Promise.all(flood.map((ref) => isKept(ref)));
  const purgeTo = (files: number): Promise<number> => purgeBeyondQuota(world, { mostBytes: Number(bytes) * files + 20, now: NOW });
  // The run of the last file again shares its bytes.
  await purgeTo(5);
  expect(await held()).toEqual([true, true, true, true, true]);
  await purgeTo(3);
  expect(await held()).toEqual([false, false, true, true, true]);
  await purgeTo(0);
  expect(await held()).toEqual([false, false, false, false, true]);
});

test('a person who was erased does not come back with a restored backup', async () => {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv(numbers(1, 20)));
  const { prisma } = world.database;
  const { id, released: _, ...values } = await prisma.person.findFirstOrThrow({ where: { schoolId: school.id, studentId: '00007' } });
  const deps = erasing();
  expect(await erasePerson(deps, { schoolId: school.id, sought: { number: '00007' } })).toMatchObject({ kind: 'erased', personId: id });
  expect(await eraseAgain(deps)).toBe(0);
  // As in the backup.
  await prisma.person.create({ data: { ...values, id } });
  expect([await eraseAgain(deps), await prisma.person.count({ where: { id } }), await eraseAgain(deps)]).toEqual([1, 0, 0]);
  expect(await prisma.auditEntry.count({ where: { action: 'person.erased', subjectId: id } })).toBe(2);
});

const erasing = (): EraseDeps => ({
  database: world.database,
  uploads: world.uploads,
  erasures: createErasureList(createFolderBlobStore(join(world.folder, 'erased'))),
});
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
