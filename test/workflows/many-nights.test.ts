import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { nightlyScheduleId } from '../../infra/temporal/names.js';
import { putNightlySchedule } from '../../services/dispatch/nightly-schedule.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** Three times as many schools of one district as a worker has slots for syncs. */
const SCHOOLS = 24;
const FILES = 2;
/** Sent to another school meanwhile. */
const BYSTANDERS = 5;

let town: Town;
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
});
afterAll(() => town.close());

const quiet = { notifications: { recipients: [], when: 'NEVER' as const, includeNames: false, weeklySummary: false } };

describe('the nights of many schools at once', { timeout: 400_000 }, () => {
  it(`of ${SCHOOLS} schools of a district with ${FILES} open files each: all are closed within two minutes by one worker, and another school's files take less than ten seconds`, async () => {
    const first = await town.school(quiet);
    const schools = [first, ...(await Promise.all(Array.from({ length: SCHOOLS - 1 }, () => town.school(quiet, { districtId: first.districtId }))))];
    const bystander = await town.school(quiet);
    // The evening's files are committed, and no worker is there yet.
    const evening: string[] = [];
    for (const [n, school] of schools.entries()) {
      await putNightlySchedule(town, school.schoolId);
      for (let file = 0; file < FILES; file++) evening.push(await commit(school, file, n));
    }
    // Twice: by the Schedule, and by somebody of support who presses "Trigger".
    for (let time = 0; time < 2; time++)
      for (const { schoolId } of schools) await town.temporal.client.schedule.getHandle(nightlyScheduleId(schoolId)).trigger();
    await eventually(async () => (await nights('Running')) >= SCHOOLS);
    for (const syncId of evening) await announceSync(town, syncId);

    const startedAt = Date.now();
    const worker = await town.startWorker();
    try {
      const seconds: number[] = [];
      for (let file = 0; file < BYSTANDERS; file++) {
        const syncId = await commit(bystander, file, 1_000);
        await announceSync(town, syncId);
        await eventually(async () => ['APPLIED', 'HELD', 'UNCHANGED'].includes((await bystander.status(syncId)) ?? ''), 60);
        seconds.push(await secondsOf(syncId));
      }
      await eventually(async () => (await nights('Running')) === 0, 120 - (Date.now() - startedAt) / 1000);
      const closedAfter = (Date.now() - startedAt) / 1000;
      console.log(
        `${SCHOOLS} nights closed after ${closedAfter.toFixed(1)} s; another school's files took ${seconds.map((each) => each.toFixed(1)).join(' ')} s`,
      );
      expect(Math.max(...seconds)).toBeLessThan(10);
      expect(closedAfter).toBeLessThan(120);
      expect(await nights('Completed')).toBeGreaterThanOrEqual(SCHOOLS);
      const { rows } = await town.database.pool.query<{ closed: number; open: number }>(
        `SELECT (SELECT count(*)::int FROM night) AS closed,
                (SELECT count(*)::int FROM sync WHERE status IN ('RECEIVED', 'STAGING', 'PLANNING', 'APPLYING')) AS open`,
      );
      expect(rows[0]).toEqual({ closed: SCHOOLS, open: 0 });
    } finally {
      await worker.stop();
    }
  });
});

async function commit(school: TownSchool, file: number, place: number): Promise<string> {
  // Other students in each school: a file with the people of a sibling school would be held.
  const { syncId } = await school.receive(`students_${file}.csv`, studentFile(place * 50 + 1, place * 50 + 20 + file));
  return syncId;
}

async function nights(status: 'Running' | 'Completed'): Promise<number> {
  return (
    await town.temporal.client.workflow.count(
      `TaskQueue = '${town.temporal.taskQueue}' AND WorkflowType = 'nightlyRoster' AND ExecutionStatus = '${status}'`,
    )
  ).count;
}

async function secondsOf(syncId: string): Promise<number> {
  const { rows } = await town.database.pool.query<{ seconds: number }>(
    'SELECT extract(epoch FROM finished_at - received_at)::float AS seconds FROM sync WHERE id = $1',
    [syncId],
  );
  return rows[0]?.seconds ?? Infinity;
}
