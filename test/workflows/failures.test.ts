import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { temporal as api } from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKER_LOST } from '../../domain/steps.js';
import { SchoolBusy } from '../../domain/turn/school-busy.js';
import { recordingActivities } from './support/recording-activities.js';
import { eventually, openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const failureOf = (handle: WorkflowHandle): Promise<unknown> =>
  handle.result().then(
    () => null,
    (error: unknown) => (error instanceof WorkflowFailedError ? error.cause : error),
  );

/** What the log says of a workflow as a warning or worse, of our own and of Temporal's SDK. */
const warningsOf = ({ workflowId }: WorkflowHandle): string[] =>
  workshop
    .logged()
    .split('\n')
    .filter((line) => line.includes(workflowId) && (JSON.parse(line) as { level: number }).level >= 40);

const broken = async (): Promise<never> => {
  throw new TypeError('odd');
};
const down = (code: string, message: string) => async (): Promise<never> => {
  throw Object.assign(new Error(message), { code });
};

describe.concurrent('when something is down', { timeout: 90_000 }, () => {
  it('the sync waits until the database and the store are back, however often they fail', async () => {
    const { activities, steps } = recordingActivities({
      stageFile: [down('ENOSPC', 'disk full'), { kind: 'staged', rows: 3, valid: 3 }],
      planChanges: [
        down('57P01', 'terminating connection due to administrator command'),
        down('ECONNREFUSED', 'connect ECONNREFUSED'),
        { kind: 'planned', changes: 3, held: 0 },
      ],
      applyPlan: [down('40001', 'could not serialize access'), { kind: 'applied', held: 0 }],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      // Support is told which step of the file waits, and for what.
      await eventually(async () => (await handle.describe()).raw.pendingActivities?.[0]?.lastFailure?.message === 'planChanges: Error ECONNREFUSED');
      expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
      expect(steps()).not.toContain('markFailed');
      expect(steps().filter((step) => step === 'planChanges').length).toBeGreaterThanOrEqual(3);
    });
  });

  it('a step that is not its turn frees its slot and comes again soon, and the log does not call it a failure', async () => {
    const notYet = async (): Promise<never> => {
      throw new SchoolBusy({ filesAhead: 1, turnMs: null });
    };
    const locked = down('55P03', 'canceling statement due to lock timeout');
    const { activities, steps } = recordingActivities({
      applyPlan: [notYet, notYet, notYet, { kind: 'applied', held: 0 }],
      writeReceipts: [locked, undefined],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
      // Four for its turn, and one on the way back to the receipt: what was applied is not applied again.
      expect(steps().filter((step) => step === 'applyPlan')).toHaveLength(5);
      expect(steps()).not.toContain('markFailed');
      const lines = workshop
        .logged()
        .split('\n')
        .filter((line) => line.includes(handle.workflowId) && line.includes('its turn'));
      expect(lines).toHaveLength(4);
      // pino's debug.
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 20 });
      expect(warningsOf(handle)).toEqual([]);
      // A try leaves nothing in the history, so a school that is busy for long fills none.
      const { events } = await handle.fetchHistory();
      expect(events?.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'syncFile')).toHaveLength(1);
    });
  });

  it('a mail that one recipient cannot get keeps nobody else from theirs, and the sync is not under way meanwhile', async () => {
    const sent: string[] = [];
    let mailboxIsBack = false;
    const { activities, steps } = recordingActivities({
      sendNotification: [
        async ({ notificationId }) => {
          if (notificationId === 'notification-1' && !mailboxIsBack) throw Object.assign(new Error('450'), { code: 'EENVELOPE' });
          sent.push(notificationId);
        },
      ],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await eventually(async () => sent.includes('notification-2') && steps().includes('discardStagedRows'));
      expect(sent).toEqual(['notification-2']);
      expect((await handle.describe()).typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' })).toBe('APPLIED');
      mailboxIsBack = true;
      expect(await handle.result()).toEqual({ outcome: 'APPLIED', mails: { sent: 2, undelivered: 0 } });
    });
  });
});

