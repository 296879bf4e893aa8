import { withDelivery } from '../../services/notify/deliver-notification.js';
import { Readable } from 'node:stream';
import { Context } from '@temporalio/activity';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activitiesOf, createSteps, type AllSteps } from '../../activities/index.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { cancelSync } from '../../services/syncs/cancel-sync.js';
import { rerunSync } from '../../services/syncs/rerun-sync.js';
import { withWebhooks } from '../../services/webhooks/with-webhooks.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { closeAbandonedSyncs } from '../../services/dispatch/close-abandoned-syncs.js';
import { startSweeper } from '../../services/dispatch/sweep-announcements.js';
import { createWorkers } from '../../apps/worker/create-workers.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** "Cancel" and "Terminate" in the Temporal Web UI, pressed just before and just after each step of a sync. */
type Gate = { step: keyof AllSteps; side: 'before' | 'after'; reached: () => void; open: Promise<'stopped' | 'let go'> };
const gates = new Map<string, Gate>();

let town: Town;
let steps: AllSteps;
let stopWorker: () => Promise<void>;
let closeMailer: () => void;
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  const { config, database, temporal, log } = town;
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, mailFrom: config.MAIL_FROM });
  steps = createSteps({
    ...withDelivery({
      database,
      mailer,
      publicUrl: config.PUBLIC_URL,
      mailFrom: config.MAIL_FROM,
      temporalUiUrl: config.TEMPORAL_UI_URL,
      namespace: config.TEMPORAL_NAMESPACE,
      clock: () => new Date(),
    }),
    uploads: { ...town.uploads, read: readSlowly },
    log,
    announceSync: (syncId) => announceSync({ database, temporal, log }, syncId),
    ...withWebhooks({ database, temporal, log, clock: () => new Date(), config }),
  });
  stopWorker = await startWorker();
  closeMailer = () => mailer.close();
});
afterAll(async () => {
  await stopWorker();
  closeMailer();
  await town.close();
});

async function startWorker(): Promise<() => Promise<void>> {
  const { config, log } = town;
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  const workers = await createWorkers({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    log,
    activities: activitiesOf(withGates(steps)),
  });
  const ended = workers.run();
  return async () => {
    workers.shutdown();
    await ended;
    await connection.close();
  };
}

/** Uploads whose bytes are followed by more and more rows: files so large that they are still being read when something happens. */
const endless = new Set<string>();
let rowsGiven = 10_000;
async function readSlowly(uploadId: string): Promise<Readable> {
  const bytes = await town.uploads.read(uploadId);
  if (!endless.has(uploadId)) return bytes;
  return Readable.from(
    (async function* () {
      yield* bytes;
      while (endless.has(uploadId)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        yield Buffer.from(studentFile(++rowsGiven, rowsGiven).split('\n')[1] + '\n');
      }
    })(),
    { objectMode: false },
  );
}

/** The real steps, which wait at the gate of their school. */
function withGates(steps: AllSteps): AllSteps {
  const gated = Object.entries(steps).map(([step, run]) => [
    step,
    async (input: { schoolId?: string }) => {
      const gate = gates.get(input.schoolId ?? '');
      const waits = gate?.step === step ? gate : null;
      if (waits?.side === 'before') await passes(waits, input.schoolId);
      const result: unknown = await (run as (input: unknown) => Promise<unknown>)(input);
      if (waits?.side === 'after') await passes(waits, input.schoolId);
      return result;
    },
  ]);
  return Object.fromEntries(gated) as AllSteps;
}
async function passes(gate: Gate, schoolId = ''): Promise<void> {
  gates.delete(schoolId);
  gate.reached();
  // A worker hears of it with its next heartbeat.
  if ((await gate.open) === 'stopped') await Context.current().cancelled.catch(() => undefined);
}

