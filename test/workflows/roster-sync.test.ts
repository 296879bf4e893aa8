import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SchoolBusy } from '../../domain/turn/school-busy.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { recordingActivities, type Recorded } from './support/recording-activities.js';
import { aSyncRef, eventually, openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const told = ['writeReceipts', 'tellWebhooks', 'prepareSyncNotifications'];

async function outcomeOf(handle: WorkflowHandle): Promise<unknown> {
  return (await handle.describe()).typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' });
}

const waitsForOwner = (handle: WorkflowHandle): Promise<boolean> =>
  eventually(async () => (await handle.query<string>('state')) === 'Waiting for an owner to approve or discard what is held.');

const failureOf = (handle: WorkflowHandle): Promise<unknown> =>
  handle.result().then(
    () => null,
    (error: unknown) => (error instanceof WorkflowFailedError ? error.cause : error),
  );

describe.concurrent('one uploaded file', { timeout: 90_000 }, () => {
  it('is read, compared, applied and told, once each', async () => {
    const { activities, steps, calls } = recordingActivities({});
    await workshop.withWorker(activities, async (temporal) => {
      const ref = aSyncRef();
      const handle = await workshop.startSync(temporal, ref);
      expect(await handle.result()).toEqual({ outcome: 'APPLIED', mails: { sent: 2, undelivered: 0 } });
      expect(steps()).toEqual(
        ['stageFile', 'planChanges', 'applyPlan', 'expireOlderHolds', 'discardStagedRows'].concat(told, 'sendNotification', 'sendNotification'),
      );
      expect(calls[0]?.input).toEqual(ref);
      expect(await outcomeOf(handle)).toBe('APPLIED');
      expect(await handle.query('state')).toBe('APPLIED.');
    });
  });

  it.each([
    ['an ordinary file has the slots of ordinary files', false, ''],
    ['a very large file has slots of its own, so that it keeps no ordinary one waiting', true, '-large-syncs'],
  ])('%s; its mails have theirs', async (_name, isLarge, queue) => {
    const { activities } = recordingActivities({});
    await workshop.withWorker(activities, async (temporal) => {
      const ref = aSyncRef();
      const handle = await temporal.client.workflow.start('rosterSync', {
        workflowId: syncWorkflowId(ref),
        taskQueue: temporal.taskQueue,
        args: [{ ...ref, isLarge }],
      });
      expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
      const scheduled = ((await handle.fetchHistory()).events ?? []).flatMap(({ activityTaskScheduledEventAttributes: step }) =>
        step ? [`${step.activityType?.name}${step.taskQueue?.name?.slice(temporal.taskQueue.length)}`] : [],
      );
      expect(scheduled).toEqual([`syncFile${queue}`, 'sendNotification-mails', 'sendNotification-mails']);
    });
  });

  it.each([
    ['a bad file is a result, not a failure', { stageFile: [{ kind: 'rejected' as const, code: 'header_only' }] }, 'REJECTED', 1],
    ['a file that came while rostering is off is kept', { stageFile: [{ kind: 'disabled' as const }] }, 'DISABLED', 1],
    ['the same bytes again are acknowledged', { stageFile: [{ kind: 'unchanged' as const }] }, 'UNCHANGED', 1],
    ['a dry run stops before anything is applied', { planChanges: [{ kind: 'previewed' as const }] }, 'PREVIEWED', 2],
    ['a file during which rostering was switched off is kept', { planChanges: [{ kind: 'disabled' as const }] }, 'DISABLED', 2],
    ['a file that a newer one overtook is not applied', { planChanges: [{ kind: 'superseded' as const }] }, 'SUPERSEDED', 2],
    ['a file overtaken at the last moment is not applied', { applyPlan: [{ kind: 'superseded' as const }] }, 'SUPERSEDED', 3],
  ])('%s', async (_name, script, outcome, stepsBefore) => {
    const { activities, steps } = recordingActivities(script);
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(await handle.result()).toMatchObject({ outcome });
      expect(steps().slice(stepsBefore, stepsBefore + 2 + told.length)).toEqual(['expireOlderHolds', 'discardStagedRows', ...told]);
      expect(steps()).not.toContain('markFailed');
      expect(await outcomeOf(handle)).toBe(outcome);
    });
  });

  it.each([
    ['a file in which nothing differs', { planChanges: [{ kind: 'unchanged' as const }] }],
    ['a file of the same bytes as the one that was applied last', { stageFile: [{ kind: 'unchanged' as const }] }],
  ])('%s still ends an older hold of its kind', async (_name, script) => {
    const { activities, steps } = recordingActivities(script);
    await workshop.withWorker(activities, async (temporal) => {
      expect(await (await workshop.startSync(temporal)).result()).toMatchObject({ outcome: 'UNCHANGED' });
      expect(steps()).toContain('expireOlderHolds');
    });
  });

  it('is read again when the database lost the rows, and planned again when the people changed meanwhile', async () => {
    const { activities, steps } = recordingActivities({
      planChanges: [{ kind: 'stage_lost' }, { kind: 'planned', changes: 3, held: 0 }],
      applyPlan: [{ kind: 'stale' }, { kind: 'stale' }, { kind: 'applied', held: 0 }],
    });
    await workshop.withWorker(activities, async (temporal) => {
      expect(await (await workshop.startSync(temporal)).result()).toMatchObject({ outcome: 'APPLIED' });
      expect(steps().slice(0, 9).join(' ')).toBe('stageFile planChanges stageFile planChanges applyPlan planChanges applyPlan planChanges applyPlan');
    });
  });

  it('gives up, clearly, when the people change under every plan', async () => {
    const { activities, calls } = recordingActivities({ applyPlan: [{ kind: 'stale' }] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      expect(String(await failureOf(handle))).toContain('gave_up_planning');
      expect(calls.filter((call) => call.step === 'applyPlan')).toHaveLength(60);
      expect(calls.find((call) => call.step === 'markFailed')?.input).toMatchObject({ code: 'gave_up_planning' });
      expect(await outcomeOf(handle)).toBe('FAILED');
    });
  });
});

