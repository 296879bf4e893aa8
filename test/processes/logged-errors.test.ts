import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { createAccount } from '../../services/accounts/accounts.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { createFolderBlobStore } from '../../infra/files/folder-blob-store.js';
import { createUploads } from '../../store/uploads.js';
import { createSchool } from '../../services/schools/create-school.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { opensshSftp } from '../support/sftp-client.js';
import { startProcess, type LogLine, type StartedProcess } from '../support/start-process.js';

// Each process compiles its sources while it starts.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** Personal data that every planted error quotes, as messages of databases and parsers do. */
const CANARIES = ['Zdenka', 'Quirkwood', 'zdenka.quirkwood@canary.example', '514-555-0199'];
const QUOTING = `invalid value "Zdenka Quirkwood <zdenka.quirkwood@canary.example>"\n    at Zdenka (/home/quirkwood/514-555-0199.ts:1:1)`;

let folder: string;
let database: TestDatabase;
let temporal: TemporalClient;
let school: Awaited<ReturnType<typeof createSchool>>;
let env: Record<string, string>;
const masterKey = randomBytes(32);
let running: StartedProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-logged-'));
  database = await createTestDatabase();
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
  school = await createSchool(database, { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Toronto', locale: 'en' });
  const names = { TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: `logged-${randomUUID()}` };
  temporal = createTemporalClient(names);
  env = {
    ...names,
    ROLLCALL_DATA: folder,
    DATABASE_URL: database.url,
    MASTER_KEY: masterKey.toString('base64'),
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
    LOG_LEVEL: 'debug',
    THROW_TEXT: QUOTING,
  };
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  await temporal.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('the API logs a failed request with type, code and frames of the error, and without the data that it quotes', async () => {
  await createAccount(database, { email: 'zdenka.quirkwood@canary.example', password: 'correct horse', role: 'OWNER', schoolId: school.id });
  await refuseWith('access_token', 'INSERT');
  const port = await freePort();
  running = await startProcess('api', { ...env, API_PORT: String(port) });
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'zdenka.quirkwood@canary.example', password: 'correct horse' }),
  });
  expect(answer.status).toBe(500);
  const { err } = await theLine('request failed');
  seeWholeError(err, { code: '23514', file: 'store/access-tokens.ts' });
  seeNoCanary();
  await seeWhatEndsTheProcess();
});

test('the gateway logs a file that it could not store with type, code and frames of the error, and without the data that it quotes', async () => {
  await refuseWith('upload', 'INSERT');
  const port = await freePort();
  running = await startProcess('gateway', { ...env, SFTP_PORT: String(port) });
  const local = join(folder, 'students.csv');
  await writeFile(local, 'email\n');
  expect((await opensshSftp({ port, ...school.sftp }, [`put ${local} /students.csv`])).code).not.toBe(0);
  const { err, schoolId } = await theLine('file not stored');
  expect(schoolId).toBe(school.id);
  seeWholeError(err, { code: '23514', file: 'store/uploads.ts' });
  seeNoCanary();
  await seeWhatEndsTheProcess();
});

test('the worker logs a failed step, and what Temporal’s SDK and its core say, as JSON lines without personal data', async () => {
  await database.pool.query('DROP TRIGGER IF EXISTS planted ON upload');
  const uploads = createUploads({ database, blobs: createFolderBlobStore(join(folder, 'uploads')), masterKey });
  const file = Readable.from([Buffer.from('email,first name,last name,grade\nzdenka.quirkwood@canary.example,Zdenka,Quirkwood,9\n')]);
  const { syncId } = await uploads.receive({ schoolId: school.id, fileName: 'students.csv', source: file, trigger: 'WEB', dryRun: false });
  await refuseWith('sync', 'UPDATE OF status');
  running = await startProcess('worker', env);
  await announceSync({ database, temporal }, syncId);
  // The SDK's own trouble: a workflow that this worker does not have. Its core warns of the task that failed.
  const lost = await temporal.client.workflow.start('noSuchWorkflow', {
    workflowId: `lost-${randomUUID()}`,
    taskQueue: temporal.taskQueue,
    args: [QUOTING],
  });

  const failed = await theLine('activity failed: a bug');
  seeWholeError(failed.err, { code: '23514', file: 'activities/' });
  const ofSdk = await eventually('a line of the SDK about the workflow', () =>
    running!.logged().find((line) => line.msg === 'Failed to process Workflow Activation'),
  );
  expect(ofSdk).toMatchObject({ level: 50, sdkComponent: 'worker', runId: lost.firstExecutionRunId });
  expect(ofSdk.err).toMatchObject({ type: expect.stringMatching(/^[A-Z]\w*$/), stack: expect.stringContaining('    at ') });
  const ofCore = await eventually('a line of the SDK’s core', () => running!.logged().find((line) => line['sdkComponent'] === 'core'));
  expect(ofCore).toMatchObject({ name: 'worker', level: 40, msg: expect.stringMatching(/\w/), time: expect.any(Number) });
  expect(ofCore['runId'] ?? ofCore['taskQueue']).toBeDefined();
  await lost.terminate();
  seeNoCanary();
  await seeWhatEndsTheProcess();
});

