import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../domain/sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

const ALL = numbers(1, 200);
const activeOf = async (school: RosterSchool): Promise<number> => (await school.people()).filter(({ state }) => state === 'ACTIVE').length;

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