/** A school whose next file has just come to one side of a step; `goOn` lets the step go on. */
async function stoppedAt(step: Gate['step'], side: Gate['side']) {
  const school = await town.school();
  let reached = (): void => undefined;
  let goOn = (_now: 'stopped' | 'let go'): void => undefined;
  const isThere = new Promise<void>((resolve) => (reached = resolve));
  const open = new Promise<'stopped' | 'let go'>((resolve) => (goOn = resolve));
  gates.set(school.schoolId, { step, side, reached, open });
  const sent = await start(school, 'students_1.csv', studentFile(1, 40));
  await isThere;
  return { school, ...sent, goOn };
}
async function start(school: TownSchool, name: string, text: string) {
  const { syncId, uploadId } = await school.receive(name, text);
  await announceSync(town, syncId);
  const handle = town.temporal.client.workflow.getHandle(syncWorkflowId({ schoolId: school.schoolId, uploadId }));
  return { syncId, handle };
}
const by = (school: TownSchool, syncId: string) => ({
  schoolId: school.schoolId,
  syncId,
  accountId: school.schoolId,
  reason: 'the wrong file',
  now: new Date(),
});
/** What the worker does every minute. */
const sweep = () => closeAbandonedSyncs({ database: town.database, temporal: town.temporal, log: town.log, steps }, 0);
const receiptOf = async (syncId: string): Promise<string> => {
  const { rows } = await town.database.pool.query<{ body: string }>(`SELECT body FROM receipt WHERE sync_id = $1 AND name LIKE '%.txt'`, [syncId]);
  return rows[0]?.body ?? '';
};
/** What was done to the sync after its file came. */
const auditOf = async (syncId: string): Promise<string[]> => {
  const { rows } = await town.database.pool.query<{ action: string }>(
    "SELECT action FROM audit_entry WHERE subject_id = $1 AND action <> 'upload.received' ORDER BY id",
    [syncId],
  );
  return rows.map((row) => row.action);
};
const errorOf = async (syncId: string): Promise<string | null | undefined> => {
  const { rows } = await town.database.pool.query<{ code: string | null }>('SELECT error_code AS code FROM sync WHERE id = $1', [syncId]);
  return rows[0]?.code;
};

const points: { step: Gate['step']; side: Gate['side']; isApplied: boolean }[] = [
  { step: 'stageFile', side: 'before', isApplied: false },
  { step: 'stageFile', side: 'after', isApplied: false },
  { step: 'planChanges', side: 'before', isApplied: false },
  { step: 'planChanges', side: 'after', isApplied: false },
  // A step that has begun ends: one that was about to apply applies, and the sync says so.
  { step: 'applyPlan', side: 'before', isApplied: true },
  { step: 'applyPlan', side: 'after', isApplied: true },
  { step: 'expireOlderHolds', side: 'before', isApplied: true },
  { step: 'writeReceipts', side: 'before', isApplied: true },
  { step: 'prepareSyncNotifications', side: 'after', isApplied: true },
];