test('a command that fails says what kind of error it was, and nothing of what the error quotes', async () => {
  const run = promisedCli(['create-account', '--email', 'zdenka.quirkwood@canary.example', '--role', 'OWNER', '--school', school.id]);
  await refuseWith('account', 'INSERT');
  const { code, said } = await run();
  expect(code).toBe(1);
  const line = JSON.parse(said.split('\n').find((each) => each.startsWith('{')) ?? '{}') as LogLine;
  expect(line).toMatchObject({ level: 60, name: 'cli' });
  seeWholeError(line.err, { code: '23514', file: 'store/accounts.ts' });
  for (const canary of CANARIES) expect(said).not.toContain(canary);
});

/** From now on the database refuses this change with an error that quotes a person, as a broken constraint would. */
async function refuseWith(table: string, event: string): Promise<void> {
  await database.pool.query(`
    CREATE OR REPLACE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      RAISE EXCEPTION USING MESSAGE = ${literal(QUOTING)}, DETAIL = ${literal(`Failing row contains (${CANARIES.join(', ')})`)}, ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'planted_check';
    END $body$`);
  await database.pool.query(`CREATE TRIGGER planted BEFORE ${event} ON ${table} FOR EACH ROW EXECUTE FUNCTION planted()`);
}

function literal(text: string): string {
  return `E'${text.replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
}

/** Type, code and frames, of the error or of one that caused it: what somebody needs to find the place. */
function seeWholeError(err: LogLine['err'], { code, file }: { code: string; file: string }): void {
  expect(err).toMatchObject({ type: expect.stringMatching(/^[A-Z]\w+$/), stack: expect.stringContaining('    at ') });
  const chain: LogLine['err'][] = [];
  for (let each = err; each !== undefined; each = each.cause) chain.push(each);
  expect(chain.map((each) => String(each.code ?? each.originalCode ?? ''))).toContain(code);
  expect(chain.map((each) => String(each.stack ?? '')).join('\n')).toContain(file);
  expect(JSON.stringify(err).length).toBeLessThan(8_000);
}

/** An exception that nothing catches ends the process with a line of the same kind. */
async function seeWhatEndsTheProcess(): Promise<void> {
  const { child } = running!;
  child.kill('SIGUSR2');
  await once(child, 'exit');
  const { err, level } = await theLine('ended by an exception that nothing caught');
  expect(level).toBe(60);
  expect(err).toMatchObject({ type: 'Error', code: 'E_PLANTED' });
  seeNoCanary();
}

function seeNoCanary(): void {
  const all = running!.lines().join('\n');
  for (const canary of CANARIES) expect(all).not.toContain(canary);
  // Everything that is said is a line of the log; Node's own warnings come from the way these tests start a process.
  const others = running!.lines().filter((line) => !line.startsWith('{') && !/^\(node:\d+\)|^\(Use `node|^    at |^$/.test(line));
  expect(others.filter((line) => !/webpack|modules by path|\.ts \d|\[built\]|KiB|bytes/.test(line))).toEqual([]);
}

async function theLine(message: string): Promise<LogLine> {
  return eventually(`the line “${message}”`, () => running!.logged().find((line) => line.msg === message));
}

async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  for (const until = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`Not within a minute: ${what}. It said:\n${running!.lines().slice(-40).join('\n')}`);
  }
}

function promisedCli(args: string[]): () => Promise<{ code: number; said: string }> {
  const entry = `data:text/javascript,${encodeURIComponent(`
    const { runCli } = await import(${JSON.stringify(new URL('../../apps/cli/main.ts', import.meta.url).href)});
    await runCli(['node', 'rollcall', ...JSON.parse(process.env.CLI_ARGS)], 'test');
  `)}`;
  return () =>
    new Promise((resolve) => {
      const env = { ...process.env, DATABASE_URL: database.url, CLI_ARGS: JSON.stringify(args), THROW_TEXT: QUOTING };
      const loader = join(import.meta.dirname, '../support/typescript-loader.mjs');
      execFile(
        process.execPath,
        ['--import', loader, '--input-type=module', '-e', `await import(${JSON.stringify(entry)}); process.exit(process.exitCode)`],
        { env },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      );
    });
}
