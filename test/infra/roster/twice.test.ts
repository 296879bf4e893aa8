import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRosterSteps } from '../../../activities/roster.js';
import { batchRows } from '../../support/batch-rows.js';
import { inTransaction, openDatabase } from '../../../store/database.js';
import { countStagedRows } from '../../../store/roster/count-staged-rows.js';
import { openStage } from '../../../store/roster/open-stage.js';
import { stageTable } from '../../../store/roster/stage-table.js';
import { createLog } from '../../../infra/log.js';
import { askingAgain, EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterWorld } from './roster-school.js';

const ROW = {
  line: 2,
  category: 'students',
  role: 'STUDENT',
  email: '',
  firstName: '',
  lastName: '',
  studentId: null,
  grade: null,
  gradeRaw: null,
  parentEmail: null,
  parentPhone: null,
  studentPhone: null,
  idField1: null,
  idField2: null,
  staffId: null,
} as const;

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

describe('every step may run twice', () => {
  test('one after the other: the same answers, one apply', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv(numbers(1, 20)));
    const first = await school.run(ref);
    const second = await school.run(ref);
    expect(second).toEqual(first);
    expect(await school.people()).toHaveLength(20);
    expect(await world.database.prisma.auditEntry.count({ where: { subjectId: ref.syncId, action: 'sync.applied' } })).toBe(1);
  });

  test('at the same time, in two processes', async () => {
    const school = await world.school({ students: EVERYTHING });
    const other = openDatabase(world.database.url, { connections: 6 });
    const there = askingAgain(createRosterSteps({ ...world.deps, database: other, log: createLog('test', 'silent') }));
    const ref = await school.receive('students.csv', studentsCsv(numbers(1, 200)));
    const both = async <T>(step: (activities: typeof there) => Promise<T>): Promise<T[]> =>
      Promise.all([step(world.activities), step(there), step(world.activities), step(there)]);
    const staged = await both((activities) => activities.stageFile(ref));
    expect(new Set(staged.map((result) => JSON.stringify(result)))).toEqual(new Set(['{"kind":"staged","rows":200,"valid":200}']));
    const planned = await both((activities) => activities.planChanges(ref));
    expect(new Set(planned.map((result) => JSON.stringify(result)))).toEqual(new Set(['{"kind":"planned","changes":200,"held":0}']));
    const applied = await both((activities) => activities.applyPlan(ref));
    expect(new Set(applied.map((result) => JSON.stringify(result)))).toEqual(new Set(['{"kind":"applied","held":0}']));
    await both((activities) => activities.discardStagedRows(ref));
    expect(await school.people()).toHaveLength(200);
    expect(await world.database.prisma.auditEntry.count({ where: { subjectId: ref.syncId, action: 'sync.applied' } })).toBe(1);
    await other.close();
  });

  test('an attempt that stopped in the middle loses its turn, and the next one does the work', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1, 2]));
    // The earlier attempt holds the sync, and its connection is cut.
    const zombie = await world.database.pool.connect();
    zombie.on('error', () => undefined);
    await zombie.query('BEGIN');
    await zombie.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [ref.syncId]);
    await openStage(zombie, ref.syncId).then(async (stage) => {
      await stage.add(batchRows([{ ...ROW, email: 'zombie@x.example', firstName: 'Zo', lastName: 'Mbie' }]));
      await stage.close();
    });
    const { rows } = await zombie.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const run = school.run(ref);
    await world.database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    expect((await run).apply).toEqual({ kind: 'applied', held: 0 });
    zombie.release(true);
    expect((await school.people()).map((person) => person.email)).toEqual(['s1@lincoln.example', 's2@lincoln.example']);
  });

  test('many copies of one file at once are applied once', async () => {
    const school = await world.school({ students: EVERYTHING });
    const refs = await Promise.all(numbers(1, 12).map(() => school.receive('students.csv', studentsCsv(numbers(1, 30)))));
    await Promise.all(refs.map((ref) => school.run(ref)));
    const statuses = (await Promise.all(refs.map((ref) => school.sync(ref)))).map((sync) => sync.status).sort();
    expect(statuses).toEqual(['APPLIED', ...Array<string>(11).fill('UNCHANGED')]);
    expect(await school.people()).toHaveLength(30);
  });

  test('many editions of one file at once: the newest wins', async () => {
    const school = await world.school({ students: EVERYTHING });
    const refs = [];
    for (const n of numbers(1, 12)) refs.push(await school.receive('students.csv', studentsCsv([{ number: 1, lastName: `Edition${n}` }])));
    await Promise.all(refs.toReversed().map((ref) => school.run(ref)));
    expect(await school.people()).toMatchObject([{ lastName: 'Edition12' }]);
    const statuses = (await Promise.all(refs.map((ref) => school.sync(ref)))).map((sync) => sync.status);
    expect(statuses.at(-1)).toBe('APPLIED');
    expect(statuses.every((status) => status === 'APPLIED' || status === 'SUPERSEDED')).toBe(true);
  });
});

