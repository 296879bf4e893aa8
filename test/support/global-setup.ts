import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { migrate } from '../../infra/prisma/migrate.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import pg from 'pg';
import { freePort } from '../../infra/embedded/free-port.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the cluster's maintenance database; each test file makes its own database from the template. */
    postgresUrl: string;
    templateDatabase: string;
    temporalAddress: string;
  }
}

/**
 * One real PostgreSQL and one real Temporal dev server for the whole run. Set ROLLCALL_TEST_POSTGRES (a URL that may
 * create databases) and ROLLCALL_TEST_TEMPORAL (host:port) to use running ones while you work.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  await chmod(folder, 0o755);
  const [postgres, temporal] = await Promise.all([
    process.env['ROLLCALL_TEST_POSTGRES'] === undefined
      ? startPostgres({
          folder: join(folder, 'pg'),
          port: await freePort(),
          password: 'test',
          database: 'rollcall',
          flags: ['-c', 'max_connections=300', '-c', 'shared_buffers=256MB'],
        })
      : { databaseUrl: process.env['ROLLCALL_TEST_POSTGRES'], stop: async (): Promise<void> => undefined },
    process.env['ROLLCALL_TEST_TEMPORAL'] === undefined
      ? startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: null })
      : { address: process.env['ROLLCALL_TEST_TEMPORAL'], stop: async (): Promise<void> => undefined },
  ]);
  const templateDatabase = `template_${process.pid}`;
  const admin = new pg.Client({ connectionString: postgres.databaseUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${templateDatabase}"`);
  const template = new URL(postgres.databaseUrl);
  template.pathname = `/${templateDatabase}`;
  await migrate(template.href);
  // The engine keeps pooled connections; a template may have none.
  await admin.query(`ALTER DATABASE "${templateDatabase}" WITH ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [templateDatabase]);
  project.provide('postgresUrl', postgres.databaseUrl);
  project.provide('templateDatabase', templateDatabase);
  project.provide('temporalAddress', temporal.address);
  return async () => {
    await admin.query(`DROP DATABASE IF EXISTS "${templateDatabase}"`);
    await admin.end();
    await Promise.all([postgres.stop(), temporal.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}
