import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SyncRef } from '../../../domain/steps.js';
import type { HoldReason } from '../../../domain/sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const ALL = numbers(1, 200);
const activeOf = async (school: RosterSchool): Promise<number> => (await school.people()).filter(({ state }) => state === 'ACTIVE').length;

const BEGINNING = (rows: number): HoldReason => ({ code: 'beginning_of_last_file', category: 'students', params: { missing: rows, rows } });

async function discard(school: RosterSchool, ref: SyncRef): Promise<void> {
  await school.decide(ref, 'DISCARDED');
  await world.activities.settleHold({ ...ref, decision: 'DISCARDED' });
}

async function expectHeld(school: RosterSchool, { ref }: { ref: SyncRef }): Promise<void> {
  const { hold, status } = await school.sync(ref);
  expect({ hold, status }).toEqual({ hold: [BEGINNING(10)], status: 'HELD' });
  expect((await school.people()).filter(({ state, role }) => state === 'ACTIVE' && role === 'STUDENT')).toHaveLength(200);
}

/** The school has 200 students by the file of the evening before; then this one comes. */
async function schoolAfter(second: string, options: { dryRun?: boolean; first?: string; name?: string } = {}) {
  const school = await world.school({ students: EVERYTHING });
  await school.upload('students_2026-03-22.csv', options.first ?? studentsCsv(ALL));
  const { ref } = await school.upload(options.name ?? 'students_2026-03-23.csv', second, { dryRun: options.dryRun ?? false });
  const sync = await school.sync(ref);
  const hold = ((sync.hold ?? []) as unknown as HoldReason[]).filter(({ code }) => code === 'beginning_of_last_file');
  return { school, ref, sync, hold };
}