test('a school of many is matched by number and by e-mail alike, in one go or row by row', async () => {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students.csv', studentsCsv(numbers(1, 200)));
  // Three in a hundred differ: by e-mail, by name, by number.
  await school.change('s1@lincoln.example', { email: 'other1@lincoln.example' });
  await school.change('s2@lincoln.example', { firstName: 'Other' });
  await school.change('s3@lincoln.example', { studentId: null });
  const { ref } = await school.upload('students.csv', studentsCsv(numbers(1, 201)));
  expect((await school.sync(ref)).counts).toMatchObject({ students: { added: 1, updated: 3, unchanged: 197, archived: 0 } });
  expect((await school.changes(ref)).map((change) => [change.kind, change.line])).toEqual([
    ['UPDATE', 2],
    ['UPDATE', 3],
    ['UPDATE', 4],
    ['ADD', 202],
  ]);
});

describe('a plan that is no longer true', () => {
  test('is made anew when somebody was edited', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1]));
    const ref = await school.receive('students.csv', studentsCsv([{ number: 1, grade: '10' }]));
    await world.activities.stageFile(ref);
    await world.activities.planChanges(ref);
    await school.change('s1@lincoln.example', { protected: true });
    expect(await world.activities.applyPlan(ref)).toEqual({ kind: 'stale' });
    expect(await world.activities.applyPlan(ref)).toEqual({ kind: 'stale' });
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'unchanged' });
    expect(await school.person('s1@lincoln.example')).toMatchObject({ grade: '09' });
  });

  test('is made anew in its own turn, when another file came first, and is applied at once', async () => {
    const school = await world.school({ students: EVERYTHING });
    const [ninth, tenth] = [await school.receive('grade9.csv', studentsCsv([1])), await school.receive('grade10.csv', studentsCsv([2]))];
    for (const ref of [ninth, tenth]) {
      await world.activities.stageFile(ref);
      await world.activities.planChanges(ref);
    }
    expect(await world.activities.applyPlan(ninth)).toEqual({ kind: 'applied', held: 0 });
    expect(await world.activities.applyPlan(tenth)).toEqual({ kind: 'applied', held: 0 });
    expect(await school.people()).toHaveLength(2);
    expect(await school.sync(tenth)).toMatchObject({ status: 'APPLIED', leftVersion: 2, counts: { students: { added: 1 } } });
  });

  test('is made anew when the settings were changed', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1]));
    await world.activities.stageFile(ref);
    await world.activities.planChanges(ref);
    await school.set((settings) => (settings.categories.students.roster = false));
    expect(await world.activities.applyPlan(ref)).toEqual({ kind: 'stale' });
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'unchanged' });
    expect(await school.people()).toEqual([]);
  });

  test('counts a conflict once, however often it is planned', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    const ref = await school.receive(
      'students.csv',
      studentsCsv([{ number: 1, email: 's2@lincoln.example', firstName: 'Somebody', lastName: 'Else' }, 3]),
    );
    await world.activities.stageFile(ref);
    for (let i = 0; i < 3; i++) await world.activities.planChanges(ref);
    expect(await school.sync(ref)).toMatchObject({ rowsProblems: 1 });
    expect(await school.problems(ref)).toHaveLength(1);
  });

  test.each([
    ['is not even read where it is the whole list', EVERYTHING, { stage: { kind: 'superseded' }, plan: null }, 0],
    ['is read where it may be a part of one', { roster: true, autoUpdate: true }, { stage: { kind: 'staged' }, plan: { kind: 'superseded' } }, 1],
  ])('an older file that a newer edition overtook changes nothing, and %s', async (_name, students, end, rowsTotal) => {
    const school = await world.school({ students });
    const older = await school.receive('students_mar23.csv', studentsCsv([{ number: 1, lastName: 'Old' }]));
    const newer = await school.receive('students_mar24.csv', studentsCsv([{ number: 1, lastName: 'Newer' }]));
    await school.run(newer);
    expect(await school.run(older)).toMatchObject(end);
    expect(await school.sync(older)).toMatchObject({ status: 'SUPERSEDED', rowsTotal });
    expect(await school.changes(older)).toEqual([]);
    expect(await school.people()).toMatchObject([{ lastName: 'Newer' }]);
  });

  test('a file per grade, in any order: nobody is lost', async () => {
    const school = await world.school({ students: { roster: true, autoUpdate: true } });
    const nine = await school.receive('students_grade9.csv', studentsCsv([1, 2]));
    const ten = await school.receive('students_grade10.csv', studentsCsv([3, 4]));
    await school.run(ten);
    await school.run(nine);
    expect((await school.people()).map((person) => person.studentId)).toEqual(['00001', '00002', '00003', '00004']);
  });
});