describe.concurrent.each([
  ['cancelled', 'CANCELLED'],
  ['terminated', 'TERMINATED'],
] as const)('a sync that support %s', { timeout: 300_000 }, (how, ended) => {
  it.each(points)('$side $step', async ({ step, side, isApplied }) => {
    const { school, syncId, handle, goOn } = await stoppedAt(step, side);
    if (how === 'cancelled') await handle.cancel();
    else await handle.terminate('support');
    goOn('stopped');
    await handle.result().catch(() => undefined);
    // Once it is applied there is nothing left to cancel but mails.
    const isOver = how === 'cancelled' && isApplied;
    expect((await handle.describe()).status.name).toBe(isOver ? 'COMPLETED' : ended);

    // Whatever step was at work ends by itself; then the owner sees how the sync ended, and the SIS reads it.
    const status = await eventually(async () => {
      await sweep();
      const now = await school.status(syncId);
      return now === 'FAILED' || now === 'APPLIED' ? now : null;
    });
    // A step is not tried again for a workflow that ended: where the sweeper was at work on the sync at that moment, nothing is applied.
    const ends = step === 'applyPlan' && side === 'before' ? ['APPLIED', 'FAILED'] : [isApplied ? 'APPLIED' : 'FAILED'];
    expect(ends).toContain(status);
    expect(await school.people()).toHaveLength(status === 'APPLIED' ? 40 : 0);
    expect(await errorOf(syncId)).toBe(status === 'APPLIED' ? null : 'cancelled');
    // That support ended the workflow is written down by the sweeper, where it is the sweeper that closes the sync.
    const noted = new Set(await auditOf(syncId));
    if (how === 'cancelled') noted.delete('workflow.cancelled');
    const failed = how === 'terminated' ? ['sync.failed', 'workflow.terminated'] : ['sync.failed'];
    expect(noted).toEqual(new Set(status === 'APPLIED' ? ['sync.applied'] : failed));
    await eventually(async () => status === 'APPLIED' || (await receiptOf(syncId)).includes('cancelled'));

    // A later file is applied as if nothing had been.
    const later = await start(school, 'students_2.csv', studentFile(1, 41));
    expect(await later.handle.result()).toMatchObject({ outcome: 'APPLIED' });
    expect(await school.people()).toHaveLength(41);

    // And so is the same file, run again.
    const again = await eventually(async () => {
      // A step that began although its workflow had ended shows the sync as under way until the sweeper comes again.
      await sweep();
      const rerun = await rerunSync(town, { schoolId: school.schoolId, syncId, accountId: school.schoolId, reason: 'support stopped it' });
      return rerun.kind === 'received' ? rerun : null;
    });
    await announceSync(town, again.syncId);
    await eventually(async () => (await school.status(again.syncId)) === 'APPLIED');
    expect((await school.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(1);
  });
});

describe.concurrent('a sync that its owner cancels', { timeout: 300_000 }, () => {
  it.each([
    ['before', 'stageFile'],
    ['after', 'stageFile'],
    ['before', 'planChanges'],
    ['after', 'planChanges'],
    ['before', 'applyPlan'],
  ] as const)('%s %s changes nobody; the owner and the SIS are told, and the next file is applied', async (side, step) => {
    const { school, syncId, handle, goOn } = await stoppedAt(step, side);
    expect(await cancelSync(town.database, by(school, syncId))).toEqual({ kind: 'cancelled' });
    await announceDecision(town, syncId);
    // The cancelled one is still at work; a file that comes now does not wait for it.
    const later = await start(school, 'students_2.csv', studentFile(1, 41));
    expect(await later.handle.result()).toMatchObject({ outcome: 'APPLIED' });
    goOn('let go');
    expect(await handle.result()).toMatchObject({ outcome: 'CANCELLED', mails: { sent: 1 } });
    expect(await school.status(syncId)).toBe('CANCELLED');
    expect(await school.people()).toHaveLength(41);
    expect(await auditOf(syncId)).toEqual(['sync.cancel_requested', 'sync.cancelled']);
    expect(await receiptOf(syncId)).toMatch(/An owner cancelled this sync\. It changed nothing\./);
    expect(town.mails.filter((mail) => mail.includes(syncId) && /Subject:.*cancelled/s.test(mail))).toHaveLength(1);
    expect(await cancelSync(town.database, by(school, syncId))).toEqual({ kind: 'nothing_to_cancel' });
  });

  it('cannot be cancelled once it took effect, and is not cancelled where it was applied at that moment', async () => {
    const { school, syncId, handle, goOn } = await stoppedAt('applyPlan', 'after');
    expect(await cancelSync(town.database, by(school, syncId))).toEqual({ kind: 'nothing_to_cancel' });
    goOn('let go');
    expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
  });

  it('is told to end by the sweeper when Temporal was away as it was cancelled', async () => {
    const school = await town.school();
    const { syncId } = await school.receive('students.csv', studentFile(1, 40));
    expect(await cancelSync(town.database, by(school, syncId))).toEqual({ kind: 'cancelled' });
    const sweeper = startSweeper({ database: town.database, temporal: town.temporal, log: town.log }, { olderThanMs: 0 });
    await eventually(async () => (await school.status(syncId)) === 'CANCELLED');
    await sweeper.stop();
    expect(await school.people()).toEqual([]);
  });
});

describe.concurrent('a sync that waits for an owner', { timeout: 300_000 }, () => {
  it.each(['cancel', 'terminate'] as const)('still waits after support pressed %s, and the decision is carried out', async (button) => {
    const school = await town.school();
    await (await start(school, 'students_1.csv', studentFile(1, 40))).handle.result();
    const { syncId, handle } = await start(school, 'students_2.csv', studentFile(1, 20));
    await eventually(async () => (await school.status(syncId)) === 'HELD');
    await handle[button]();
    await handle.result().catch(() => undefined);
    await sweep();
    expect(await school.status(syncId)).toBe('HELD');

    await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      syncId,
      JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'looked at', decision: 'APPROVED' }),
    ]);
    await announceDecision(town, syncId);
    await eventually(async () => (await school.status(syncId)) === 'APPLIED');
    expect((await school.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(20);
  });

  it('is ended by a newer file also when its workflow was terminated', async () => {
    const school = await town.school();
    await (await start(school, 'students_1.csv', studentFile(1, 40))).handle.result();
    const { syncId, handle } = await start(school, 'students_2.csv', studentFile(1, 20));
    await eventually(async () => (await school.status(syncId)) === 'HELD');
    await handle.terminate();
    expect(await (await start(school, 'students_3.csv', studentFile(1, 41))).handle.result()).toMatchObject({ outcome: 'APPLIED' });
    expect(await school.status(syncId)).toBe('SUPERSEDED');
  });
});

