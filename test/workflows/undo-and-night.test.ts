import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKFLOW_TYPES, SIGNALS } from '../../infra/temporal/names.js';
import * as workflows from '../../workflows/index.js';
import { holdExpired, ownerDecision } from '../../workflows/roster-sync.js';
import { recordingActivities } from './support/recording-activities.js';
import { aSyncRef, openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const broken = async (): Promise<never> => {
  throw new TypeError('odd');
};

describe.concurrent('an undo', { timeout: 90_000 }, () => {
  it('takes back the changes of a sync and tells the owners', async () => {
    const { activities, steps } = recordingActivities({});
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const ref = aSyncRef();
      const handle = await client.workflow.start('undoSync', { workflowId: `undo/${ref.syncId}`, taskQueue, args: [ref] });
      expect(await handle.result()).toEqual({ undone: 12, skipped: 1, mails: { sent: 2, undelivered: 0 } });
      expect(steps().slice(0, 4)).toEqual(['undoChanges', 'writeReceipts', 'tellWebhooks', 'prepareSyncNotifications']);
      expect((await handle.describe()).typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' })).toBe('UNDONE');
    });
  });

  it('with a bug fails for support', async () => {
    const { activities } = recordingActivities({ undoChanges: [broken] });
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const ref = aSyncRef();
      const handle = await client.workflow.start('undoSync', { workflowId: `undo/${ref.syncId}`, taskQueue, args: [ref] });
      await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'internal_error' } });
    });
  });
});

describe.concurrent('a night', { timeout: 90_000 }, () => {
  it('finishes what is open, then mails the daily results of the date that it closes', async () => {
    const { activities, steps, calls } = recordingActivities({});
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const schoolId = randomUUID();
      const workflowId = `nightly/${schoolId}`;
      const handle = await client.workflow.start('nightlyRoster', { workflowId, taskQueue, args: [{ schoolId }] });
      expect(await handle.result()).toEqual({
        night: '2026-11-20',
        finished: 2,
        stillOpen: 0,
        mails: { sent: 1, undelivered: 0 },
      });
      expect(steps()).toEqual([
        'lookAtOpenFiles',
        'prepareDailyNotifications',
        'prepareWeeklyNotifications',
        'prepareEscalations',
        'tellWebhooksOfNight',
        'sendNotification',
      ]);
      expect(calls[1]?.input).toEqual({ schoolId, night: '2026-11-20' });
      const { startTime } = await handle.describe();
      expect(calls[0]?.input).toMatchObject({ schoolId, due: startTime.toISOString() });
    });
  });

  it('waits for open files outside of every step, and looks more and more rarely', async () => {
    const look = (stillOpen: number) => ({ night: '2026-11-20', finished: 3 - stillOpen, stillOpen });
    const { activities, steps, calls } = recordingActivities({ lookAtOpenFiles: [look(3), look(1), look(0)] });
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const schoolId = randomUUID();
      const handle = await client.workflow.start('nightlyRoster', { workflowId: `nightly/${schoolId}`, taskQueue, args: [{ schoolId }] });
      expect(await handle.result()).toMatchObject({ finished: 3, stillOpen: 0 });
      expect(steps().slice(0, 4)).toEqual([...Array.from({ length: 3 }, () => 'lookAtOpenFiles'), 'prepareDailyNotifications']);
      // Each look counts what ended since the first one.
      expect(new Set(calls.slice(0, 3).map(({ input }) => (input as { since: string }).since)).size).toBe(1);
      const pauses = ((await handle.fetchHistory()).events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
        timer ? [Number(timer.startToFireTimeout?.seconds ?? 0)] : [],
      );
      expect(pauses).toHaveLength(2);
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    });
  });

  it('that is started by a Schedule asks for the night for which it was due', async () => {
    const { activities, calls } = recordingActivities({});
    await workshop.withWorker(activities, async ({ client, taskQueue }) => {
      const schoolId = randomUUID();
      const schedule = await client.schedule.create({
        scheduleId: `nightly/${schoolId}`,
        spec: { calendars: [{ hour: 22 }], timezone: 'America/Toronto' },
        action: {
          type: 'startWorkflow',
          workflowType: 'nightlyRoster',
          workflowId: `nightly/${schoolId}`,
          taskQueue,
          args: [{ schoolId }],
        },
      });
      // The runs of one night in March 2026, as a catch-up starts them: long after they were due.
      await schedule.backfill({
        start: new Date('2026-03-10T01:59:00Z'),
        end: new Date('2026-03-10T02:01:00Z'),
        overlap: 'SKIP',
      });
      await expect.poll(() => calls.length, { timeout: 45_000 }).toBeGreaterThanOrEqual(3);
      await schedule.delete();
      expect(calls[0]?.input).toMatchObject({ schoolId, due: '2026-03-10T02:00:00.000Z' });
    });
  });
});

it('API, gateway and worker call the workflows and signals by their names', () => {
  expect(Object.keys(workflows).toSorted()).toEqual(Object.values(WORKFLOW_TYPES).toSorted());
  expect([ownerDecision.name, holdExpired.name]).toEqual([SIGNALS.ownerDecision, SIGNALS.holdExpired]);
});
