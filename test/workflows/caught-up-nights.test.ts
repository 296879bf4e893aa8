import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { temporal as api } from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUpPauseMs } from '../../domain/arrival/catch-up-pause.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { createWorkers } from '../../apps/worker/create-workers.js';
import { putNightlySchedule } from '../../services/dispatch/nightly-schedule.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { recordingActivities } from './support/recording-activities.js';
import { aStoredSchool } from './support/stored-sync.js';
import { eventually, openWorkshop, type Workshop } from './support/workshop.js';

let database: TestDatabase;
let workshop: Workshop;
beforeAll(async () => {
  [database, workshop] = await Promise.all([createTestDatabase(), openWorkshop()]);
});
afterAll(async () => {
  await workshop.close();
  await database.drop();
});

const SCHEDULED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

describe('a night that was due while Temporal was down', { timeout: 120_000 }, () => {
  it('is closed when Temporal is back: once for each of a dozen schools', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-outage-'));
    const options = { port: await freePort(), uiPort: await freePort(), databaseFile: join(folder, 'temporal.db') };
    let server = await startTemporal(options);
    const taskQueue = `outage-${randomUUID()}`;
    const connect = () => createTemporalClient({ TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: taskQueue });
    let temporal = connect();
    const schools = await Promise.all(Array.from({ length: 12 }, async () => (await aStoredSchool(database, { settings: {} })).schoolId));
    // The product's own Schedule and policies; only the time is one that a test can wait for.
    const due = Math.ceil(Date.now() / 1000) + 15;
    const instant = new Date(due * 1000).toISOString();
    for (const schoolId of schools) {
      await putNightlySchedule({ database, temporal }, schoolId);
      await temporal.client.schedule
        .getHandle(`nightly/${schoolId}`)
        .update((previous) => ({ ...previous, spec: { intervals: [{ every: '1 day', offset: `${due % 86_400} seconds` }] } }));
    }
    for (const schoolId of schools) {
      await eventually(async () => {
        const { info } = await temporal.client.schedule.getHandle(`nightly/${schoolId}`).describe();
        return info.nextActionTimes[0]?.toISOString() === instant;
      });
    }
    await temporal.close();
    await server.stop();
    expect(Date.now() / 1000, 'the nights were due before the server was stopped').toBeLessThan(due);
    await new Promise((resolve) => setTimeout(resolve, due * 1000 + 2_000 - Date.now()));

    server = await startTemporal(options);
    temporal = connect();
    const native = await NativeConnection.connect({ address: server.address });
    const { activities, calls } = recordingActivities({});
    const workers = await createWorkers({ connection: native, namespace: 'default', taskQueue, activities, log: workshop.log });
    const ended = workers.run();
    const nights = (): string[] => calls.filter(({ step }) => step === 'lookAtOpenFiles').map(({ input }) => JSON.stringify(dueOf(input)));
    await eventually(async () => calls.filter(({ step }) => step === 'sendNotification').length === schools.length);
    for (const schoolId of schools) {
      const { info } = await temporal.client.schedule.getHandle(`nightly/${schoolId}`).describe();
      expect([info.numActionsTaken, info.numActionsMissedCatchupWindow, info.numActionsSkippedOverlap]).toEqual([1, 0, 0]);
    }
    workers.shutdown();
    await ended;
    expect(nights().toSorted()).toEqual(schools.map((schoolId) => JSON.stringify({ schoolId, due: instant })).toSorted());
    await native.close();
    await temporal.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('waits for the turn of its school before it begins, and a reset by support does not change that', async () => {
    const { activities, steps } = recordingActivities({});
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const schoolId = schoolWhoseTurnIsSoon();
      const due = new Date(Date.now() - 8 * 3_600_000);
      const workflowId = `nightly/${schoolId}`;
      const handle = await client.workflow.start('nightlyRoster', {
        workflowId,
        taskQueue,
        args: [{ schoolId }],
        typedSearchAttributes: new TypedSearchAttributes([{ key: SCHEDULED_FOR, value: due }]),
      });
      await handle.result();
      const timers = async (): Promise<number[]> =>
        ((await client.workflow.getHandle(workflowId).fetchHistory()).events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
          timer ? [Number(timer.startToFireTimeout?.seconds ?? 0) * 1_000 + (timer.startToFireTimeout?.nanos ?? 0) / 1e6] : [],
        );
      expect(await timers()).toEqual([catchUpPauseMs(schoolId, 8 * 3_600_000)]);
      expect(steps()).toEqual([
        'lookAtOpenFiles',
        'prepareDailyNotifications',
        'prepareWeeklyNotifications',
        'prepareEscalations',
        'tellWebhooksOfNight',
        'sendNotification',
      ]);

      const history = await handle.fetchHistory();
      const { runId } = await handle.describe();
      const points = (history.events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: task, eventId }) => (task ? [Number(eventId)] : []));
      expect(points.length).toBeGreaterThanOrEqual(4);
      for (const point of points) {
        await client.workflowService.resetWorkflowExecution(
          api.api.workflowservice.v1.ResetWorkflowExecutionRequest.fromObject({
            namespace: 'default',
            workflowExecution: { workflowId, runId },
            reason: 'support',
            workflowTaskFinishEventId: point,
            requestId: `reset-${point}`,
          }),
        );
        expect(await client.workflow.getHandle(workflowId).result(), `after a reset to event ${point}`).toMatchObject({ night: '2026-11-20' });
        expect(await timers()).toEqual([catchUpPauseMs(schoolId, 8 * 3_600_000)]);
      }
    });
  });
});

const dueOf = (input: unknown): unknown => {
  const { schoolId, due } = input as { schoolId: string; due: string };
  return { schoolId, due };
};

/** So that the test need not wait for forty minutes. */
function schoolWhoseTurnIsSoon(): string {
  for (;;) {
    const schoolId = randomUUID();
    const pauseMs = catchUpPauseMs(schoolId, 8 * 3_600_000);
    if (pauseMs > 0 && pauseMs < 2_000) return schoolId;
  }
}
