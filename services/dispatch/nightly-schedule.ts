import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
} from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';
import { CATCH_UP_HOURS } from '../../domain/arrival/catch-up-pause.js';
import { nightlyDelayS } from '../../domain/arrival/nightly-delay.js';
import type { RosteringSettings } from '../../domain/settings.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { listScheduledSchools, loadScheduledSchool, type ScheduledSchool } from '../../store/schools.js';
import { loadSettings } from '../../store/settings.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { nightlyCalendar, YEARS_AHEAD } from '../../infra/temporal/nightly-calendar.js';
import { nightlyScheduleId, schoolOfNightlySchedule, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { outageCode } from '../../infra/temporal/outage-code.js';
import { searchAttributesOf } from '../../infra/temporal/search-attributes-of.js';

export type ScheduleDeps = { database: Database; temporal: TemporalClient; log?: Logger };

/** `later`: Temporal is down; the worker soon compares the Schedules with the database again. */
export type SchedulePut = 'scheduled' | 'not_scheduled' | 'later';

type Nightly = {
  spec: ScheduleOptions['spec'];
  policies: NonNullable<ScheduleOptions['policies']>;
  action: ScheduleOptionsStartWorkflowAction<(input: { schoolId: string }) => Promise<unknown>>;
  typedSearchAttributes: TypedSearchAttributes;
  /** Shown in the Temporal Web UI, and compared when the worker starts. */
  note: string;
};

/**
 * Brings Temporal's Schedule of one school in line with the stored settings: created, updated, or deleted while rostering is
 * off. Call it after the settings are committed; it may be called at any time.
 */
export async function putNightlySchedule(deps: ScheduleDeps, schoolId: string): Promise<SchedulePut> {
  try {
    for (;;) {
      const wanted = await loadNightly(deps, schoolId);
      if (wanted === null) await remove(deps.temporal, schoolId);
      else await createOrUpdate(deps.temporal, schoolId, wanted);
      // With two saves at once, the last write must be based on the last read.
      const since = await loadNightly(deps, schoolId);
      if (since?.note === wanted?.note) return wanted === null ? 'not_scheduled' : 'scheduled';
    }
  } catch (error) {
    const code = outageCode(error);
    if (code === null) throw error;
    deps.log?.warn({ schoolId, code, err: caught(error) }, 'nightly Schedule not written yet');
    return 'later';
  }
}

/**
 * Compares the Schedules of all schools with the database and repairs differences: settings saved while Temporal was down,
 * a new Temporal cluster, a school that no longer exists. Returns how many were repaired.
 */
export async function reconcileSchedules(deps: ScheduleDeps): Promise<number> {
  const present = new Map<string, string>();
  for await (const schedule of deps.temporal.client.schedule.list()) {
    const schoolId = schoolOfNightlySchedule(schedule.scheduleId);
    if (schoolId !== null) present.set(schoolId, schedule.state.note ?? '');
  }
  let mended = 0;
  for (const school of await listScheduledSchools(deps.database)) {
    const wanted = nightlyOf(school, (await loadSettings(deps.database, school.id)).settings, deps.temporal.taskQueue);
    const differs = present.get(school.id) !== wanted?.note;
    present.delete(school.id);
    if (!differs) continue;
    await putNightlySchedule(deps, school.id);
    mended += 1;
  }
  for (const schoolId of present.keys()) {
    // Only Schedules of this installation's queue: a Temporal namespace may serve several.
    if ((await queueOf(deps.temporal, schoolId)) !== deps.temporal.taskQueue) continue;
    await remove(deps.temporal, schoolId);
    mended += 1;
  }
  return mended;
}

/** How the Schedules of this installation stand: as the settings say, missing or other, and paused by somebody. Changes nothing. */
export async function compareSchedules(deps: ScheduleDeps): Promise<{ well: number; differ: number; paused: number }> {
  const present = new Map<string, { note: string; paused: boolean }>();
  for await (const { scheduleId, state } of deps.temporal.client.schedule.list()) {
    const schoolId = schoolOfNightlySchedule(scheduleId);
    if (schoolId !== null) present.set(schoolId, { note: state.note ?? '', paused: state.paused });
  }
  const found = { well: 0, differ: 0, paused: 0 };
  for (const school of await listScheduledSchools(deps.database)) {
    const wanted = nightlyOf(school, (await loadSettings(deps.database, school.id)).settings, deps.temporal.taskQueue);
    const there = present.get(school.id);
    // Pausing overwrites the note.
    if (wanted !== null && there?.paused === true) found.paused++;
    else if (there?.note !== wanted?.note) found.differ++;
    else if (there !== undefined) found.well++;
  }
  return found;
}

async function loadNightly(deps: ScheduleDeps, schoolId: string): Promise<Nightly | null> {
  const school = await loadScheduledSchool(deps.database, schoolId);
  if (school === null) return null;
  return nightlyOf(school, (await loadSettings(deps.database, schoolId)).settings, deps.temporal.taskQueue);
}

/** The Schedule that a school's settings ask for; null: none. */
function nightlyOf(school: ScheduledSchool, settings: RosteringSettings, taskQueue: string): Nightly | null {
  if (settings.method === 'NONE' || !settings.enabled) return null;
  const year = new Date().getUTCFullYear();
  const { at } = settings.nightly;
  const delayS = nightlyDelayS(school.id, at);
  const calendar = nightlyCalendar(at, delayS, school.timeZone, year);
  const typedSearchAttributes = searchAttributesOf({ schoolId: school.id, schoolName: school.name, districtId: school.districtId, trigger: null });
  return {
    spec: calendar,
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: `${CATCH_UP_HOURS} hours` },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.nightlyRoster,
      workflowId: nightlyScheduleId(school.id),
      taskQueue,
      args: [{ schoolId: school.id }],
      typedSearchAttributes,
    },
    typedSearchAttributes,
    note:
      `Every night at ${at} and ${delayS} seconds, ${school.timeZone}; caught up within ${CATCH_UP_HOURS} hours` +
      (calendar.skip === undefined ? '' : `; changes of the clocks are known for ${YEARS_AHEAD} years from ${year}`),
  };
}

async function createOrUpdate(temporal: TemporalClient, schoolId: string, { note, ...schedule }: Nightly): Promise<void> {
  const scheduleId = nightlyScheduleId(schoolId);
  try {
    await temporal.soon(() => temporal.client.schedule.create({ scheduleId, ...schedule, state: { note } }));
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // Support may have paused it in the Temporal Web UI: keep that.
    await temporal.soon(() =>
      temporal.client.schedule.getHandle(scheduleId).update((previous) => ({ ...schedule, state: { paused: previous.state.paused, note } })),
    );
  }
}

async function remove(temporal: TemporalClient, schoolId: string): Promise<void> {
  try {
    await temporal.soon(() => temporal.client.schedule.getHandle(nightlyScheduleId(schoolId)).delete());
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

/** Null: the Schedule is gone, or unknown now, for example because another installation is deleting it. */
async function queueOf(temporal: TemporalClient, schoolId: string): Promise<string | null> {
  try {
    const { action } = await temporal.soon(() => temporal.client.schedule.getHandle(nightlyScheduleId(schoolId)).describe());
    return action.taskQueue;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError || outageCode(error) !== null) return null;
    throw error;
  }
}
