import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporal as proto } from '@temporalio/proto';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { erasePersonFromCli } from '../../apps/cli/erase-person.js';
import { defaultSettings, type RosteringSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { createAccount, createApiToken } from '../../services/accounts/accounts.js';
import { createSchool } from '../../services/schools/create-school.js';
import { listTables } from '../../store/backup.js';
import { saveSettings } from '../../store/settings.js';
import { startRelay, type Relay } from '../infra/mail/start-relay.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { opensshSftp } from '../support/sftp-client.js';
import { startProcess, type StartedProcess } from '../support/start-process.js';

// Each process compiles its sources while it starts, and the worker bundles its workflows.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

/** Everything that is known of two children and their families; none of it occurs anywhere else in this run. */
const ZDENKA = ['zdenka.quirkwood@canarymail.example', 'Zdenkafirst', 'Quirkwoodlast', '90417263', '07', 'guardian.zd@canaryhome.example'];
const CANARIES = [
  // A student of the files, with her guardian and both phones.
  'zdenka.quirkwood',
  'Zdenkafirst',
  'Quirkwoodlast',
  '90417263',
  'guardian.zd',
  '5145550143',
  '514-555-0143',
  '5145550144',
  '514-555-0144',
  // What the school's own columns say of her, and the name that she has later.
  'Lockerzeta',
  'Busroutexi',
  'Marriedquill',
  // Somebody whose row cannot be used, and the columns that are not to be read.
  'Brokenowlfirst',
  'Brokenowllast',
  'brokenowl@@',
  '078-05-1120',
  'Allergyplum',
  // The first child of a file without a header, and the names of two files.
  'Headlessfinch',
  'Wrenlast',
  '80315577',
  'Filenamekestrel',
  'Previewheron',
];
const HEADER = 'email,first name,last name,student id,grade,parentEmail,parentPhone,student phone,idField1,idField2,SSN,allergy';
const zdenka = (lastName: string): string =>
  [
    ZDENKA[0],
    ZDENKA[1],
    lastName,
    ZDENKA[3],
    ZDENKA[4],
    ZDENKA[5],
    '514-555-0143',
    '514-555-0144',
    'Lockerzeta',
    'Busroutexi',
    '078-05-1120',
    'Allergyplum',
  ].join(',');
const classmate = (number: number): string => `c${number}@school.example,Cora,Classmate,${1000 + number},07,,,,,,,`;
const broken = 'brokenowl@@,Brokenowlfirst,Brokenowllast,,99,,,,,,,';
const roster = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;

let folder: string;
let temporary: string;
let database: TestDatabase;
let temporal: TemporalClient;
let relay: Relay;
let school: Awaited<ReturnType<typeof createSchool>>;
let token: string;
let env: Record<string, string>;
let ports: Record<'api' | 'sftp' | 'gateway' | 'worker' | 'sdk', number>;
const running: StartedProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-canaries-'));
  temporary = join(folder, 'tmp');
  await mkdir(temporary);
  database = await createTestDatabase();
  relay = await startRelay();
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
  school = await createSchool(database, { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Toronto', locale: 'en' });
  const owner = await createAccount(database, { email: 'owner@school.example', password: 'correct horse', role: 'OWNER', schoolId: school.id });
  token = await createApiToken(database, owner.id);
  const settings: RosteringSettings = { ...defaultSettings(), method: 'SFTP', enabled: true };
  settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  settings.notifications = { recipients: ['owner@school.example'], when: 'EVERY_SYNC', includeNames: false, weeklySummary: false };
  await saveSettings(database, { schoolId: school.id, ifVersion: null, accountId: null, settings });
  ports = { api: await freePort(), sftp: await freePort(), gateway: await freePort(), worker: await freePort(), sdk: await freePort() };
  const names = { TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: `canaries-${randomUUID()}` };
  temporal = createTemporalClient(names);
  env = {
    ...names,
    ROLLCALL_DATA: folder,
    TMPDIR: temporary,
    DATABASE_URL: database.url,
    MASTER_KEY: randomBytes(32).toString('base64'),
    SMTP_URL: relay.url,
    API_PORT: String(ports.api),
    SFTP_PORT: String(ports.sftp),
    GATEWAY_METRICS_PORT: String(ports.gateway),
    WORKER_METRICS_PORT: String(ports.worker),
    TEMPORAL_METRICS_PORT: String(ports.sdk),
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
    LOG_LEVEL: 'trace',
    THROW_TEXT: '',
  };
  running.push(...(await Promise.all([startProcess('api', env), startProcess('gateway', env), startProcess('worker', env)])));
});
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await temporal.client.schedule
    .getHandle(`nightly/${school.id}`)
    .delete()
    .catch(() => undefined);
  await temporal.close();
  await relay.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('nothing of a child stands in logs, metrics, histories, mails, receipts or files, whatever happens to its data', async () => {
  const classmates = Array.from({ length: 12 }, (_, at) => classmate(at));

  // Added, with a row that cannot be used beside her, and changed; the names of her family change in between.
  const first = await arrives('Filenamekestrel_students.csv', roster(zdenka('Quirkwoodlast'), ...classmates, broken));
  expect(first).toMatchObject({ status: 'APPLIED', rows: { valid: 13, problems: 1 } });
  const changed = await arrives('Lincoln_students.csv', roster(zdenka('Marriedquill'), ...classmates));
  await act(`syncs/${changed.id}/undo`);
  await becomes(changed.id, 'UNDONE');

  // Held, discarded; held, approved.
  const held = await arrives('Lincoln_students.csv', roster(...classmates.slice(0, 4)), 'HELD');
  await act(`syncs/${held.id}/discard`);
  await becomes(held.id, 'DISCARDED');
  const again = await arrives('Lincoln_students.csv', roster(...classmates.slice(0, 5)), 'HELD');
  await act(`syncs/${again.id}/approve`);
  await becomes(again.id, 'APPLIED');

  // Restored and archived by hand, and read on the way.
  const { items } = await api('GET', 'people?query=Zdenkafirst');
  const her = `people/${(items as { id: string }[])[0]!.id}`;
  await api('POST', `${her}/restore`, { reason: 'she is back' });
  await api('POST', `${her}/archive`, { reason: 'she left' });
  await api('GET', `${her}/story`);

  // Files that are rejected: without a header, with and without an address in the first line; damaged.
  const headless = await arrives('headless_students.csv', `Headlessfinch,Wrenlast,80315577,07\n${classmates[0]}\n`);
  const headlessWithAddress = await arrives('headless2_students.csv', `${zdenka('Quirkwoodlast')}\n${classmates[0]}\n`);
  expect([headless.status, headlessWithAddress.status]).toEqual(['REJECTED', 'REJECTED']);
  expect(await arrives('damaged_students.xlsx', `PK\u0003\u0004${zdenka('Quirkwoodlast')}`)).toMatchObject({ status: 'REJECTED' });

  // Previewed, from the folder /test/ and by hand, and downloaded.
  await arrives('Previewheron_students.csv', roster(zdenka('Quirkwoodlast'), broken), 'PREVIEWED', '/test');
  expect(await download(first.id)).toContain('Brokenowlfirst');
  expect((await opensshSftp({ port: ports.sftp, ...school.sftp }, ['ls -l /results', 'ls -l /Filenamekestrel*'])).code).toBe(0);
  await api('POST', 'rostering/notifications/test');

  // A sync that fails: the database refuses a row, and quotes it.
  await database.pool.query(`
    CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION USING MESSAGE = 'refused: ' || NEW.first_name, DETAIL = NEW::text, ERRCODE = '23514'; END $$;
    CREATE TRIGGER planted BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION planted()`);
  const failed = await arrives('Lincoln_students.csv', roster(zdenka('Quirkwoodlast'), ...classmates.slice(0, 6)), 'FAILED');
  await database.pool.query('DROP TRIGGER planted ON person');
  expect(failed.error?.message).toMatch(/\w/);
  // As a mistake in a statement would.
  await database.pool.query('SELECT $1::uuid', ['Zdenkafirst']).catch(() => undefined);
  await database.pool.query("SELECT 'Quirkwoodlast'::uuid").catch(() => undefined);

  await until('all mails have left', async () => (await database.prisma.notification.count({ where: { sentAt: null, lastError: null } })) === 0);
  expect(relay.accepted.length).toBeGreaterThan(8);

  see('the mails', relay.accepted.map(({ raw, mail }) => raw + mail.subject + mail.text + String(mail.html)).join('\n'));
  for (const each of running) see('a log', each.lines().join('\n'));
  see('the log of PostgreSQL', await readFile(inject('postgresLog'), 'latin1'));
  see('the metrics', (await Promise.all([ports.api, ports.gateway, ports.worker, ports.sdk].map(metricsAt))).join('\n'));
  see('Temporal', await everythingInTemporal());
  const receipts = await database.prisma.receipt.findMany({ select: { body: true, name: true } });
  // The SIS finds its receipt by the name that it gave to the file.
  see('the receipts', receipts.map(({ body, name }) => body.replaceAll(name.replace(/\.(txt|csv)$/, ''), '')).join('\n'));
  see('the audit trail', JSON.stringify(await database.prisma.auditEntry.findMany()));
  see('what a rejected file left', JSON.stringify(await whatIsKeptOf([headless.id, headlessWithAddress.id])));
  expect((await readdir(temporary, { recursive: true })).filter((name) => !name.includes('node-compile-cache'))).toEqual([]);
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile() && !file.name.endsWith('.local'))
      see(`the file ${file.name}`, file.name + (await readFile(join(file.parentPath, file.name), 'latin1')));
});