describe.concurrent('a bug', { timeout: 90_000 }, () => {
  it('of a step that stopped its workers is not tried again, and the sync says so with a code of its own', async () => {
    const lost = async (): Promise<never> => {
      throw ApplicationFailure.create({ message: WORKER_LOST, type: WORKER_LOST, nonRetryable: true });
    };
    const { activities, calls, steps } = recordingActivities({ stageFile: [lost] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(await failureOf(handle)).toMatchObject({ message: expect.stringContaining('stageFile failed: worker_lost') });
      expect(steps().filter((step) => step === 'stageFile')).toHaveLength(1);
      expect(calls.find((call) => call.step === 'markFailed')?.input).toMatchObject({ code: 'worker_lost' });
    });
  });

  it('is logged once, by us, and not a second time by Temporal’s SDK', async () => {
    const { activities } = recordingActivities({ planChanges: [broken, { kind: 'planned', changes: 3, held: 0 }] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
      expect(warningsOf(handle)).toEqual([expect.stringContaining('activity failed: a bug')]);
    });
  });

  it('fails the sync after a few tries, says so to the owner and to support, and quotes nobody', async () => {
    const canary = `canary-${randomUUID()}`;
    const quoting = async (): Promise<never> => {
      const error = new TypeError(`Cannot read "${canary}@school.example"\n    at ${canary} (file:///x.js:1:1)`);
      Object.assign(error, { detail: `Key (email)=(${canary})`, cause: new Error(canary) });
      throw error;
    };
    const { activities, steps, calls } = recordingActivities({ planChanges: [quoting] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      const failure = await failureOf(handle);
      expect(failure).toMatchObject({ type: 'internal_error', nonRetryable: true });
      expect(String(failure)).toContain('planChanges failed: TypeError');
      expect(steps().filter((step) => step === 'planChanges')).toHaveLength(5);
      expect(calls.find((call) => call.step === 'markFailed')?.input).toMatchObject({ code: 'internal_error' });
      expect(steps()).toContain('writeReceipts');
      expect(steps()).toContain('sendNotification');
      const { status, typedSearchAttributes } = await handle.describe();
      expect(status.name).toBe('FAILED');
      expect(typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' })).toBe('FAILED');

      // The bytes as Temporal stores them: payloads are not hidden in base64.
      const history = Buffer.from(api.api.history.v1.History.encode(await handle.fetchHistory()).finish()).toString('latin1');
      expect(history).toContain('TypeError');
      // Where it happened stays readable for support.
      expect(history).toContain('failures.test.ts');
      expect(history).not.toContain(canary);
      expect(workshop.logged()).toContain('a bug');
      expect(workshop.logged()).not.toContain(canary);
    });
  });

  it('of one moment is forgiven', async () => {
    const { activities, steps } = recordingActivities({ stageFile: [broken, broken, { kind: 'staged', rows: 1, valid: 1 }] });
    await workshop.withWorker(activities, async (temporal) => {
      expect(await (await workshop.startSync(temporal)).result()).toMatchObject({ outcome: 'APPLIED' });
      expect(steps()).not.toContain('markFailed');
    });
  });

  it('in a receipt fails the workflow for support, and leaves the applied sync applied', async () => {
    const { activities, steps } = recordingActivities({ writeReceipts: [broken], markFailed: ['APPLIED'] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(String(await failureOf(handle))).toContain('writeReceipts failed');
      expect(steps()).not.toContain('sendNotification');
      expect((await handle.describe()).typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' })).toBe('APPLIED');
    });
  });

  it('in carrying out an owner’s decision fails the sync', async () => {
    const { activities, steps } = recordingActivities({ applyPlan: [{ kind: 'applied', held: 9 }], settleHold: [broken] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await handle.signal('ownerDecision', 'APPROVED');
      expect(String(await failureOf(handle))).toContain('settleHold failed');
      expect(steps()).toContain('markFailed');
    });
  });
});

describe.concurrent('support', { timeout: 90_000 }, () => {
  it('cancels a sync that is under way: it says so, and nothing is applied after', async () => {
    const { activities, steps, calls } = recordingActivities({
      planChanges: [
        async () => {
          // A worker hears of it with its next heartbeat.
          await Context.current().cancelled.catch(() => undefined);
          return { kind: 'planned', changes: 1, held: 0 };
        },
      ],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await eventually(async () => steps().includes('planChanges'));
      // What support reads beside the step that is pending, in the Temporal Web UI.
      const shown = async (): Promise<unknown> => {
        const [pending] = (await handle.describe()).raw.pendingActivities ?? [];
        return String(pending?.heartbeatDetails?.payloads?.[0]?.data ?? '');
      };
      await eventually(async () => String(await shown()).includes('"step":"planChanges"'));
      await handle.cancel();
      await failureOf(handle);
      expect((await handle.describe()).status.name).toBe('CANCELLED');
      expect(steps()).not.toContain('applyPlan');
      expect(calls.find((call) => call.step === 'markFailed')?.input).toMatchObject({ code: 'cancelled' });
      expect(steps()).toContain('writeReceipts');
    });
  });
});
