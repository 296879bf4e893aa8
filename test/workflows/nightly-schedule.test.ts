import { randomUUID } from 'node:crypto';
import { temporal as api } from '@temporalio/proto';
import { ScheduleNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { putNightlySchedule, reconcileSchedules } from '../../services/dispatch/nightly-schedule.js';
import { nightlyDelayS } from '../../domain/arrival/nightly-delay.js';
import { nightThatEnds } from '../../domain/arrival/night-window.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { aStoredSchool, storeSettings } from './support/stored-sync.js';
import { eventually } from './support/workshop.js';

let database: TestDatabase;
let temporal: TemporalClient;
beforeAll(async () => {
  database = await createTestDatabase();
  temporal = createTemporalClient({
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
  });
});
afterAll(async () => {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM school');
  for (const { id } of rows)
    await scheduleOf(id)
      .delete()
      .catch(() => undefined);
  await temporal.close();
  await database.drop();
});

const scheduleOf = (schoolId: string): ReturnType<TemporalClient['client']['schedule']['getHandle']> =>
  temporal.client.schedule.getHandle(`nightly/${schoolId}`);
const nightlyAt = (at: string): { nightly: { at: string; expectDays: [] } } => ({ nightly: { at, expectDays: [] } });

describe('the nightly run of a school', { timeout: 90_000 }, () => {
  it('is due at the hour of the settings, in the time zone of the school', async () => {
    const { schoolId } = await aStoredSchool(database, { timeZone: 'America/Vancouver', settings: nightlyAt('21:30') });
    expect(await putNightlySchedule({ database, temporal }, schoolId)).toBe('scheduled');
    const { info, policies, state } = await scheduleOf(schoolId).describe();
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver', timeStyle: 'medium', hourCycle: 'h23' });
    // The school's own place within the ten minutes over which schools are spread, the same every night.
    const delayS = nightlyDelayS(schoolId, '21:30');
    const time = `21:3${Math.floor(delayS / 60)}:${String(delayS % 60).padStart(2, '0')}`;
    expect(info.nextActionTimes.slice(0, 3).map((at) => local.format(at))).toEqual([time, time, time]);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 10 * 60 * 60 * 1000 });
    expect(state).toMatchObject({ paused: false, note: `Every night at 21:30 and ${delayS} seconds, America/Vancouver; caught up within 10 hours` });
  });

  it('moves when the settings move, stays paused when support paused it, and ends when rostering is switched off', async () => {
    const { schoolId } = await aStoredSchool(database, { settings: nightlyAt('22:00') });
    await putNightlySchedule({ database, temporal }, schoolId);
    await scheduleOf(schoolId).pause();
    await storeSettings(database, schoolId, nightlyAt('19:15'));
    await putNightlySchedule({ database, temporal }, schoolId);
    expect((await scheduleOf(schoolId).describe()).state).toEqual({
      paused: true,
      note: `Every night at 19:15 and ${nightlyDelayS(schoolId, '19:15')} seconds, America/Toronto; caught up within 10 hours`,
      remainingActions: undefined,
    });
    await storeSettings(database, schoolId, { enabled: false });
    expect(await putNightlySchedule({ database, temporal }, schoolId)).toBe('not_scheduled');
    await expect(scheduleOf(schoolId).describe()).rejects.toBeInstanceOf(ScheduleNotFoundError);
    expect(await putNightlySchedule({ database, temporal }, schoolId)).toBe('not_scheduled');
    await storeSettings(database, schoolId, { method: 'NONE' });
    expect(await putNightlySchedule({ database, temporal }, schoolId)).toBe('not_scheduled');
  });

  it('follows the settings that were saved last when two owners save at once', async () => {
    const { schoolId } = await aStoredSchool(database, { settings: nightlyAt('20:00') });
    await Promise.all(
      ['20:10', '20:20', '20:30', '20:40'].map(async (at) => {
        await storeSettings(database, schoolId, nightlyAt(at));
        await putNightlySchedule({ database, temporal }, schoolId);
      }),
    );
    const { rows } = await database.pool.query<{ at: string }>(
      `SELECT settings->'nightly'->>'at' AS at FROM rostering_settings WHERE school_id = $1`,
      [schoolId],
    );
    expect((await scheduleOf(schoolId).describe()).state.note).toMatch(
      new RegExp(`^Every night at ${rows[0]?.at} and \\d+ seconds, America/Toronto; caught up within 10 hours$`),
    );
  });

  it('is kept for later when Temporal is down', async () => {
    const nowhere = createTemporalClient({ TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: 'none' });
    const { schoolId } = await aStoredSchool(database, { settings: {} });
    expect(await putNightlySchedule({ database, temporal: nowhere }, schoolId)).toBe('later');
    await nowhere.close();
  });

  it('is mended when the worker starts: missing, moved or left over', async () => {
    const own = await createTestDatabase();
    const queue: TemporalClient = { ...temporal, taskQueue: `test-${randomUUID()}` };
    const deps = { database: own, temporal: queue };
    const [missing, moved, right, off, gone] = await Promise.all(
      Array.from({ length: 5 }, async () => (await aStoredSchool(own, { settings: nightlyAt('22:00') })).schoolId),
    );
    if (!missing || !moved || !right || !off || !gone) throw new Error('no schools');
    for (const schoolId of [moved, right, off, gone]) await putNightlySchedule(deps, schoolId);
    await storeSettings(own, moved, nightlyAt('18:00'));
    await storeSettings(own, off, { method: 'NONE' });
    await own.pool.query('DELETE FROM rostering_settings WHERE school_id = $1', [gone]);
    await own.pool.query('DELETE FROM school WHERE id = $1', [gone]);
    // The list of Schedules follows a moment later.
    await eventually(async () => {
      await reconcileSchedules(deps);
      return scheduleOf(gone)
        .describe()
        .then(
          () => false,
          () => true,
        );
    });
    expect((await scheduleOf(missing).describe()).state.note).toContain('22:00');
    expect((await scheduleOf(moved).describe()).state.note).toContain('18:00');
    expect((await scheduleOf(right).describe()).info.lastUpdatedAt).toBeUndefined();
    await expect(scheduleOf(off).describe()).rejects.toBeInstanceOf(ScheduleNotFoundError);
    await eventually(async () => (await reconcileSchedules(deps)) === 0);
    for (const schoolId of [missing, moved, right]) await scheduleOf(schoolId).delete();
    await own.drop();
  });

  it.each([
    ['America/Toronto', '22:00'],
    ['America/Toronto', '02:30'],
    ['Europe/London', '01:30'],
    ['America/St_Johns', '01:30'],
    ['Australia/Lord_Howe', '01:45'],
    ['Australia/Lord_Howe', '02:15'],
    ['Atlantic/Azores', '00:30'],
    ['America/Toronto', '23:58'],
    ['America/Toronto', '11:57'],
    ['Europe/London', '00:57'],
    ['Europe/London', '00:45'],
    ['America/Toronto', '00:30'],
    ['Australia/Lord_Howe', '01:15'],
  ])('comes exactly once in every night of two years, also when the clocks change: %s at %s', async (timeZone, at) => {
    const { missed, repeated } = await nightsOfTwoYears(timeZone, at);
    expect({ missed, repeated }).toEqual({ missed: [], repeated: [] });
  });
});

