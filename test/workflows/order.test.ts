import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { rerunSync } from '../../services/syncs/rerun-sync.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/**
 * Many files at once, through a whole worker. ROLLCALL_TEST_LOAD=full runs them at the scale of the promises; the ordinary
 * run takes a part of it, and the same assertions.
 */
const isFull = process.env['ROLLCALL_TEST_LOAD'] === 'full';
const MANY = isFull ? 500 : 40;
const OTHERS = isFull ? 20 : 4;
const RERUNS = isFull ? 100 : 12;
const MINUTES = isFull ? 30 : 5;

let town: Town;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await town.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await town.close();
});

const quiet = { notifications: { recipients: [], when: 'NEVER' as const, includeNames: false, weeklySummary: false } };
const statuses = async (school: Pick<TownSchool, 'schoolId'>): Promise<Record<string, number>> => {
  const { rows } = await town.database.pool.query<{ status: string; syncs: number }>(
    'SELECT status, count(*)::int AS syncs FROM sync WHERE school_id = $1 GROUP BY status',
    [school.schoolId],
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.syncs]));
};
const allEnded = async (school: Pick<TownSchool, 'schoolId'>): Promise<boolean> =>
  Object.keys(await statuses(school)).every((status) => !['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'].includes(status));
const audited = async (school: TownSchool, action: string): Promise<number> =>
  town.database.prisma.auditEntry.count({ where: { schoolId: school.schoolId, action } });