test('a person who is erased is nowhere any more, and an old file does not bring her back', async () => {
  const anywhere = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const { name } of await listTables(database.pool)) {
      const { rows } = await database.pool.query<{ row: string }>(`SELECT "${name}"::text AS row FROM "${name}"`);
      for (const { row } of rows)
        for (const canary of CANARIES.slice(0, 12)) if (row.toLowerCase().includes(canary.toLowerCase())) found.push(`${name}: ${canary}`);
    }
    return [...new Set(found)].toSorted();
  };
  expect((await anywhere()).length).toBeGreaterThan(10);
  const erased = await erase({ number: '90417263' });
  expect(erased).toMatchObject({ kind: 'erased', personId: expect.stringMatching(/^[0-9a-f-]{36}$/), counts: { people: 1 } });
  expect(erased.counts['changes']).toBeGreaterThan(2);
  expect(erased.counts['files']).toBeGreaterThan(5);
  expect(await anywhere()).toEqual([]);
  const stored = await readdir(join(folder, 'uploads'), { recursive: true, withFileTypes: true });
  // The store keeps its mark, and the id of who was erased.
  const kept = stored.filter((file) => file.isFile()).map(({ name }) => name);
  expect(kept.toSorted()).toEqual(['.rollcall-store', erased.personId]);

  const applied = (await syncs()).find(({ status }) => status === 'APPLIED')!;
  await expect(act(`syncs/${applied.id}/rerun`)).rejects.toThrow('bytes_not_kept');
  const nothing = Object.fromEntries(Object.keys(erased.counts).map((key) => [key, 0]));
  expect(await erase({ number: '90417263' })).toMatchObject({ kind: 'erased', personId: null, counts: nothing });
  expect(await erase({ person: erased.personId })).toMatchObject({ kind: 'erased', counts: nothing });
  const { rows: told } = await database.pool.query("SELECT subject_id, detail FROM audit_entry WHERE action = 'person.erased'");
  expect(told).toEqual([{ subject_id: erased.personId, detail: { ...erased.counts, files: 0 } }]);
});

