import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import pg from 'pg';
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLog } from '../../infra/log.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { outageCode } from '../../infra/temporal/outage-code.js';
import { startUndo } from '../../services/dispatch/start-undo.js';
import { startSweeper } from '../../services/dispatch/sweep-announcements.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { impatient } from '../support/impatient.js';
import { aCommittedUpload, announcement, aStoredSchool } from './support/stored-sync.js';
import { eventually } from './support/workshop.js';

const log = createLog('test', 'silent');
let database: TestDatabase;
let temporal: TemporalClient;
beforeAll(async () => {
  database = await createTestDatabase();
  temporal = clientAt(inject('temporalAddress'));
});
afterAll(async () => {
  await temporal.close();
  await database.drop();
});

function clientAt(address: string, taskQueue = `test-${randomUUID()}`): TemporalClient {
  return createTemporalClient({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: taskQueue });
}

const events = async (workflowId: string): Promise<string[]> => {
  const history = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
  return (history.events ?? []).map((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? '');
};

describe('an upload', { timeout: 90_000 }, () => {
  it('is announced once: a second announcement is harmless', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database));
    expect(await announceSync({ database, temporal }, ref.syncId)).toBe('announced');
    const first = await announcement(database, ref.syncId);
    expect(first?.announcedAt).toBeInstanceOf(Date);
    expect(await announceSync({ database, temporal }, ref.syncId)).toBe('announced');
    expect(await announcement(database, ref.syncId)).toEqual(first);
    const { runId, memo, typedSearchAttributes } = await temporal.client.workflow.getHandle(syncWorkflowId(ref)).describe();
    expect(runId).toBe(first?.runId);
    expect(memo).toEqual({ syncId: ref.syncId });
    expect(typedSearchAttributes.get({ name: 'RollcallSchool', type: 'KEYWORD' })).toBe(ref.schoolId);
    expect(typedSearchAttributes.get({ name: 'RollcallDistrict', type: 'KEYWORD' })).toBe(ref.districtId);
  });

  it.each([
    ['an ordinary size', 1_000_000, false],
    ['the size of a district', 12_000_000, true],
  ])('of %s is announced as such', async (_what, bytes, isLarge) => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { bytes });
    await announceSync({ database, temporal }, ref.syncId);
    const history = await temporal.client.workflow.getHandle(syncWorkflowId(ref)).fetchHistory();
    const [input] = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(JSON.parse(Buffer.from(input?.data ?? []).toString())).toEqual({ ...ref, isLarge });
  });

  it('whose announcement was not written down is found started, not started twice', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database));
    await announceSync({ database, temporal }, ref.syncId);
    const { runId } = (await announcement(database, ref.syncId)) ?? {};
    await database.pool.query('UPDATE sync SET announced_at = NULL, run_id = NULL WHERE id = $1', [ref.syncId]);
    await announceSync({ database, temporal }, ref.syncId);
    expect((await announcement(database, ref.syncId))?.runId).toBe(runId);
  });

  it('that arrives while Temporal is down is started when Temporal is back', async () => {
    const port = await freePort();
    const own = impatient(clientAt(`127.0.0.1:${port}`));
    const ref = await aCommittedUpload(database, await aStoredSchool(database));
    expect(await announceSync({ database, temporal: own }, ref.syncId)).toBe('later');
    expect((await announcement(database, ref.syncId))?.announcedAt).toBeNull();

    const sweeper = startSweeper({ database, temporal: own, log }, { everyMs: 100 });
    expect(await sweeper.sweep()).toMatchObject({ announced: 0, outage: true });
    const line = await openLine(port, inject('temporalAddress'));
    await eventually(async () => (await announcement(database, ref.syncId))?.announcedAt);
    expect((await temporal.client.workflow.getHandle(syncWorkflowId(ref)).describe()).status.name).toBe('RUNNING');
    await sweeper.stop();
    await own.close();
    line.close();
  });
});