describe('many files at once', { timeout: MINUTES * 60_000 }, () => {
  // The first three wait for turns rather than for the processor: at once they take as long as the longest of them.
  it.concurrent('fifty to one school: applied one at a time, in the order in which they came, and the last one wins', async () => {
    const school = await town.school(quiet);
    const sent: string[] = [];
    // Each gives the last student another name.
    for (let n = 1; n <= 50; n++) {
      const { syncId } = await school.receive(`students_2026-01-${n}.csv`, `${studentFile(1, 20)}last@school.example,Last,Name-${n},00021,9\n`);
      sent.push(syncId);
    }
    await Promise.all(sent.map((syncId) => announceSync(town, syncId)));
    await eventually(() => allEnded(school), 120);
    expect(Object.keys(await statuses(school)).filter((status) => !['APPLIED', 'UNCHANGED', 'SUPERSEDED'].includes(status))).toEqual([]);
    expect((await school.people()).filter((person) => person.startsWith('last@'))).toEqual(['last@school.example|Last|Name-50|00021|09|ACTIVE']);

    // Each apply raised the version of the school by one: none ran beside another, and none came after a later file.
    const { rows } = await town.database.pool.query<{ id: string; version: number }>(
      `SELECT id, left_version AS version FROM sync WHERE school_id = $1 AND status = 'APPLIED' ORDER BY left_version`,
      [school.schoolId],
    );
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_row, index) => index + 1));
    expect(rows.map(({ id }) => sent.indexOf(id))).toEqual(rows.map(({ id }) => sent.indexOf(id)).toSorted((a, b) => a - b));
    expect(await audited(school, 'sync.applied')).toBe(rows.length);
  });

  it.concurrent('the same bytes fifty times, ten side by side: one is applied, the others are acknowledged', async () => {
    const school = await town.school(quiet);
    for (let round = 0; round < 5; round++) {
      const ten = await Promise.all(Array.from({ length: 10 }, () => school.receive('students.csv', studentFile(1, 20))));
      await Promise.all(ten.map(({ syncId }) => announceSync(town, syncId)));
      await eventually(() => allEnded(school), 60);
    }
    expect(await statuses(school)).toEqual({ APPLIED: 1, UNCHANGED: 49 });
    expect(await audited(school, 'sync.applied')).toBe(1);
    expect(
      await town.database.pool.query('SELECT 1 FROM change JOIN sync ON sync.id = change.sync_id WHERE sync.school_id = $1', [school.schoolId]),
    ).toMatchObject({
      rowCount: 20,
    });
  });

  it.concurrent(`the same file run again ${RERUNS} times changes nobody and writes nothing about changes`, async () => {
    const school = await town.school(quiet);
    const { syncId } = await school.receive('students.csv', studentFile(1, 20));
    await announceSync(town, syncId);
    await eventually(() => allEnded(school));
    const people = async (): Promise<unknown[]> =>
      (await town.database.pool.query('SELECT * FROM person WHERE school_id = $1 ORDER BY id', [school.schoolId])).rows as unknown[];
    const before = await people();
    for (let n = 0; n < RERUNS; n++) {
      const again = await rerunSync(town, { schoolId: school.schoolId, syncId, accountId: school.schoolId, reason: 'once more' });
      if (again.kind === 'received') await announceSync(town, again.syncId);
    }
    await eventually(() => allEnded(school), 120);
    expect(await statuses(school)).toEqual({ APPLIED: 1, UNCHANGED: RERUNS });
    expect(await people()).toEqual(before);
    expect(await audited(school, 'sync.applied')).toBe(1);
  });

  it(`a district with ${MANY} files of its schools does not keep ${OTHERS} others waiting: theirs end within two minutes, and before the last of its own; a preview comes first`, async () => {
    // The evening's backlog is there before a worker is.
    await worker.stop();
    const first = await town.school(quiet);
    const large = [first, ...(await Promise.all(Array.from({ length: MANY - 1 }, () => town.school(quiet, { districtId: first.districtId }))))];
    const others = await Promise.all(Array.from({ length: OTHERS }, () => town.school(quiet)));
    // Other students in each: a file with the people of a sibling school would be held.
    for (const [n, school] of large.entries()) await send(school, 'students.csv', studentFile(n * 20 + 1, n * 20 + 20));
    for (const school of others) await send(school, 'students.csv', studentFile(1, 20));
    // The last of all is tried by somebody who waits before the page.
    const preview = await first.receive('students_tried.csv', studentFile(1, 21), { dryRun: true });
    await announceSync(town, preview.syncId);
    const startedAt = Date.now();
    worker = await town.startWorker();
    await eventually(async () => (await Promise.all(others.map(allEnded))).every(Boolean), 120);
    const seconds = (Date.now() - startedAt) / 1000;
    await eventually(async () => (await Promise.all(large.map(allEnded))).every(Boolean), MINUTES * 60);
    // By the times on record: how long the test took to look does not count.
    const { rows } = await town.database.pool.query<{ later: number }>(
      `SELECT count(*)::int AS later FROM sync WHERE school_id = ANY($1::uuid[]) AND finished_at > (SELECT max(finished_at) FROM sync WHERE school_id = ANY($2::uuid[]))`,
      [large.map(({ schoolId }) => schoolId), others.map(({ schoolId }) => schoolId)],
    );
    const later = rows[0]?.later ?? 0;
    console.log(`${OTHERS} files of other districts ended after ${seconds.toFixed(1)} s, and ${later} of ${MANY} after them`);
    expect(seconds).toBeLessThan(120);
    // The promise is the time. How many of its own come later depends on how busy the machine is: 7 to 31 were seen.
    expect(later).toBeGreaterThan(0);
    expect(await Promise.all(large.map(statuses))).toEqual(large.map((school) => ({ APPLIED: 1, ...(school === first ? { PREVIEWED: 1 } : {}) })));
    // Eight at most were begun beside it.
    const { rows: before } = await town.database.pool.query<{ earlier: number }>(
      `SELECT count(*)::int AS earlier FROM sync AS tried JOIN sync AS other ON other.finished_at < tried.finished_at
        WHERE tried.id = $1 AND other.school_id = ANY($2::uuid[])`,
      [preview.syncId, [...large, ...others].map(({ schoolId }) => schoolId)],
    );
    expect(before[0]?.earlier).toBeLessThan((MANY + OTHERS) / 2);
  });
});

async function send(school: TownSchool, name: string, text: string): Promise<void> {
  const { syncId } = await school.receive(name, text);
  await announceSync(town, syncId);
}