const decisionsIn = (calls: Recorded[]): unknown[] =>
  calls.flatMap(({ step, input }) => (step === 'settleHold' ? [(input as { decision: unknown }).decision] : []));

describe.concurrent('what is held for an owner', { timeout: 90_000 }, () => {
  const held = { applyPlan: [{ kind: 'applied' as const, held: 40 }] };

  it.each([
    ['APPROVED', 'APPLIED'],
    ['DISCARDED', 'DISCARDED'],
    ['CANCELLED', 'CANCELLED'],
  ])('is told first, waits, and is carried out when the owner decides: %s', async (decision, outcome) => {
    const { activities, steps, calls } = recordingActivities(held);
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await waitsForOwner(handle);
      expect(steps()).toContain('writeReceipts');
      expect(decisionsIn(calls)).not.toContain(decision);
      expect(await outcomeOf(handle)).toBe('HELD');
      await handle.signal('ownerDecision', decision);
      expect(await handle.result()).toEqual({ outcome, mails: { sent: 4, undelivered: 0 } });
      expect(decisionsIn(calls)).toEqual(['STORED', decision]);
      expect(steps().filter((step) => step === 'writeReceipts')).toHaveLength(2);
      expect(await outcomeOf(handle)).toBe(outcome);
    });
  });

  it('a sync that an owner cancels while a step is under way ends after it, applies nothing and says so', async () => {
    const { activities, steps } = recordingActivities({
      // A worker hears of it with its next heartbeat.
      stageFile: [async () => (await Context.current().cancelled.catch(() => undefined), { kind: 'staged', rows: 600, valid: 598 })],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await eventually(async () => steps().includes('stageFile'));
      await handle.signal('ownerDecision', 'CANCELLED');
      expect(await handle.result()).toMatchObject({ outcome: 'CANCELLED' });
      expect(steps().slice(0, 2 + told.length)).toEqual(['stageFile', 'cancelSync', ...told]);
      expect(steps()).not.toContain('markFailed');
      expect(await outcomeOf(handle)).toBe('CANCELLED');
    });
  });

  it('a sync that an owner cancels while it waits for its turn ends at once', async () => {
    const { activities, steps } = recordingActivities({ planChanges: [() => Promise.reject(new SchoolBusy({ filesAhead: 3, turnMs: null }))] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await eventually(async () => steps().includes('planChanges'));
      await handle.signal('ownerDecision', 'CANCELLED');
      expect(await handle.result()).toMatchObject({ outcome: 'CANCELLED' });
      expect(steps()).toContain('cancelSync');
      expect(steps()).not.toContain('applyPlan');
    });
  });

  it('a cancelled sync that a step has ended already keeps its outcome', async () => {
    const { activities, steps } = recordingActivities({
      cancelSync: ['UNCHANGED'],
      planChanges: [() => Promise.reject(new SchoolBusy({ filesAhead: 3, turnMs: null })), { kind: 'unchanged' }],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await eventually(async () => steps().includes('planChanges'));
      await handle.signal('ownerDecision', 'CANCELLED');
      expect(await handle.result()).toMatchObject({ outcome: 'UNCHANGED' });
    });
  });

  it.each(['stageFile', 'planChanges', 'applyPlan'] as const)('%s hears of it from the database, also where the workflow does not', async (step) => {
    const { activities, steps } = recordingActivities({ [step]: [{ kind: 'cancelled' }] });
    await workshop.withWorker(activities, async (temporal) => {
      expect(await (await workshop.startSync(temporal)).result()).toMatchObject({ outcome: 'CANCELLED' });
      expect(steps().slice(steps().indexOf(step) + 1)).toEqual(expect.arrayContaining(told));
      expect(steps()).not.toContain('cancelSync');
    });
  });

  it('goes on waiting when the database knows of no decision', async () => {
    const { activities, steps } = recordingActivities({
      ...held,
      settleHold: [{ kind: 'undecided' }, { kind: 'undecided' }, { kind: 'settled', status: 'APPLIED' }],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await waitsForOwner(handle);
      await handle.signal('ownerDecision', 'APPROVED');
      await eventually(async () => steps().filter((step) => step === 'settleHold').length === 2);
      await handle.signal('ownerDecision', 'APPROVED');
      expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
      expect(steps().filter((step) => step === 'settleHold')).toHaveLength(3);
    });
  });

  it('ends at once when it was decided while the workflow did not listen', async () => {
    const { activities, calls } = recordingActivities({ ...held, settleHold: [{ kind: 'settled', status: 'DISCARDED' }] });
    await workshop.withWorker(activities, async (temporal) => {
      expect(await (await workshop.startSync(temporal)).result()).toMatchObject({ outcome: 'DISCARDED' });
      expect(decisionsIn(calls)).toEqual(['STORED']);
    });
  });

  it('a decision that arrives before the hold is told is not lost', async () => {
    const { activities } = recordingActivities(held);
    await workshop.withWorker(activities, async (temporal) => {
      const ref = aSyncRef();
      const handle = await workshop.client.workflow.signalWithStart('rosterSync', {
        workflowId: syncWorkflowId(ref),
        taskQueue: temporal.taskQueue,
        args: [ref],
        signal: 'ownerDecision',
        signalArgs: ['DISCARDED'],
      });
      expect(await handle.result()).toMatchObject({ outcome: 'DISCARDED' });
    });
  });

  it('is void when a newer file of its kind is applied; a hold whose workflow is gone troubles nobody', async () => {
    const older = aSyncRef();
    let applied = 0;
    const { activities, calls } = recordingActivities({
      applyPlan: [async () => ({ kind: 'applied', held: applied++ === 0 ? 40 : 0 })],
      expireOlderHolds: [[], ['sync/nobody/nothing', syncWorkflowId(older)]],
    });
    await workshop.withWorker(activities, async (temporal) => {
      const held = await workshop.startSync(temporal, older);
      await waitsForOwner(held);
      const newer = await workshop.startSync(temporal);
      expect(await newer.result()).toMatchObject({ outcome: 'APPLIED' });
      expect(await held.result()).toMatchObject({ outcome: 'SUPERSEDED' });
      expect(decisionsIn(calls)).toEqual(['STORED', 'SUPERSEDED']);
    });
  });

  it('can be decided while the mail relay is away', async () => {
    let relayIsBack = false;
    const relay = async (): Promise<void> => {
      if (!relayIsBack) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    };
    const { activities } = recordingActivities({ ...held, sendNotification: [relay] });
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await waitsForOwner(handle);
      await handle.signal('ownerDecision', 'APPROVED');
      await eventually(async () => (await outcomeOf(handle)) === 'APPLIED');
      relayIsBack = true;
      expect(await handle.result()).toEqual({ outcome: 'APPLIED', mails: { sent: 4, undelivered: 0 } });
    });
  });

  it('stays held when support cancels the workflow', async () => {
    const { activities, steps } = recordingActivities(held);
    await workshop.withWorker(activities, async (temporal) => {
      const handle = await workshop.startSync(temporal);
      await waitsForOwner(handle);
      await handle.cancel();
      await failureOf(handle);
      expect((await handle.describe()).status.name).toBe('CANCELLED');
      expect(steps()).not.toContain('markFailed');
    });
  });
});
