import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorker } from '../../apps/worker/start-worker.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { closeAbandonedSyncs } from '../../services/dispatch/close-abandoned-syncs.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** A deployment replaces the workers one after the other while files are being worked on (promises 39 and 40). */
let town: Town;
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
});
afterAll(() => town.close());

const SYNCS = 20;

it('twenty syncs outlive a restart of every worker: none is lost, none is applied twice', { timeout: 300_000 }, async () => {
  const workers = [await town.startWorker(), await town.startWorker()];
  const schools: { school: TownSchool; syncIds: string[] }[] = [];
  for (let n = 0; n < SYNCS / 2; n++) schools.push({ school: await town.school(), syncIds: [] });
  const announceAll = async (name: string, text: string): Promise<void> => {
    for (const entry of schools) {
      const { syncId } = await entry.school.receive(name, text);
      entry.syncIds.push(syncId);
      await announceSync(town, syncId);
    }
  };

  // Each worker is stopped as SIGTERM stops it, and another takes its place, while files are under way.
  for (const [place, worker] of workers.entries()) {
    const announced = announceAll(`students_2026-01-0${place + 1}.csv`, studentFile(1, 40 + place));
    await worker.stop();
    workers[place] = await town.startWorker();
    await announced;
  }

  const ended = async (): Promise<string[]> => {
    const { rows } = await town.database.pool.query<{ status: string }>('SELECT status FROM sync ORDER BY id');
    return rows.map((row) => row.status);
  };
  await eventually(async () => (await ended()).every((status) => /^(APPLIED|SUPERSEDED)$/.test(status)), 120);
  expect(await ended()).toHaveLength(SYNCS);
  for (const { school, syncIds } of schools) {
    expect(await school.people()).toHaveLength(41);
    expect(await school.status(syncIds[1] ?? '')).toBe('APPLIED');
    for (const syncId of syncIds) {
      const applied = await town.database.prisma.auditEntry.count({ where: { subjectId: syncId, action: 'sync.applied' } });
      expect(applied).toBe((await school.status(syncId)) === 'APPLIED' ? 1 : 0);
    }
  }
  // One mail per sync, whoever sent it.
  await eventually(async () => town.mails.length === SYNCS);
  await eventually(async () => (await town.database.prisma.notification.count({ where: { sentAt: null } })) === 0);
  await Promise.all(workers.map((worker) => worker.stop()));
});

/** Promise 55. */
it(
  'a release that is taken back leaves no file behind: what waits for an owner is applied within a minute of their decision, and what was under way goes on',
  {
    timeout: 300_000,
  },
  async () => {
    const workflowsPath = join(import.meta.dirname, 'support', 'next-release.ts');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const next = await startWorker(town.config, town.log, { workflowBundle });
    const [holding, locked] = [await town.school(), await town.school()];
    const send = async (school: TownSchool, name: string, text: string): Promise<string> => {
      const { syncId } = await school.receive(name, text);
      await announceSync(town, syncId);
      return syncId;
    };
    const first = await send(holding, 'students_1.csv', studentFile(1, 40));
    await eventually(async () => (await holding.status(first)) === 'APPLIED');
    const held = await send(holding, 'students_2.csv', studentFile(1, 20));
    await eventually(async () => (await holding.status(held)) === 'HELD');
    // Somebody has the other school in hand, so its file is still under way when the release is taken back.
    const { syncId: underWay } = await locked.receive('students_3.csv', studentFile(1, 10));
    const session = await town.database.pool.connect();
    await session.query('BEGIN');
    await session.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [locked.schoolId]);
    await announceSync(town, underWay);
    await eventually(() => hasBegun(underWay));
    await next.stop();
    await session.query('COMMIT');
    session.release();

    const worker = await town.startWorker();
    const decision = { by: 'owner', at: new Date().toISOString(), reason: 'a small year', decision: 'APPROVED' };
    await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [held, JSON.stringify(decision)]);
    await announceDecision(town, held);
    await eventually(async () => (await holding.status(held)) === 'APPLIED', 60);
    expect((await holding.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(20);

    // Workers look for syncs that nothing works on once a minute, when they are two minutes old: here at once.
    const never = (): never => {
      throw new Error('No sync is given up.');
    };
    const steps = { markFailed: never, writeReceipts: never, tellWebhooks: never };
    await eventually(async () => {
      await closeAbandonedSyncs({ ...town, steps }, 0);
      return (await locked.status(underWay)) === 'APPLIED';
    }, 60);
    expect(await locked.people()).toHaveLength(10);
    expect(await town.database.prisma.sync.count({ where: { status: 'FAILED' } })).toBe(0);
    await worker.stop();
  },
);

/** Whether its workflow has given a step to the workers. */
async function hasBegun(syncId: string): Promise<boolean> {
  const { workflowId } = await town.database.prisma.sync.findUniqueOrThrow({ where: { id: syncId }, select: { workflowId: true } });
  const { events } = await town.temporal.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).some((event) => event.activityTaskScheduledEventAttributes != null);
}
