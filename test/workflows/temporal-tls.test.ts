import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startWorker } from '../../apps/worker/start-worker.js';
import { readConfig, type Config } from '../../infra/config.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { examineInstallation } from '../../services/doctor/examine-installation.js';
import { makeCertificates, startTlsTemporal, type TestCertificates } from '../support/tls-temporal.js';
import { openTown, studentFile, type Town } from './support/running-school.js';
import { eventually } from './support/workshop.js';

const API_KEY = 'a-key-of-the-namespace';

// A worker and other tests share the machine.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let town: Town;
let certificates: TestCertificates;
let frontend: Awaited<ReturnType<typeof startTlsTemporal>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-tls-'));
  town = await openTown();
  certificates = await makeCertificates(folder);
  frontend = await startTlsTemporal(town.config.TEMPORAL_ADDRESS, certificates, API_KEY);
  await writeFile(join(folder, 'api-key'), `${API_KEY}\n`);
});
afterAll(async () => {
  await frontend.stop();
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** Settings as an operator gives them: paths, and the key as a secret file. */
function settings(other: Record<string, string> = {}): Config {
  const { MASTER_KEY, DATABASE_URL, ROLLCALL_DATA, SMTP_URL, TEMPORAL_TASK_QUEUE } = town.config;
  return readConfig({
    MASTER_KEY,
    DATABASE_URL,
    ROLLCALL_DATA,
    SMTP_URL,
    TEMPORAL_TASK_QUEUE,
    TEMPORAL_ADDRESS: frontend.address,
    TEMPORAL_TLS_CA: join(folder, 'authority.pem'),
    TEMPORAL_TLS_CERT: join(folder, 'client.pem'),
    TEMPORAL_TLS_KEY: join(folder, 'client.key'),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.example.org',
    TEMPORAL_API_KEY_FILE: join(folder, 'api-key'),
    ...other,
  });
}

it('a file is applied through a Temporal that wants TLS, a client certificate and an API key, from the gateway’s start to the worker’s steps', async () => {
  const config = settings();
  const school = await town.school();
  const { syncId } = await school.receive('students.csv', studentFile(1, 3));
  const temporal = createTemporalClient(config);
  const worker = await startWorker(config, town.log);
  try {
    expect(await announceSync({ database: town.database, temporal, log: town.log }, syncId)).toBe('announced');
    await eventually(async () => (await school.status(syncId)) === 'APPLIED');
    // The client's connection, and that of the worker.
    expect(frontend.sessions()).toBeGreaterThanOrEqual(2);
  } finally {
    await worker.stop();
    await temporal.close();
  }
});

it.each([
  ['without the client certificate', { TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '' }, 14],
  ['with a certificate of another authority', { TEMPORAL_TLS_CERT: 'stranger.pem', TEMPORAL_TLS_KEY: 'stranger.key' }, 14],
  ['when the server is not of the authority that we trust', { TEMPORAL_TLS_CA: 'other-authority.pem' }, 14],
  ['when the certificate is for another server', { TEMPORAL_TLS_SERVER_NAME: 'temporal.example.com' }, 14],
  ['with another API key', { TEMPORAL_API_KEY_FILE: '', TEMPORAL_API_KEY: 'another' }, 16],
])('nothing is told to Temporal %s', async (_when, other, code) => {
  const given = Object.fromEntries(Object.entries(other).map(([name, value]) => [name, /\.(pem|key)$/.test(value) ? join(folder, value) : value]));
  const temporal = createTemporalClient(settings(given));
  try {
    await expect(temporal.soon(() => temporal.client.workflowService.getSystemInfo({}), 2_000)).rejects.toMatchObject({
      code: expect.toSatisfy((is: unknown) => is === code || (code === 14 && is === 4)),
    });
  } finally {
    await temporal.close();
  }
});

it('doctor says that Temporal refuses the key, and not that it is away', async () => {
  const findings = await examineInstallation(settings({ TEMPORAL_API_KEY_FILE: '', TEMPORAL_API_KEY: 'another' }));
  expect(findings.map(({ code }) => code)).toContain('temporal_refuses');
});