const noon = (day: number): Date => new Date(Date.UTC(2027, 0, 1 + day, 12));

/** What Temporal itself says about 730 nights of such a school. */
async function nightsOfTwoYears(timeZone: string, at: string): Promise<{ missed: string[]; repeated: string[] }> {
  const { schoolId } = await aStoredSchool(database, { timeZone, settings: nightlyAt(at) });
  await putNightlySchedule({ database, temporal }, schoolId);
  const nights: string[] = [];
  // Thirty days at a time: the server answers a limited number of times at once.
  for (let day = 0; day < 750; day += 30) {
    const request = api.api.workflowservice.v1.ListScheduleMatchingTimesRequest.fromObject({
      namespace: 'default',
      scheduleId: `nightly/${schoolId}`,
      startTime: { seconds: noon(day).getTime() / 1000 },
      endTime: { seconds: noon(day + 30).getTime() / 1000 },
    });
    // A machine that runs all the tests may take longer than the client's ten seconds.
    const { startTime } = await temporal.client.withDeadline(Date.now() + 60_000, () =>
      temporal.client.workflowService.listScheduleMatchingTimes(request),
    );
    for (const time of startTime) nights.push(nightThatEnds(new Date(Number(time.seconds) * 1000), timeZone));
  }
  // The first and the last days belong to the window in some time zones only.
  const expected = Array.from({ length: 730 }, (_, day) =>
    noon(day + 3)
      .toISOString()
      .slice(0, 10),
  );
  return {
    missed: expected.filter((night) => !nights.includes(night)),
    repeated: nights.filter((night, index) => night === nights[index - 1]),
  };
}

describe('the night that a run closes', { timeout: 90_000 }, () => {
  it.each([
    ['at ten in the evening', '2026-11-21T03:00:00Z', 'America/Toronto', '2026-11-20'],
    ['shortly after midnight', '2026-11-21T05:20:00Z', 'America/Toronto', '2026-11-20'],
    ['caught up in the early morning', '2026-11-21T09:00:00Z', 'America/Toronto', '2026-11-20'],
    ['at noon', '2026-11-21T17:00:00Z', 'America/Toronto', '2026-11-21'],
    ['on the first of a month', '2026-03-01T05:30:00Z', 'America/Toronto', '2026-02-28'],
    ['on New Year’s night', '2027-01-01T05:30:00Z', 'America/Toronto', '2026-12-31'],
    ['on the night when the clocks go forward', '2027-03-14T07:30:00Z', 'America/Toronto', '2027-03-13'],
    ['on the night when the clocks go back', '2026-11-01T06:30:00Z', 'America/Toronto', '2026-10-31'],
    ['far from Greenwich', '2026-11-20T09:00:00Z', 'Pacific/Auckland', '2026-11-20'],
  ])('is named by the date of its evening: %s', (_when, instant, timeZone, night) => {
    expect(nightThatEnds(new Date(instant), timeZone)).toBe(night);
  });
});