/** As `rollcall erase-person` does, in the environment of the worker. */
async function erase(whom: { number: string } | { person: string }): Promise<{ kind: string; personId: string; counts: Record<string, number> }> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await erasePersonFromCli({ school: school.id, json: true, ...whom });
    return JSON.parse(String(said.mock.calls[0]?.[0])) as Awaited<ReturnType<typeof erase>>;
  } finally {
    said.mockRestore();
    vi.unstubAllEnvs();
  }
}

function see(where: string, text: string): void {
  expect(text).not.toBe('');
  const bare = text.replaceAll('=\r\n', '').toLowerCase();
  expect.soft({ where, found: CANARIES.filter((canary) => bare.includes(canary.toLowerCase())) }).toEqual({ where, found: [] });
}

/** A file that the SIS leaves in its folder, and its sync once it is where it should be. */
async function arrives(name: string, text: string, status?: SyncView['status'], at = ''): Promise<SyncView> {
  const known = new Set((await syncs()).map(({ id }) => id));
  const local = join(folder, `${randomUUID()}.local`);
  await writeFile(local, text);
  expect((await opensshSftp({ port: ports.sftp, ...school.sftp }, [`put ${local} ${at}/${name}`])).code).toBe(0);
  return until(`the sync of ${name} is ${status ?? 'over'}`, async () => {
    const sync = (await syncs()).find(({ id }) => !known.has(id));
    return sync !== undefined && (status === undefined ? sync.finishedAt !== null : sync.status === status) ? sync : undefined;
  });
}

const syncs = async (): Promise<SyncView[]> => (await api('GET', 'rostering/syncs?limit=50')).items as SyncView[];
const becomes = (id: string, status: string): Promise<unknown> =>
  until(`the sync is ${status}`, async () => (await syncs()).some((sync) => sync.id === id && sync.status === status));
const act = (path: string): Promise<unknown> => api('POST', `rostering/${path}`, { reason: 'as it should be' });

async function api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${ports.api}/api/schools/${school.id}/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
}

async function download(syncId: string): Promise<string> {
  const url = `http://127.0.0.1:${ports.api}/api/schools/${school.id}/rostering/syncs/${syncId}/problems?format=csv`;
  return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).text();
}

const metricsAt = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

/** Every workflow of these processes: its memo, search attributes and history, as Temporal stores them. */
async function everythingInTemporal(): Promise<string> {
  const parts: string[] = [];
  for await (const found of temporal.client.workflow.list({ query: `TaskQueue STARTS_WITH '${temporal.taskQueue}'` })) {
    const history = await temporal.client.workflow.getHandle(found.workflowId, found.runId).fetchHistory();
    parts.push(JSON.stringify([found.workflowId, found.memo, found.searchAttributes]));
    parts.push(Buffer.from(proto.api.history.v1.History.encode(history).finish()).toString('latin1'));
  }
  expect(parts.length).toBeGreaterThan(10);
  return parts.join('\n');
}

async function whatIsKeptOf(syncIds: string[]): Promise<unknown> {
  const where = { syncId: { in: syncIds } };
  return [
    await database.prisma.sync.findMany({ where: { id: { in: syncIds } } }),
    await database.prisma.problem.findMany({ where, omit: { original: true } }),
  ];
}

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const deadline = Date.now() + 90_000; ; await new Promise((resolve) => setTimeout(resolve, 150))) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline)
      throw new Error(`Not within 90 seconds: ${what}. They said:\n${running.flatMap((each) => each.lines().slice(-8)).join('\n')}`);
  }
}