describe('a file that is word for word the beginning of the one before', () => {
  test.each([
    ['99 %', numbers(1, 198), 2],
    ['97 %', numbers(1, 194), 6],
    ['half', numbers(1, 100), 100],
    ['the first row alone', [1], 199],
  ])('archives nobody without an owner: %s of it', async (_, rows, missing) => {
    const { school, hold, sync } = await schoolAfter(studentsCsv(rows));
    expect(hold).toEqual([{ code: 'beginning_of_last_file', category: 'students', params: { missing, rows: missing } }]);
    expect(sync.status).toBe('HELD');
    expect(await activeOf(school)).toBe(200);
  });

  test.each([
    ['is without the last row only: somebody who came and left again', studentsCsv(numbers(1, 199)), 199],
    ['is without two rows in the middle', studentsCsv(ALL.filter((n) => n !== 77 && n !== 120)), 198],
    ['is without its last rows, and has a new name in it', studentsCsv([{ number: 1, firstName: 'Anna' }, ...numbers(2, 198)]), 198],
    ['has the same people in another order, without the last ones', studentsCsv(numbers(1, 198).toReversed()), 198],
    ['has somebody new at its end in the place of those who left', studentsCsv([...numbers(1, 198), 777]), 199],
  ])('is another thing than a file that %s, which is applied', async (_, second, active) => {
    const { school, hold, sync } = await schoolAfter(second);
    expect(hold).toEqual([]);
    expect(sync.status).toBe('APPLIED');
    expect(await activeOf(school)).toBe(active);
  });

  test('waits as well when it comes again on the next evening, and when it is only tried', async () => {
    const { school } = await schoolAfter(studentsCsv(numbers(1, 190)));
    const again = await school.upload('students_2026-03-24.csv', studentsCsv(numbers(1, 190)));
    expect(again.apply).toMatchObject({ kind: 'applied', held: 10 });
    expect(await activeOf(school)).toBe(200);
    expect((await schoolAfter(studentsCsv(numbers(1, 190)), { dryRun: true })).hold).toHaveLength(1);
  });

  const between: [string, (school: RosterSchool) => Promise<void>][] = [
    [
      'a wrong file that was held and discarded',
      async (school) => {
        const { ref } = await school.upload('students_2026-03-23.csv', studentsCsv(numbers(1, 120).toReversed()));
        expect((await school.sync(ref)).status).toBe('HELD');
        await discard(school, ref);
      },
    ],
    [
      'two wrong files, one after the other, both discarded',
      async (school) => {
        for (const rows of [numbers(50, 120), numbers(1, 90).toReversed()])
          await discard(school, (await school.upload('students_2026-03-23.csv', studentsCsv(rows))).ref);
      },
    ],
    [
      'a wrong file that still waits for an owner',
      async (school) => void (await school.upload('students_2026-03-23.csv', studentsCsv(numbers(1, 120).toReversed()))),
    ],
    [
      'a wrong file that was approved and undone',
      async (school) => {
        const { ref } = await school.upload('students_2026-03-23.csv', studentsCsv(numbers(1, 120).toReversed()));
        await school.decide(ref, 'APPROVED');
        await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
        await world.activities.undoChanges(ref);
      },
    ],
    ['a file that was rejected', async (school) => void (await school.upload('students_2026-03-23.csv', 'email,first name\na@x.example,Ann\n'))],
    [
      'a preview of another file',
      async (school) => void (await school.upload('students_2026-03-23.csv', studentsCsv(numbers(1, 60).toReversed()), { dryRun: true })),
    ],
    [
      'a file that was cancelled when it was read',
      async (school) => {
        const ref = await school.receive('students_2026-03-23.csv', studentsCsv(numbers(1, 120).toReversed()));
        await world.activities.stageFile(ref);
        await world.activities.markFailed({ ...ref, code: 'cancelled', hold: 'waits' });
      },
    ],
    [
      'the same file again, as the night finds it',
      async (school) => void (await school.upload('students_2026-03-23.csv', studentsCsv(ALL), { trigger: 'NIGHTLY' })),
    ],
    [
      'the teachers’ file',
      async (school) => void (await school.upload('teachers_2026-03-23.csv', 'email,first name,last name\nt@x.example,Tia,One\n')),
    ],
    [
      'a preview of this very copy',
      async (school) => void (await school.upload('students_2026-03-23.csv', studentsCsv(numbers(1, 190)), { dryRun: true })),
    ],
  ];
  test.each(between)('archives nobody without an owner when in between came %s', async (_, comes) => {
    const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
    await school.upload('students_2026-03-22.csv', studentsCsv(ALL));
    await comes(school);
    await expectHeld(school, await school.upload('students_2026-03-24.csv', studentsCsv(numbers(1, 190))));
  });

  test.each([
    ['students_2.csv'],
    ['Lincoln students (1).csv'],
    ['export STUDENTS final.csv'],
    ['students_2026-03-23.tsv'],
    ['élèves students.csv'],
    ['students_part1_of_1.csv'],
  ])('archives nobody without an owner under another name: %s', async (name) => {
    const text = studentsCsv(numbers(1, 190));
    const { school, hold, sync } = await schoolAfter(name.endsWith('.tsv') ? text.replaceAll(',', '\t') : text, { name });
    expect({ hold, status: sync.status }).toEqual({ hold: [BEGINNING(10)], status: 'HELD' });
    expect(await activeOf(school)).toBe(200);
  });

  test('is found when both files come at once, in the first minute of a school', async () => {
    const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
    const files = [
      await school.receive('teachers.csv', 'email,first name,last name\nt@x.example,Tia,One\n'),
      await school.receive('students.csv', studentsCsv(ALL)),
      await school.receive('students_2.csv', studentsCsv(numbers(1, 190))),
    ];
    for (const ref of files) await world.activities.stageFile(ref);
    const ended = [];
    for (const ref of files) ended.push(await school.run(ref));
    await expectHeld(school, ended[2]!);
  });

  test('waits where people are archived after several absences only, and until an owner says that it is whole', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((settings) => void (settings.safety.absencesBeforeArchive = 3));
    await school.upload('students_2026-03-22.csv', studentsCsv(ALL));
    const onDay = async (day: string, rows: number[]) => {
      const ref = await school.receive(`students_${day}.csv`, studentsCsv(rows));
      await world.database.pool.query('UPDATE sync SET received_at = $2 WHERE id = $1', [ref.syncId, `${day}T22:00:00Z`]);
      return school.run(ref);
    };
    await world.database.pool.query(`UPDATE sync SET received_at = '2026-03-22T22:00:00Z' WHERE school_id = $1`, [school.id]);
    for (const day of ['2026-03-23', '2026-03-24']) expect((await onDay(day, numbers(1, 190))).apply).toBeNull();
    const third = await onDay('2026-03-25', numbers(1, 190));
    await expectHeld(school, third);
    await school.decide(third.ref, 'APPROVED');
    await world.activities.settleHold({ ...third.ref, decision: 'APPROVED' });
    expect(await activeOf(school)).toBe(190);
    const next = await onDay('2026-03-26', numbers(1, 185));
    expect(next.plan).toMatchObject({ kind: 'unchanged' });
  });

  test('is carried out once an owner approves it, and the file after it is an ordinary one', async () => {
    const { school, ref } = await schoolAfter(studentsCsv(numbers(1, 190)));
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect(await activeOf(school)).toBe(190);
    const next = await school.upload('students_2026-03-24.csv', studentsCsv([...numbers(1, 185), 301]));
    expect((await school.sync(next.ref)).status).toBe('APPLIED');
    expect(await activeOf(school)).toBe(186);
  });

  test('is found in a workbook’s CSV with other line ends, and with one line for each guardian', async () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    expect((await schoolAfter(crlf(studentsCsv(numbers(1, 190))))).hold).toHaveLength(1);
    const guardians = (rows: number[]): string => {
      const [header, ...lines] = studentsCsv(rows).trim().split('\n');
      return [`${header},parentEmail`, ...lines.flatMap((line, n) => [`${line},mum${n}@x.example`, `${line},dad${n}@x.example`])].join('\n');
    };
    expect((await schoolAfter(guardians(numbers(1, 190)), { first: guardians(ALL) })).hold).toHaveLength(1);
  });
});
