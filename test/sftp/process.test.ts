import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { createFolderBlobStore } from '../../infra/files/folder-blob-store.js';
import { createUploads } from '../../store/uploads.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { collect, startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { CLOSE, WRITE } from './support/raw-sftp.js';

// A process that compiles its sources while it starts takes seconds, and many of them on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Gives database, schools and clients; the gateway that is tested here is a process of its own. */
let stage: GatewayUnderTest;
let school: TestSchool;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  stage = await startGatewayUnderTest();
  school = await stage.school();
  port = await freePort();
  await writeFile(join(stage.folder, 'students.csv'), 'email\n');
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await stage.end();
});

test('what was acknowledged is there after the gateway is killed, and the host key is the same after its restart', async () => {
  const first = await startProcess();
  for (let round = 0; round < 2; round++) {
    const gateway = round === 0 ? first : await startProcess();
    expect(gateway.ready).toEqual(first.ready);
    const raw = await stage.raw(school, port);
    const bytes = randomBytes(50_000);
    const handle = await raw.open(`/students_${round}.csv`);
    await raw.ask(WRITE, handle, 0n, bytes.subarray(0, 30_000));
    await raw.ask(WRITE, handle, 30_000n, bytes.subarray(30_000));
    const cutOff = await raw.open(`/cut_${round}.csv`);
    await raw.ask(WRITE, cutOff, 0n, bytes.subarray(0, 1000));
    expect((await raw.ask(CLOSE, handle)).status).toBe(0);
    gateway.child.kill('SIGKILL');
    await once(gateway.child, 'exit');
    const upload = await stage.database.prisma.upload.findFirstOrThrow({
      where: { schoolId: school.schoolId, fileName: `students_${round}.csv` },
      include: { sync: true },
    });
    expect(upload.sync?.status).toBe('RECEIVED');
    const uploads = createUploads({
      database: stage.database,
      blobs: createFolderBlobStore(join(stage.folder, 'data', 'uploads')),
      masterKey: stage.masterKey,
    });
    expect((await collect(await uploads.read(upload.id))).equals(bytes)).toBe(true);
  }
  expect((await stage.received(school)).map(({ name }) => name)).toEqual(['students_0.csv', 'students_1.csv']);
});

test('publishes its fingerprint, and stops at SIGTERM', async () => {
  const { child, ready } = await startProcess();
  const keys = await stage.database.prisma.gatewayHostKey.findMany();
  expect(keys.map(({ fingerprint }) => fingerprint)).toEqual([ready.hostKeyFingerprint]);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('takes files while Temporal is away; their syncs wait to be announced', async () => {
  const { child } = await startProcess({ TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
  const raw = await stage.raw(school, port);
  expect((await raw.ask(CLOSE, await raw.open('/while_away.csv'))).status).toBe(0);
  const sync = await stage.database.prisma.sync.findFirstOrThrow({ where: { upload: { fileName: 'while_away.csv' } } });
  expect(sync).toMatchObject({ status: 'RECEIVED', announcedAt: null });
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('a port in use, and a wrong setting, are one line that names the variable', async () => {
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const [inUse, oldInUse] = await Promise.all(
    ['SFTP_PORT', 'SFTP_COMPAT_PORT'].map((name) => failedStart({ [name]: String((taken.address() as AddressInfo).port) })),
  );
  taken.close();
  expect([inUse!.code, oldInUse!.code]).toEqual([64, 64]);
  expect(inUse!.said.trim()).toMatch(/^SFTP_PORT is wrong: port \d+ is in use by another program\. .*$/);
  expect(oldInUse!.said.trim()).toMatch(/^SFTP_COMPAT_PORT is wrong: port \d+ is in use by another program\. .*$/);
  const wrong = await failedStart({ MASTER_KEY: 'short' });
  expect(wrong.said.trim()).toMatch(/^MASTER_KEY is wrong: .*$/);
});

type Ready = { port: number; hostKeyFingerprint: string };

async function startProcess(env: Record<string, string> = {}): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = launch(env);
  const said = collectText(child);
  const message = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => null)]);
  if (message === null) throw new Error(`The gateway ended at once: ${said()}`);
  return { child, ready: (message[0] as { details: Ready }).details };
}

async function failedStart(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = launch(env);
  const said = collectText(child);
  let code: number | null = null;
  child.on('close', (exitCode) => (code = exitCode));
  await until(() => child.exitCode !== null && code !== null, 'the process to end', 60_000);
  return { code, said: said() };
}

function launch(env: Record<string, string>): ChildProcess {
  const child = fork(join(import.meta.dirname, '../../apps/gateway/main.ts'), {
    execArgv: ['--import', join(import.meta.dirname, '../support/typescript-loader.mjs')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ROLLCALL_DATA: join(stage.folder, 'data'),
      DATABASE_URL: stage.database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_TASK_QUEUE: `gateway-process-${school.schoolId}`,
      SFTP_PORT: String(port),
      MASTER_KEY: stage.masterKey.toString('base64'),
      GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
      ...env,
    },
  });
  children.push(child);
  return child;
}

function collectText(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text.replaceAll(/^\(node:\d+\).*\n(\(Use .*\n)?/gm, '');
}
