/**
 * Records one finished workflow of every branch of the stories, against a Temporal dev server of its own:
 *
 *     node --import ./test/support/typescript-loader.mjs test/replay/record.ts 0.2.0
 *
 * writes test/replay/histories/0.2.0/ (all stories, or those that are named after the version). To be run once per release, and
 * committed: test/replay/replay.test.ts holds all later code against every recorded version, because workflows that wait for an
 * owner outlive a deployment.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { SyncRef } from '../../domain/steps.js';
import { SchoolBusy } from '../../domain/turn/school-busy.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { createLog } from '../../infra/log.js';
import { WORKFLOWS_PATH } from '../../apps/worker/bundle-workflows.js';
import { createWorkers } from '../../apps/worker/create-workers.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { searchAttributesOf } from '../../infra/temporal/search-attributes-of.js';
import { recordingActivities, type Script } from '../workflows/support/recording-activities.js';
import { writeHistory } from './history-file.js';

const version = process.argv[2];
if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
  console.error('Say which version is recorded: node --import ./test/support/typescript-loader.mjs test/replay/record.ts 0.2.0');
  process.exit(64);
}
const chosen = process.argv.slice(3);
const folder = join('test', 'replay', 'histories', version);
const IDENTITY = 'recorder';
const SCHEDULED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');
const OUTCOME = { name: 'RollcallOutcome', type: 'KEYWORD' } as const;

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const temporal = await startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: null });
const connection = await Connection.connect({ address: temporal.address });
const native = await NativeConnection.connect({ address: temporal.address });
const client = new Client({ connection, identity: IDENTITY });

type Story = { name: string; script: Script; play(start: Start): Promise<WorkflowHandle[]> };
type Start = (
  type?: 'rosterSync' | 'undoSync' | 'nightlyRoster' | 'webhookDeliveries',
  more?: { schoolId: string; due: Date },
) => Promise<WorkflowHandle & { ref: SyncRef }>;

const held: Script = { applyPlan: [{ kind: 'applied', held: 40 }] };
const WORKING = 'Reading the file, comparing it with the people of the school, and applying what needs no decision.';
const once = async (start: Start): Promise<WorkflowHandle[]> => [await start()];
const isHeld = async (handle: WorkflowHandle): Promise<void> => {
  while ((await handle.describe()).typedSearchAttributes.get(OUTCOME) !== 'HELD') await pause();
};
const decided =
  (decision: string) =>
  async (start: Start): Promise<WorkflowHandle[]> => {
    const handle = await start();
    await isHeld(handle);
    await handle.signal('ownerDecision', decision);
    return [handle];
  };
const bug = async (): Promise<never> => {
  throw new TypeError('Recorded on purpose.');
};

let planned = 0;
let older = '';
const stories: Story[] = [
  { name: 'applied', script: {}, play: once },
  { name: 'rejected', script: { stageFile: [{ kind: 'rejected', code: 'header_only' }] }, play: once },
  { name: 'disabled', script: { stageFile: [{ kind: 'disabled' }] }, play: once },
  { name: 'unchanged', script: { planChanges: [{ kind: 'unchanged' }] }, play: once },
  { name: 'previewed', script: { planChanges: [{ kind: 'previewed' }] }, play: once },
  { name: 'superseded', script: { applyPlan: [{ kind: 'superseded' }] }, play: once },
  { name: 'held-and-approved', script: held, play: decided('APPROVED') },
  { name: 'held-and-discarded', script: held, play: decided('DISCARDED') },
  {
    name: 'held-heard-twice',
    script: { ...held, settleHold: [{ kind: 'undecided' }, { kind: 'undecided' }, { kind: 'settled', status: 'APPLIED' }] },
    play: async (start) => {
      const handle = await start();
      await isHeld(handle);
      await handle.signal('ownerDecision', 'APPROVED');
      await handle.signal('ownerDecision', 'APPROVED');
      return [handle];
    },
  },
  { name: 'held-and-cancelled', script: held, play: decided('CANCELLED') },
  { name: 'cancelled-unheard', script: { planChanges: [{ kind: 'cancelled' }] }, play: once },
  {
    name: 'cancelled-in-line',
    script: { planChanges: [() => Promise.reject(new SchoolBusy({ filesAhead: 3, turnMs: null }))] },
    play: async (start) => {
      const handle = await start();
      while ((await handle.query<string>('state')) !== WORKING) await pause();
      await handle.signal('ownerDecision', 'CANCELLED');
      return [handle];
    },
  },
  { name: 'held-and-decided-unheard', script: { ...held, settleHold: [{ kind: 'settled', status: 'DISCARDED' }] }, play: once },
  {
    name: 'held-and-expired',
    script: {
      applyPlan: [async () => ({ kind: 'applied', held: planned++ === 0 ? 40 : 0 })],
      expireOlderHolds: [[], async () => ['sync/nobody/nothing', older]],
    },
    play: async (start) => {
      const waiting = await start();
      older = waiting.workflowId;
      await isHeld(waiting);
      return [waiting, await start()];
    },
  },
  { name: 'failed', script: { planChanges: [bug] }, play: once },
  { name: 'undone', script: {}, play: async (start) => [await start('undoSync')] },
  { name: 'nightly', script: {}, play: async (start) => [await start('nightlyRoster')] },
  {
    name: 'nightly-waited',
    script: { lookAtOpenFiles: [1, 0].map((stillOpen) => ({ night: '2026-11-20', finished: 2 - stillOpen, stillOpen })) },
    play: async (start) => [await start('nightlyRoster')],
  },
  {
    name: 'nightly-caught-up',
    script: {},
    // A school whose turn after an outage comes at once (domain/arrival/catch-up-pause.ts).
    play: async (start) => [
      await start('nightlyRoster', { schoolId: '00000000-0000-7000-8003-000000018797', due: new Date(Date.now() - 8 * 3_600_000) }),
    ],
  },
  {
    name: 'webhooks-delivered',
    script: { sendNextWebhook: [{ kind: 'tried' }, { kind: 'waits', ms: 200 }, { kind: 'tried' }, { kind: 'done' }] },
    play: async (start) => [await start('webhookDeliveries')],
  },
];

await mkdir(folder, { recursive: true });
// The sources as they are now; the bundle of the build may be older.
const workflowBundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: new DefaultLogger('ERROR') });
const numbered = stories.map((story, index) => ({ story, number: index + 1 }));
await Promise.all(
  numbered.filter(({ story }) => chosen.length === 0 || chosen.includes(story.name)).map(({ story, number }) => record(story, number)),
);
await native.close();
await connection.close();
await temporal.stop();

async function record(story: Story, index: number): Promise<void> {
  const taskQueue = `record-${story.name}`;
  const workers = await createWorkers({
    connection: native,
    namespace: 'default',
    taskQueue,
    activities: recordingActivities(story.script).activities,
    log: createLog('test', 'silent'),
    identity: IDENTITY,
    workflows: { workflowBundle },
  });
  const ended = workers.run();
  try {
    let started = 0;
    const handles = await story.play(async (type = 'rosterSync', more) => {
      const ref = { ...aRef(index, ++started), ...(more === undefined ? {} : { schoolId: more.schoolId }) };
      const handle = await client.workflow.start(type, {
        workflowId: type === 'rosterSync' ? syncWorkflowId(ref) : `${type}/${ref.uploadId}`,
        taskQueue,
        args: [ref],
        typedSearchAttributes: searchAttributesOf({ ...ref, schoolName: 'Lincoln High School', trigger: 'SFTP' }).updateCopy(
          more === undefined ? [] : [{ key: SCHEDULED_FOR, value: more.due }],
        ),
        memo: { syncId: ref.syncId },
      });
      return { ...handle, ref };
    });
    for (const [at, handle] of handles.entries()) {
      await handle.result().catch(() => undefined);
      const history = await client.workflow.getHandle(handle.workflowId).fetchHistory();
      const name = at === 0 ? story.name : `${story.name}-by-this`;
      await writeFile(join(folder, `${name}.json`), writeHistory(history as never, { folder: process.cwd() }));
      console.log(`${name}: ${history.events?.length ?? 0} events`);
    }
  } finally {
    workers.shutdown();
    await ended;
  }
}

function aRef(story: number, started: number): SyncRef {
  const id = (kind: number): string => `00000000-0000-7000-800${kind}-${String(story * 100 + started).padStart(12, '0')}`;
  return { syncId: id(1), uploadId: id(2), schoolId: id(3), districtId: id(4) };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