describe('a crash', () => {
  test('of the database that empties the staged rows: the file is read again', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1, 2]));
    await world.activities.stageFile(ref);
    await world.database.pool.query(`TRUNCATE ${stageTable(ref.syncId)}`);
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'stage_lost' });
    expect((await school.run(ref)).apply).toEqual({ kind: 'applied', held: 0 });
    expect(await school.people()).toHaveLength(2);
  });

  test('that took the stage away as a whole: the file is read again', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1, 2]));
    await world.activities.stageFile(ref);
    await world.database.pool.query(`DROP TABLE ${stageTable(ref.syncId)}`);
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'stage_lost' });
    expect((await school.run(ref)).apply).toEqual({ kind: 'applied', held: 0 });
    expect(await school.people()).toHaveLength(2);
  });

  test('in the middle of applying leaves the people as they were', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 10)));
    const ref = await school.receive('students.csv', studentsCsv([...numbers(3, 10), 11, 12]));
    await world.activities.stageFile(ref);
    await world.activities.planChanges(ref);
    const before = await school.people();
    // The last step of the apply fails: its audit entry cannot be written.
    await world.database.pool.query(`CREATE FUNCTION refuse_${ref.syncId.replaceAll('-', '')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.subject_id = '${ref.syncId}' THEN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_${ref.syncId.replaceAll('-', '')} BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_${ref.syncId.replaceAll('-', '')}()`);
    await expect(world.activities.applyPlan(ref)).rejects.toThrow('disk full');
    expect(await school.people()).toEqual(before);
    await world.database.pool.query(`DROP TRIGGER refuse_${ref.syncId.replaceAll('-', '')} ON audit_entry`);
    expect(await world.activities.applyPlan(ref)).toEqual({ kind: 'applied', held: 0 });
    expect(await school.people()).toHaveLength(12);
  });

  test('that failed the sync is mended by starting it again', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1]));
    await world.activities.stageFile(ref);
    await world.activities.markFailed({ ...ref, code: 'internal_error', hold: 'failed' });
    expect(await school.sync(ref)).toMatchObject({ status: 'FAILED', errorCode: 'internal_error' });
    expect((await school.run(ref)).apply).toEqual({ kind: 'applied', held: 0 });
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', errorCode: null });
  });

  test('what was applied is not called failed afterwards', async () => {
    const school = await world.school({ students: EVERYTHING });
    const { ref } = await school.upload('students.csv', studentsCsv([1]));
    await world.activities.markFailed({ ...ref, code: 'internal_error', hold: 'failed' });
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED' });
  });
});

test('staged rows go when the sync has ended, and stay while it is under way', async () => {
  const school = await world.school({ students: EVERYTHING });
  const ref = await school.receive('students.csv', studentsCsv([1]));
  const staged = (): Promise<number | null> => inTransaction(world.database.pool, (client) => countStagedRows(client, ref.syncId));
  await world.activities.stageFile(ref);
  await world.activities.discardStagedRows(ref);
  expect(await staged()).toBe(1);
  await school.run(ref);
  await world.activities.discardStagedRows(ref);
  expect(await staged()).toBe(null);
});

test('uploads of the school are received while a sync is being applied', async () => {
  const school = await world.school({ students: EVERYTHING });
  const applying = await world.database.pool.connect();
  await applying.query('BEGIN');
  await applying.query('SELECT 1 FROM school WHERE id = $1 FOR NO KEY UPDATE', [school.id]);
  const ref = await school.receive('students.csv', studentsCsv([1]));
  await applying.query('ROLLBACK');
  applying.release();
  expect(await school.sync(ref)).toMatchObject({ status: 'RECEIVED' });
});
