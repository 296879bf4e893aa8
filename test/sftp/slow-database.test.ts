import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createSftpAccount } from '../../services/credentials/sftp-credentials.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { startPostgres, type RunningPostgres } from '../../infra/embedded/start-postgres.js';
import { openDatabase, type Database } from '../../store/database.js';
import { migrate } from '../../store/schema/migrate.js';
import { openRawSftp, CLOSE, STAT, WRITE, type RawSftp } from './support/raw-sftp.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Promise 53: the gateway answers CLOSE within 15 seconds, whatever the database does. */
const ANSWERED_MS = 15_000;
const NEIGHBOUR_MS = 5_000;

type School = { schoolId: string; username: string; password: string };
type Answer = { status: number | null; text: string; ms: number };

// A PostgreSQL of its own, because it is frozen here, and the gateway as its own process, with its own pool and time-outs.
let folder: string;
let postgres: RunningPostgres;
let database: Database;
let gateway: ChildProcess;
let port: number;
let districtId: string;
const clients: ssh2.Client[] = [];
const sessions: pg.Client[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-slow-'));
  await chmod(folder, 0o755);
  postgres = await startPostgres({ folder: join(folder, 'pg'), port: await freePort(), password: 'test', database: 'rollcall' });
  await migrate(postgres.databaseUrl);
  database = openDatabase(postgres.databaseUrl, { connections: 4 });
  districtId = (await database.prisma.district.create({ data: { name: 'Test district' } })).id;
  port = await freePort();
  gateway = fork(join(import.meta.dirname, '../../apps/gateway/main.ts'), {
    execArgv: ['--import', join(import.meta.dirname, '../support/typescript-loader.mjs')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ROLLCALL_DATA: join(folder, 'data'),
      DATABASE_URL: postgres.databaseUrl,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_TASK_QUEUE: `slow-database-${randomBytes(4).toString('hex')}`,
      SFTP_PORT: String(port),
      MASTER_KEY: randomBytes(32).toString('base64'),
      GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
      LOG_LEVEL: 'silent',
    },
  });
  await Promise.race([once(gateway, 'message'), once(gateway, 'exit').then(() => Promise.reject(new Error('The gateway ended at once.')))]);
});
afterEach(async () => {
  thaw();
  for (const session of sessions.splice(0)) await session.end();
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(async () => {
  gateway.kill('SIGKILL');
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('every CLOSE is answered in time, and the answer is true', () => {
  test('while the row of the school is locked, for twenty sessions at once; another school is received as ever', async () => {
    const [school, neighbour] = [await aSchool(), await aSchool()];
    const files: { raw: RawSftp; handle: Buffer }[] = [];
    for (let connection = 0; connection < 4; connection++) {
      const client = await connect(school);
      for (let channel = 0; channel < 5; channel++) files.push(await sending(client, `students_${files.length}.csv`));
    }
    const other = await sending(await connect(neighbour), 'students.csv');
    const unlock = await locked('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [school.schoolId]);
    const answers = files.map(close);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expectOk(await close(other), NEIGHBOUR_MS);
    // Signing in and looking around works meanwhile, too.
    const before = performance.now();
    expectOk(await close(await sending(await connect(neighbour), 'teachers.csv')));
    expect(performance.now() - before).toBeLessThan(NEIGHBOUR_MS * 2);
    for (const answer of await Promise.all(answers)) expectRefused(answer);
    await unlock();
    expect(await received(school)).toEqual([]);
    for (const { raw } of files) expectOk(await close(await opened(raw, 'again.csv')));
    expect(await received(school)).toEqual(files.map(() => 'again.csv'));
    expect(await received(neighbour)).toEqual(['students.csv', 'teachers.csv']);
  });

  test('and is OK when the lock is gone before the time is over', async () => {
    const school = await aSchool();
    const file = await sending(await connect(school), 'students.csv');
    const unlock = await locked('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [school.schoolId]);
    const answer = close(file);
    setTimeout(() => void unlock(), 3_000);
    expectOk(await answer);
    expect(await received(school)).toEqual(['students.csv']);
  });

  test('while the table of uploads is locked', async () => {
    const school = await aSchool();
    const file = await sending(await connect(school), 'students.csv');
    const unlock = await locked('LOCK TABLE upload IN ACCESS EXCLUSIVE MODE');
    expectRefused(await close(file));
    await unlock();
    expect(await received(school)).toEqual([]);
    expectOk(await close(await opened(file.raw, 'students.csv')));
    expect(await received(school)).toEqual(['students.csv']);
  });

  test('while PostgreSQL is frozen; what was refused does not come in when it thaws', async () => {
    const schools = [await aSchool(), await aSchool(), await aSchool()];
    const files = await Promise.all(schools.map(async (school) => sending(await connect(school), 'students.csv')));
    const looking = await openRawSftp(await connect(schools[0]!));
    freeze();
    const looked = timed(() => looking.ask(STAT, '/teachers.csv'));
    for (const answer of await Promise.all(files.map(close))) expectRefused(answer);
    expect(await looked).toMatchObject({ status: 4 });
    expect((await looked).ms).toBeLessThan(ANSWERED_MS);
    thaw();
    // Long enough for whatever waits in the sockets of the server.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    for (const school of schools) expect(await received(school)).toEqual([]);
    for (const [index, { raw }] of files.entries()) {
      expectOk(await close(await opened(raw, 'students.csv')));
      expect(await received(schools[index]!)).toEqual(['students.csv']);
    }
  });

  test('of the files of one session that wait for one another, too', async () => {
    const school = await aSchool();
    const client = await connect(school);
    const raw = await openRawSftp(client);
    const handles: Buffer[] = [];
    for (let nth = 0; nth < 8; nth++) handles.push((await opened(raw, `students_${nth}.csv`)).handle);
    freeze();
    const before = performance.now();
    for (const handle of handles) raw.send(CLOSE, handle);
    for (const _handle of handles) expect(await raw.next()).toMatchObject({ status: 4 });
    expect(performance.now() - before).toBeLessThan(ANSWERED_MS);
    thaw();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await received(school)).toEqual([]);
  });
});

async function aSchool(): Promise<School> {
  const { id: schoolId } = await database.prisma.school.create({
    data: { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Chicago', locale: 'en' },
  });
  return { schoolId, ...(await createSftpAccount(database, schoolId)) };
}

async function connect({ username, password }: School): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject).connect({ host: '127.0.0.1', port, username, password, readyTimeout: 40_000 });
  });
  client.on('error', () => undefined);
  return client;
}

async function sending(client: ssh2.Client, name: string): Promise<{ raw: RawSftp; handle: Buffer }> {
  return opened(await openRawSftp(client), name);
}

async function opened(raw: RawSftp, name: string): Promise<{ raw: RawSftp; handle: Buffer }> {
  const handle = await raw.open(`/${name}`);
  expect((await raw.ask(WRITE, handle, 0n, `email\n${name}@school.example\n`)).status).toBe(0);
  return { raw, handle };
}

function close({ raw, handle }: { raw: RawSftp; handle: Buffer }): Promise<Answer> {
  return timed(() => raw.ask(CLOSE, handle));
}

/** Gives up a little after the promise, so that a client that would wait for ever is a failed expectation and no hanging test. */
async function timed(ask: () => Promise<{ status: number | null; text: string }>): Promise<Answer> {
  const before = performance.now();
  const never = new Promise<{ status: null; text: string }>((resolve) =>
    setTimeout(() => resolve({ status: null, text: 'no answer' }), ANSWERED_MS + 5_000).unref(),
  );
  const { status, text } = await Promise.race([ask(), never]);
  return { status, text, ms: performance.now() - before };
}

function expectOk({ status, text, ms }: Answer, withinMs = ANSWERED_MS): void {
  expect({ status, text }).toMatchObject({ status: 0 });
  expect(ms).toBeLessThan(withinMs);
}

function expectRefused({ status, text, ms }: Answer): void {
  expect({ status, text }).toMatchObject({ status: 4, text: expect.stringMatching(/nothing of it was received: upload it again/) });
  expect(ms).toBeLessThan(ANSWERED_MS);
}

/** The files of a school that count, oldest first. */
async function received({ schoolId }: School): Promise<string[]> {
  const uploads = await database.prisma.upload.findMany({ where: { schoolId }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] });
  return uploads.map(({ fileName }) => fileName);
}

/** Takes a lock in a session that has nothing to do with the product; the answer lets it go. */
async function locked(sql: string, params: unknown[] = []): Promise<() => Promise<void>> {
  const session = new pg.Client({ connectionString: postgres.databaseUrl });
  await session.connect();
  sessions.push(session);
  await session.query('BEGIN');
  await session.query(sql, params);
  return async () => void (await session.query('ROLLBACK'));
}

function freeze(): void {
  for (const pid of serverProcesses()) process.kill(pid, 'SIGSTOP');
}

function thaw(): void {
  for (const pid of serverProcesses()) process.kill(pid, 'SIGCONT');
}

/** The postmaster first: it must not start others meanwhile. */
function serverProcesses(): number[] {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] === String(postgres.pid);
    } catch {
      return false;
    }
  });
  return [postgres.pid, ...children.map(Number)];
}