describe('the sweeper', { timeout: 90_000 }, () => {
  it('announces every upload once, also when two sweepers look at the same time', async () => {
    const own = await createTestDatabase();
    const school = await aStoredSchool(own);
    const refs = await Promise.all(Array.from({ length: 130 }, () => aCommittedUpload(own, school, { ageSeconds: 600 })));
    const fresh = await aCommittedUpload(own, school, { ageSeconds: 0 });
    const deps = { database: own, temporal, log };
    const sweepers = [1, 2].map(() => startSweeper(deps, { everyMs: 60_000, olderThanMs: 300_000 }));
    await Promise.all(sweepers.map((sweeper) => sweeper.sweep()));
    await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
    for (const ref of refs) expect((await announcement(own, ref.syncId))?.runId).toMatch(/-/);
    // Left to the process that has just committed it.
    expect((await announcement(own, fresh.syncId))?.announcedAt).toBeNull();
    const runs = await eventually(async () => {
      const { count } = await temporal.client.workflow.count(`RollcallSchool = "${school.schoolId}"`);
      return count >= refs.length ? count : null;
    });
    expect(runs).toBe(refs.length);
    await own.drop();
  });

  it('outlives a database that is away', async () => {
    const own = await createTestDatabase();
    const ref = await aCommittedUpload(own, await aStoredSchool(own));
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    const name = new URL(own.url).pathname.slice(1);
    await admin.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    const sweeper = startSweeper({ database: own, temporal, log }, { everyMs: 10 });
    await expect(sweeper.sweep()).rejects.toMatchObject({ code: expect.stringMatching(/^(55000|57P01|57P03)$/) as string });
    await admin.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`);
    await admin.end();
    await eventually(async () => (await announcement(own, ref.syncId))?.announcedAt);
    await sweeper.stop();
    await own.drop();
  });

  it('says an owner’s decision again that the workflow never heard', async () => {
    const own = await createTestDatabase();
    const ref = await aCommittedUpload(own, await aStoredSchool(own), { status: 'HELD', announced: true, decision: 'APPROVED' });
    const sweeper = startSweeper({ database: own, temporal, log }, { everyMs: 60_000 });
    await sweeper.sweep();
    // Once a minute is enough: the workflow may be waiting for the database.
    await sweeper.sweep();
    await sweeper.stop();
    expect((await events(syncWorkflowId(ref))).filter((name) => name === 'ownerDecision')).toHaveLength(1);
    await own.drop();
  });
});

describe('an owner’s decision', { timeout: 90_000 }, () => {
  it('reaches the waiting workflow', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'HELD', decision: 'DISCARDED' });
    await announceSync({ database, temporal }, ref.syncId);
    expect(await announceDecision({ database, temporal }, ref.syncId)).toBe('announced');
    expect(await events(syncWorkflowId(ref))).toContain('ownerDecision');
  });

  it('starts the sync again when support has terminated its workflow', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'HELD', decision: 'APPROVED' });
    await announceSync({ database, temporal }, ref.syncId);
    const handle = temporal.client.workflow.getHandle(syncWorkflowId(ref));
    await handle.terminate();
    await announceDecision({ database, temporal }, ref.syncId);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    expect(await events(syncWorkflowId(ref))).toContain('ownerDecision');
  });

  it('that is settled already is not said again', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'APPLIED', decision: 'APPROVED' });
    expect(await announceDecision({ database, temporal }, ref.syncId)).toBe('announced');
    await expect(temporal.client.workflow.getHandle(syncWorkflowId(ref)).describe()).rejects.toBeInstanceOf(WorkflowNotFoundError);
  });

  it('is kept for later while Temporal is down', async () => {
    const nowhere = impatient(clientAt(`127.0.0.1:${await freePort()}`));
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'HELD', decision: 'APPROVED' });
    expect(await announceDecision({ database, temporal: nowhere }, ref.syncId)).toBe('later');
    await nowhere.close();
  });
});

describe('an undo', { timeout: 90_000 }, () => {
  it('is started once, however often the button is pressed', async () => {
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'APPLIED' });
    await Promise.all([1, 2, 3].map(() => startUndo({ database, temporal }, ref.syncId)));
    const { status } = await temporal.client.workflow.getHandle(`undo/${ref.schoolId}/${ref.uploadId}`).describe();
    expect(status.name).toBe('RUNNING');
  });

  it('says so when Temporal is down', async () => {
    const nowhere = impatient(clientAt(`127.0.0.1:${await freePort()}`));
    const ref = await aCommittedUpload(database, await aStoredSchool(database), { status: 'APPLIED' });
    await expect(startUndo({ database, temporal: nowhere }, ref.syncId)).rejects.toSatisfy((error) => outageCode(error) !== null);
    await nowhere.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A line to the real server that is there from now on. */
async function openLine(port: number, to: string): Promise<Server> {
  const [host = '', real = ''] = to.split(':');
  const server = createServer((socket) => {
    const onward = connect(Number(real), host);
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => [socket, onward].forEach((each) => each.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