/** A file so large that it is still being read, and is to be for as long as `endless` names it. */
async function beingRead(school: TownSchool) {
  const { syncId, uploadId } = await school.receive('students_1.csv', studentFile(1, 40));
  endless.add(uploadId);
  await announceSync(town, syncId);
  await eventually(async () => (await school.status(syncId)) === 'STAGING' && rowsGiven > 10_000);
  const handle = town.temporal.client.workflow.getHandle(syncWorkflowId({ schoolId: school.schoolId, uploadId }));
  return { syncId, uploadId, handle };
}

describe.concurrent('a file that is still being read', { timeout: 300_000 }, () => {
  it('ends when its owner cancels it, not when it has been read', async () => {
    const school = await town.school();
    const { syncId, handle } = await beingRead(school);
    expect(await cancelSync(town.database, by(school, syncId))).toEqual({ kind: 'cancelled' });
    await announceDecision(town, syncId);
    expect(await handle.result()).toMatchObject({ outcome: 'CANCELLED', mails: { sent: 1 } });
    expect(await school.status(syncId)).toBe('CANCELLED');
    expect(await school.people()).toEqual([]);
  });

  it('ends when support cancels it', async () => {
    const school = await town.school();
    const { syncId, handle } = await beingRead(school);
    await handle.cancel();
    await handle.result().catch(() => undefined);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect(await school.status(syncId)).toBe('FAILED');
    expect(await errorOf(syncId)).toBe('cancelled');
  });
});

describe('a worker that is stopped', { timeout: 120_000 }, () => {
  it('hands the file that it is reading to the next one, and does not wait for its end', async () => {
    const school = await town.school();
    const { syncId, uploadId, handle } = await beingRead(school);
    await stopWorker();
    expect(await school.status(syncId)).toBe('STAGING');
    endless.delete(uploadId);
    stopWorker = await startWorker();
    expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
    expect(await school.people()).toHaveLength(40);
    expect(await auditOf(syncId)).toEqual(['sync.applied']);
  });
});

describe('a sync whose workflow Temporal has lost', { timeout: 90_000 }, () => {
  it('is started again, as after the loss of Temporal’s database', async () => {
    const school = await town.school();
    const { syncId } = await school.receive('students.csv', studentFile(1, 40));
    await town.database.pool.query('UPDATE sync SET announced_at = now() WHERE id = $1', [syncId]);
    await sweep();
    await eventually(async () => (await school.status(syncId)) === 'APPLIED');
    expect(await school.people()).toHaveLength(40);
  });

  it('is left alone while its workflow is at work, however long that takes', async () => {
    const { school, syncId, handle, goOn } = await stoppedAt('planChanges', 'before');
    await sweep();
    expect(await school.status(syncId)).toBe('PLANNING');
    goOn('let go');
    expect(await handle.result()).toMatchObject({ outcome: 'APPLIED' });
  });
});
