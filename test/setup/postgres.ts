import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../infra/embedded/free-port.js';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { makeRoles, OWNER_ROLE } from '../../store/schema/grants.js';
import { migrate } from '../../store/schema/migrate.js';
import { shareServer } from './shared-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the cluster's maintenance database; each test file makes its own database from the template. */
    postgresUrl: string;
    templateDatabase: string;
    /** File that the cluster logs to; '' where a running one is used. */
    postgresLog: string;
  }
}

/**
 * One real PostgreSQL for the whole run, with a migrated template. Set ROLLCALL_TEST_POSTGRES (a URL that may create
 * databases) to use a running one while you work.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, release } = await shareServer('postgres', startTemplate);
  project.provide('postgresUrl', server.url);
  project.provide('templateDatabase', server.template);
  project.provide('postgresLog', server.log);
  return release;
}

async function startTemplate(): Promise<{ url: string; template: string; log: string; stop(): Promise<void> }> {
  const postgres = await startOrUse(process.env['ROLLCALL_TEST_POSTGRES']);
  const template = `template_${process.pid}`;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${template}"`);
  const url = new URL(postgres.url);
  url.pathname = `/${template}`;
  // As an installation is made: the roles of the parts, and an owner who is no superuser and migrates.
  await makeRoles(url.href, () => 'test');
  url.username = OWNER_ROLE;
  url.password = 'test';
  await migrate(url.href);
  // The engine keeps pooled connections; a template may have none.
  await admin.query(`ALTER DATABASE "${template}" WITH ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [template]);
  return {
    url: postgres.url,
    template,
    log: postgres.log,
    stop: async () => {
      await admin.query(`DROP DATABASE IF EXISTS "${template}"`);
      await admin.end();
      await postgres.stop();
    },
  };
}

async function startOrUse(given: string | undefined): Promise<{ url: string; log: string; stop(): Promise<void> }> {
  if (given !== undefined) return { url: given, log: '', stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  await chmod(folder, 0o755);
  const postgres = await startPostgres({
    folder: join(folder, 'pg'),
    port: await freePort(),
    password: 'test',
    database: 'rollcall',
    flags: ['-c', 'max_connections=300', '-c', 'shared_buffers=256MB'],
  });
  return {
    url: postgres.databaseUrl,
    log: join(folder, 'pg.log'),
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
