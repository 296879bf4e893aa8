import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { SyncView } from '../../domain/sync.js';
import { aPlace, eventually, startRollcall, type Rollcall } from '../support/rollcall.js';

const ROOT = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

let folder: string;
const running: Rollcall[] = [];
const places: Awaited<ReturnType<typeof aPlace>>[] = [];
let admin: pg.Client;
const emptyDatabase = `restored_${process.pid}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-restore-'));
  admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${emptyDatabase}"`);
});
afterAll(async () => {
  for (const rollcall of running) await rollcall.stop();
  for (const place of places) await place.remove();
  await admin.query(`DROP DATABASE "${emptyDatabase}" WITH (FORCE)`);
  await admin.end();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

/** The commands of docs/operations.md, word by word, in the order in which they stand there. */
async function documentedCommands(): Promise<string[]> {
  const guide = await readFile(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const section = guide.slice(guide.indexOf('## Backup and restore'), guide.indexOf('With Docker, the same commands'));
  return [...section.matchAll(/^npx .*$/gm)].map(([line]) => line);
}

const DEADLINE = 900_000;

it(
  'restores onto an empty machine by the documented commands: the SIS trusts it, an owner approves what waited, and syncs go on',
  async () => {
    const commands = await documentedCommands();
    expect(commands).toEqual(['npx rollcall backup "$BACKUP"', 'npx rollcall verify-backup "$BACKUP"', 'npx rollcall restore "$BACKUP"']);
    const sh = async (command: string, env: Record<string, string>): Promise<string> =>
      (await run('sh', ['-c', command], { cwd: ROOT, env: { ...process.env, BACKUP: join(folder, 'backup'), ...env } })).stdout;

    const place = await aPlace();
    places.push(place);
    const first = await startRollcall(place);
    running.push(first);
    const { schools, accounts, databaseUrl, sftp } = first.run();
    const school = schools[0]!;
    const token = accounts[0]!.apiToken;

    // Somebody who would become a Manager waits for an owner. A staff file: the sample of the next start is of another kind.
    const path = `/api/schools/${school.id}/rostering`;
    await writeFile(
      join(folder, 'lincoln_staff.csv'),
      'email,first name,last name,role\nada@lincoln.example.org,Ada,Moss,Staff\nmax@lincoln.example.org,Max,Reed,Manager\n',
    );
    await uploadTrusting(sftp.port, school.sftp, 'lincoln_staff.csv');
    const held = await eventually('the sync is held', async () => find(await syncs(first, token, path), 'lincoln_staff.csv', 'HELD'), 120);

    const masterKey = join(place.dataFolder, 'keys', 'master.key');
    await sh(commands[0]!, { DATABASE_URL: databaseUrl, MASTER_KEY_FILE: masterKey, UPLOAD_FOLDER: join(place.dataFolder, 'uploads') });
    expect(await sh(commands[1]!, { DATABASE_URL: '', MASTER_KEY: '' })).toContain('is whole: 601 people');
    await first.stop();

    const elsewhere = await aPlace();
    places.push(elsewhere);
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${emptyDatabase}`;
    const production = { DATABASE_URL: url.href, MASTER_KEY_FILE: masterKey, UPLOAD_FOLDER: join(elsewhere.dataFolder, 'uploads-elsewhere') };
    expect(await sh(commands[2]!, production)).toContain(sftp.hostKeyFingerprint);

    Object.assign(elsewhere.env, production, { SFTP_PORT: String(sftp.port) });
    // The demo's own client keeps its passwords, as a SIS does: it would make new ones, and by using them end the old.
    await mkdir(join(elsewhere.dataFolder, 'keys'), { recursive: true });
    await copyFile(join(place.dataFolder, 'keys', 'demo.json'), join(elsewhere.dataFolder, 'keys', 'demo.json'));
    const second = await startRollcall(elsewhere);
    running.push(second);
    expect(second.run().sftp).toEqual(sftp);
    await call(second, token, 'POST', `${path}/syncs/${held.id}/approve`, { reason: 'He is.' });
    // Its workflow is gone with the old Temporal: the guide promises a new one within three minutes.
    const approved = await eventually(
      'the approval is carried out',
      async () => find(await syncs(second, token, path), 'lincoln_staff.csv', 'APPLIED'),
      300,
    ).catch(async (error: unknown) => {
      const states = (await syncs(second, token, path)).map(({ file, trigger, status }) => `${file.name} ${trigger} ${status}`);
      throw new Error(`${String(error)}: ${states.join('; ')}`, { cause: error });
    });
    expect(approved.counts.admin.added).toBe(1);

    // The client still has its known_hosts, and asks no question; a stored file is read again.
    const sample = await readFile(join(ROOT, 'samples', 'LincolnHighSchool_students_mar23_2023.csv'), 'utf8');
    const [header = ''] = sample.split('\n');
    const row: Record<string, string> = {
      email: 'new@lincoln.example.org',
      'first name': 'Nia',
      'last name': 'New',
      'student number': '990001',
      'student id': '990001',
      'id number': '990001',
      grade: '9',
    };
    const cells = header
      .trim()
      .split(',')
      .map((name) => row[name.replaceAll(/[_"]/g, ' ').trim().toLowerCase()] ?? '');
    await writeFile(join(folder, 'next_students.csv'), `${sample.trimEnd()}\n${cells.join(',')}\n`);
    await uploadTrusting(sftp.port, school.sftp, 'next_students.csv', 'yes');
    const next = await eventually(
      'the next file is applied',
      async () => find(await syncs(second, token, path), 'next_students.csv', 'APPLIED'),
      120,
    );
    expect(next.counts.students.added).toBe(1);
    await call(second, token, 'POST', `${path}/syncs/${held.id}/rerun`, { reason: 'Once more.' });
    await eventually(
      'the old bytes are read',
      async () => (await syncs(second, token, path)).find((sync) => sync.trigger === 'RERUN' && sync.rows.total > 0),
      120,
    );
  },
  DEADLINE,
);

/** OpenSSH's client with one file of known hosts: new hosts are noted at first, and later nothing but known ones will do. */
async function uploadTrusting(port: number, account: { username: string; password: string }, file: string, strict = 'accept-new'): Promise<void> {
  const askpass = join(folder, 'askpass.sh');
  await writeFile(askpass, '#!/bin/sh\nprintf "%s\\n" "$ROLLCALL_TEST_PASSWORD"\n', { mode: 0o700 });
  const options = [
    `StrictHostKeyChecking=${strict}`,
    `UserKnownHostsFile=${join(folder, 'known_hosts')}`,
    'PubkeyAuthentication=no',
    'LogLevel=ERROR',
    'BatchMode=no',
  ];
  const child = spawn(
    'sftp',
    ['-F', '/dev/null', ...options.flatMap((option) => ['-o', option]), '-b', '-', '-P', String(port), `${account.username}@127.0.0.1`],
    {
      cwd: folder,
      env: { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0', ROLLCALL_TEST_PASSWORD: account.password },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.end(`put ${file}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: expect.any(String) });
}

async function call(
  rollcall: Rollcall,
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ body: unknown; etag: string }> {
  const response = await fetch(rollcall.run().apiUrl + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return { body: await response.json(), etag: response.headers.get('etag') ?? '' };
}

async function syncs(rollcall: Rollcall, token: string, path: string): Promise<SyncView[]> {
  return ((await call(rollcall, token, 'GET', `${path}/syncs?limit=50`)).body as { items: SyncView[] }).items;
}

function find(items: SyncView[], name: string, status: string): SyncView | undefined {
  return items.find((sync) => sync.file.name === name && sync.trigger === 'SFTP' && sync.status === status);
}
