import { previewUndo } from '../../../services/syncs/request-undo.js';
import type { UndoView } from '../../../domain/undo.js';
import type { SyncRef } from '../../../domain/steps.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, openRosterWorld, studentsCsv, type Person, type RosterWorld, type StudentRow } from './roster-school.js';
import fc from '../../support/property.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** All pages of what an undo would do. */
async function shownUndo(school: { id: string }, { syncId }: SyncRef): Promise<UndoView[]> {
  const shown: UndoView[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const result = await previewUndo(world.database, { schoolId: school.id, syncId, limit: 2, cursor: cursor ?? undefined }, 'en');
    if (result.kind !== 'previewed') throw new Error(result.kind);
    shown.push(...result.page.items);
    cursor = result.page.nextCursor;
  }
  return shown;
}

describe('undoing a sync', () => {
  test('updates, archivings and returns are as before; who was added is archived', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    await school.upload('students.csv', studentsCsv([1, 2]));
    const before = await school.people();
    const { ref } = await school.upload('students.csv', studentsCsv([{ number: 1, email: 'new@x.example', grade: '10' }, 3, 4]));
    expect((await school.sync(ref)).counts).toMatchObject({ students: { added: 1, updated: 1, archived: 1, restored: 1 } });
    const undone = await Promise.all([1, 2].map(() => world.activities.undoChanges(ref)));
    expect(undone).toEqual([
      { undone: 4, skipped: 0 },
      { undone: 4, skipped: 0 },
    ]);
    const after = await school.people();
    expect(after.filter((person) => person.studentId !== '00004').map(comparable)).toEqual(before.map(comparable));
    expect(after.find((person) => person.studentId === '00004')).toMatchObject({ state: 'ARCHIVED' });
    expect(await school.sync(ref)).toMatchObject({ status: 'UNDONE' });
    expect(new Set((await school.changes(ref)).map((change) => change.state))).toEqual(new Set(['UNDONE']));
    expect(await world.database.prisma.auditEntry.count({ where: { subjectId: ref.syncId, action: 'sync.undone' } })).toBe(1);
  });

  test('leaves alone whoever was edited since, and says so', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    const { ref } = await school.upload(
      'students.csv',
      studentsCsv([
        { number: 1, grade: '10' },
        { number: 2, grade: '10' },
      ]),
    );
    await school.change('s2@lincoln.example', { lastName: 'Married' });
    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 1, skipped: 1 });
    expect((await school.people()).map((person) => [person.email, person.grade])).toEqual([
      ['s1@lincoln.example', '09'],
      ['s2@lincoln.example', '10'],
    ]);
    expect((await school.changes(ref)).map((change) => [change.state, change.whyCode])).toEqual([
      ['UNDONE', 'differs_from_file'],
      ['APPLIED', 'changed_since_apply'],
    ]);
  });

  test('is shown before it is done, person by person, and then does exactly that', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 5, 6]));
    await school.upload('students.csv', studentsCsv([1, 2, 5, 6, 7]));
    await school.upload('students.csv', studentsCsv([1, 2, 5, 6]));
    const { ref } = await school.upload(
      'students.csv',
      studentsCsv([{ number: 1, grade: '10' }, 7, 8, { number: 5, grade: '10' }, { number: 6, email: 'new6@lincoln.example' }]),
    );
    await school.change('s5@lincoln.example', { lastName: 'Married' });
    await school.has({ email: 's6@lincoln.example', studentId: '00066' });
    const people = await school.people();
    const shown = await shownUndo(school, ref);
    expect(shown.map(({ kind, will, person, why }) => `${person.studentId} ${kind}: ${will}, ${why.code}`).toSorted()).toEqual([
      '00001 UPDATE: UPDATE, undo_of_update',
      '00002 ARCHIVE: RESTORE, undo_of_archive',
      '00005 UPDATE: STAY, changed_since_apply',
      '00006 UPDATE: STAY, place_taken',
      '00007 RESTORE: ARCHIVE, undo_of_restore',
      '00008 ADD: ARCHIVE, undo_of_add',
    ]);
    const updated = shown.find(({ will }) => will === 'UPDATE');
    expect([updated?.before.grade, updated?.after?.grade]).toEqual(['10', '09']);
    for (const { why } of shown) expect(why.message).toMatch(/^[A-Z].*\.$/);
    expect(await school.people()).toEqual(people);
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED' });

    const pages = await Promise.all(
      (['ARCHIVE', 'STAY'] as const).map((will) => previewUndo(world.database, { schoolId: school.id, syncId: ref.syncId, will, limit: 1 }, 'en')),
    );
    expect(pages).toMatchObject(
      [2, 2].map((total) => ({ kind: 'previewed', page: { total, counts: { ARCHIVE: 2, RESTORE: 1, UPDATE: 1, STAY: 2 } } })),
    );
    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 4, skipped: 2 });
    const done = new Map((await school.changes(ref)).map((change) => [change.personId, change]));
    for (const { person, will, why } of shown) {
      expect(done.get(person.id)?.state).toBe(will === 'STAY' ? 'APPLIED' : 'UNDONE');
      expect(done.get(person.id)?.whyCode === why.code).toBe(will === 'STAY');
    }
    expect(await previewUndo(world.database, { schoolId: school.id, syncId: ref.syncId, limit: 1 }, 'en')).toEqual({ kind: 'nothing_to_undo' });
  });

  test('leaves alone whoever would need an e-mail address that somebody else has by now', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1]));
    const { ref } = await school.upload('students.csv', studentsCsv([{ number: 1, email: 'new1@x.example' }]));
    await school.has({ email: 's1@lincoln.example', studentId: '00009' });
    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 0, skipped: 1 });
    expect(await school.person('new1@x.example')).toMatchObject({ studentId: '00001' });
  });

  test('people who were added and undone come back with the next file', async () => {
    const school = await world.school({ students: EVERYTHING });
    const { ref } = await school.upload('students.csv', studentsCsv([1]));
    await world.activities.undoChanges(ref);
    const again = await school.upload('students.csv', studentsCsv([1]));
    expect((await school.sync(again.ref)).counts).toMatchObject({ students: { restored: 1 } });
    expect(await school.people()).toMatchObject([{ state: 'ACTIVE' }]);
  });

  test('does not take away the last Owner', async () => {
    const school = await world.school({ admin: EVERYTHING });
    const { ref } = await school.upload('admin.csv', 'email,first name,last name,role\nboss@x.example,Bo,Ss,Owner\n');
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 0, skipped: 1 });
    expect(await school.person('boss@x.example')).toMatchObject({ role: 'OWNER', state: 'ACTIVE' });
  });

  test('somebody whose address the last Owner was given keeps the new one', async () => {
    const school = await world.school({ admin: EVERYTHING });
    await school.has({ email: 'office@x.example', firstName: 'Pia', lastName: 'Ng', role: 'MANAGER', staffId: 'P1' });
    const { ref } = await school.upload(
      'admin.csv',
      'email,first name,last name,role,staff id\npia@x.example,Pia,Ng,Manager,P1\noffice@x.example,Bo,Ss,Owner,B2\n',
    );
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect((await school.people()).map(({ email, role }) => [email, role])).toEqual([
      ['office@x.example', 'OWNER'],
      ['pia@x.example', 'MANAGER'],
    ]);

    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 0, skipped: 2 });
    expect((await school.changes(ref)).map(({ whyCode }) => whyCode)).toEqual(['place_taken', 'last_owner']);
  });

  test('a sync that was not applied has nothing to undo', async () => {
    const school = await world.school({ students: EVERYTHING });
    const { ref } = await school.upload('students.csv', studentsCsv([1]), { dryRun: true });
    expect(await world.activities.undoChanges(ref)).toEqual({ undone: 0, skipped: 0 });
    expect(await school.sync(ref)).toMatchObject({ status: 'PREVIEWED' });
  });
});

