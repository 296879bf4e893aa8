import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { msToTs } from '@temporalio/common/lib/time.js';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { doctor } from '../../apps/cli/doctor.js';
import { worstOf, type FindingCode } from '../../domain/installation/finding.js';
import type { Config } from '../../infra/config.js';
import { keepHistories } from '../../infra/temporal/keep-histories.js';
import { nightlyScheduleId } from '../../infra/temporal/names.js';
import { loadHostKey } from '../../services/credentials/host-key.js';
import { examineInstallation } from '../../services/doctor/examine-installation.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

// A worker and other tests share the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let town: Town;
let school: TownSchool;
let syncId: string;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  town = await openTown();
  await keepHistories(town.config.TEMPORAL_ADDRESS, 'default');
  await loadHostKey(town.database, Buffer.from(town.config.MASTER_KEY, 'base64'));
  school = await town.school({ method: 'SFTP', enabled: true });
  ({ syncId } = await school.receive('students.csv', studentFile(1, 3)));
  worker = await town.startWorker();
  await eventually(async () => (await school.status(syncId)) === 'APPLIED');
  await eventually(async () => (await found()).every((code) => code.endsWith('_well')));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await worker.stop();
  await town.close();
});

async function found(other: Partial<Config> = {}): Promise<FindingCode[]> {
  return (await examineInstallation({ ...town.config, ...other })).map(({ code }) => code);
}

/** What is not well. */
async function wrong(other: Partial<Config> = {}): Promise<FindingCode[]> {
  return (await found(other)).filter((code) => !code.endsWith('_well'));
}

it('finds nothing wrong with an installation that works, and looks at everything', async () => {
  const findings = await examineInstallation(town.config);
  expect(new Set(findings.map(({ check }) => check)).size).toBe(10);
  expect(worstOf(findings)).toBe('well');
});

it.each<[string, () => Partial<Config>, FindingCode[]]>([
  ['a database that does not answer', () => ({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' }), ['database_away']],
  ['the master key of another installation', () => ({ MASTER_KEY: randomBytes(32).toString('base64') }), ['key_wrong']],
  ['an upload store that is not the one of the gateways', () => ({ UPLOAD_FOLDER: join(town.config.ROLLCALL_DATA, 'other') }), ['store_unmarked']],
  ['an upload store that is no folder', () => ({ UPLOAD_FOLDER: '/dev/null/uploads' }), ['store_away']],
  ['a Temporal that does not answer', () => ({ TEMPORAL_ADDRESS: '127.0.0.1:1' }), ['temporal_away']],
  ['a namespace that is not there', () => ({ TEMPORAL_NAMESPACE: 'nowhere' }), ['namespace_missing']],
  ['a queue that no worker polls', () => ({ TEMPORAL_TASK_QUEUE: `unpolled-${randomUUID()}` }), ['workers_missing']],
  ['a mail relay that is not there', () => ({ SMTP_URL: 'smtp://127.0.0.1:1' }), ['mail_away']],
])('finds %s', async (_what, other, codes) => {
  expect(await wrong(other())).toEqual(codes);
});

it('finds a database that is older, or newer, than the program', async () => {
  const { pool } = town.database;
  const { rows } = await pool.query<{ name: string }>('SELECT max(migration_name) AS name FROM _prisma_migrations');
  await pool.query("UPDATE _prisma_migrations SET migration_name = '29991231000000_of_tomorrow' WHERE migration_name = $1", [rows[0]!.name]);
  expect(await wrong()).toEqual(['schema_behind']);
  await pool.query("INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', '', $1, now())", [rows[0]!.name]);
  expect(await wrong()).toEqual(['schema_ahead']);
  await pool.query("DELETE FROM _prisma_migrations WHERE migration_name = '29991231000000_of_tomorrow'");
});

it('finds a clock that is wrong', async () => {
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 90_000);
  expect(await wrong()).toEqual(['clock_off']);
});

it('finds files and keys that the master key does not open, a master key that is being changed, and a host key that was never made', async () => {
  const { pool } = town.database;
  await pool.query('ALTER TABLE upload RENAME COLUMN wrapped_key TO kept');
  await pool.query("ALTER TABLE upload ADD COLUMN wrapped_key bytea DEFAULT '\\x00'");
  expect(await wrong()).toEqual(['key_of_uploads_wrong']);
  await pool.query('ALTER TABLE upload DROP COLUMN wrapped_key');
  await pool.query('ALTER TABLE upload RENAME COLUMN kept TO wrapped_key');
  await pool.query(`UPDATE district_key SET wrapped_key = wrapped_key || '\\x00'`);
  expect(await wrong()).toEqual(['keys_closed']);
  await pool.query('UPDATE district_key SET wrapped_key = substr(wrapped_key, 1, length(wrapped_key) - 1)');
  expect(await wrong({ MASTER_KEY_NEXT: randomBytes(32).toString('base64') })).toEqual(['master_key_not_rotated']);
  expect(await wrong({ MASTER_KEY_NEXT: town.config.MASTER_KEY })).toEqual(['master_key_rotated']);
  await pool.query('DELETE FROM gateway_host_key');
  expect(await wrong()).toEqual(['key_not_made']);
  await loadHostKey(town.database, Buffer.from(town.config.MASTER_KEY, 'base64'));
});

it('finds a namespace that keeps histories for a day and knows none of our search attributes', async () => {
  const namespace = `doctor-${randomUUID()}`;
  const { workflowService } = town.temporal.client;
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  await expect.poll(() => wrong({ TEMPORAL_NAMESPACE: namespace }), { timeout: 45_000 }).toContain('attributes_missing');
});

it('finds what has been left undone, and says it in both languages with what to do; the exit code says how bad it is', async () => {
  const { pool } = town.database;
  await pool.query("UPDATE sync SET received_at = now() - interval '2 hours', status = 'APPLYING', announced_at = now() WHERE id = $1", [syncId]);
  expect(await wrong()).toEqual(['syncs_stand_still']);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  for (const [name, value] of Object.entries(town.config)) if (value !== undefined) vi.stubEnv(name, String(value));
  try {
    await doctor({ locale: 'en' });
    expect(process.exitCode).toBe(2);
    await doctor({ locale: 'fr-CA' });
  } finally {
    process.exitCode = 0;
    vi.unstubAllEnvs();
  }
  const text = said.mock.calls.flat().join('\n');
  expect(text).toContain('✗ backlog   The oldest sync has been under way for 120 minutes.\n            → See docs/support.md');
  expect(text).toContain('La plus ancienne synchronisation est en cours depuis 120 minutes.');
  await pool.query("UPDATE sync SET status = 'FAILED', finished_at = now() WHERE id = $1", [syncId]);
  expect(await wrong()).toEqual(['syncs_failed']);
  await pool.query("UPDATE sync SET status = 'APPLIED' WHERE id = $1", [syncId]);
});

it('finds Schedules that are missing or paused', async () => {
  const schedule = town.temporal.client.schedule.getHandle(nightlyScheduleId(school.schoolId));
  await schedule.pause();
  await expect.poll(() => wrong(), { timeout: 45_000 }).toEqual(['schedules_paused']);
  await schedule.delete();
  await expect.poll(() => wrong(), { timeout: 45_000 }).toEqual(['schedules_differ']);
});