const anyFile: fc.Arbitrary<StudentRow[]> = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 12 }),
    firstName: fc.constantFrom('Ann', 'Bob'),
    lastName: fc.constantFrom('Lee', 'Ray'),
    email: fc.integer({ min: 1, max: 14 }).map((n) => `s${n}@x.example`),
    grade: fc.constantFrom('9', '10', 'K'),
  }),
  { selector: (row) => row.number, minLength: 1, maxLength: 12 },
);

test('whatever two files do: undoing the second brings back the people as the first left them', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, anyFile, async (first, second) => {
      const school = await world.school({ students: EVERYTHING });
      await school.set((settings) => (settings.safety.archiveCount = 100));
      const one = await school.upload('students.csv', studentsCsv(first));
      if (one.stage.kind !== 'staged') return;
      const before = await school.people();
      const two = await school.upload('students.csv', `${studentsCsv(second)}\n`);
      if (two.apply?.kind !== 'applied') return;
      expect((await world.activities.undoChanges(two.ref)).skipped).toBe(0);
      const known = new Set(before.map((person) => person.id));
      const after = await school.people();
      expect(after.filter((person) => known.has(person.id)).map(comparable)).toEqual(before.map(comparable));
      expect(after.filter((person) => !known.has(person.id)).every((person) => person.state === 'ARCHIVED')).toBe(true);
    }),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 40) },
  );
}, 240_000);

test('whatever the order of the rows: the same people', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyFile,
      anyFile.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }))),
      async (first, [rows, shuffled]) => {
        const results = [];
        for (const order of [rows, shuffled]) {
          const school = await world.school({ students: EVERYTHING });
          await school.set((settings) => (settings.safety.archiveCount = 100));
          await school.upload('students.csv', studentsCsv(first));
          await school.upload('students.csv', `${studentsCsv(order)}\n`);
          results.push((await school.people()).map((person) => ({ ...comparable(person), id: null })));
        }
        expect(results[1]).toEqual(results[0]);
      },
    ),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 20) },
  );
}, 240_000);

function comparable(person: Person): Partial<Person> {
  const { id, email, firstName, lastName, role, category, studentId, grade, gradeRaw, state } = person;
  return { id, email, firstName, lastName, role, category, studentId, grade, gradeRaw, state };
}
