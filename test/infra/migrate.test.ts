import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrate, prismaFolder } from '../../store/schema/migrate.js';

let url: string;
let watcher: pg.Client;
/** The migrations of the product, and one of a release to come. */
let migrations: string;

beforeEach(async () => {
  migrations = await mkdtemp(join(tmpdir(), 'rollcall-migrations-'));
  await cp(join(prismaFolder(), 'migrations'), migrations, { recursive: true });
  await mkdir(join(migrations, '20990101000000_next'));
  await writeFile(join(migrations, '20990101000000_next', 'migration.sql'), 'CREATE TABLE "next" ("id" INTEGER PRIMARY KEY);\n');
  const name = `migrate_${randomUUID()}`;
  watcher = new pg.Client({ connectionString: inject('postgresUrl') });
  await watcher.connect();
  await watcher.query(`CREATE DATABASE "${name}"`);
  url = Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href;
});

afterEach(async () => {
  await watcher.query(`DROP DATABASE "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
  await watcher.end();
  await rm(migrations, { recursive: true });
});

describe('a migration of the database', () => {
  test('whose connection breaks leaves nothing, and the next run does all of it', async () => {
    const journal = await holdJournal();
    const broken = migrate(url, migrations).then(
      () => null,
      (error: unknown) => error,
    );
    await watcher.query('SELECT pg_terminate_backend($1)', [await journal.waitingFor()]);
    expect(await broken).toBeInstanceOf(Error);
    await journal.release();
    expect(await tables()).toEqual(['_prisma_migrations']);
    expect(await migrate(url, migrations)).toEqual(await names());
    expect(await migrate(url, migrations)).toEqual([]);
  });

  test('whose program is killed is finished by the database, or not begun; the next run waits for that and goes on', async () => {
    const journal = await holdJournal();
    const program = spawn(process.execPath, [
      '--import',
      new URL('../support/typescript-loader.mjs', import.meta.url).href,
      '--input-type=module',
      '-e',
      `await (await import(${JSON.stringify(new URL('../../store/schema/migrate.ts', import.meta.url).href)})).migrate(${JSON.stringify(url)}, ${JSON.stringify(migrations)});`,
    ]);
    await journal.waitingFor();
    program.kill('SIGKILL');
    await once(program, 'exit');
    const next = migrate(url, migrations);
    await journal.release();
    // The server had the first script whole: with its entry in the journal it is done.
    expect(await next).toEqual((await names()).slice(1));
    expect(await migrate(url, migrations)).toEqual([]);
  });

  test('that fails is not kept, and says what is wrong', async () => {
    await inside((client) => client.query('CREATE TABLE person (id int)'));
    await expect(migrate(url)).rejects.toThrow('person');
    expect(await tables()).toEqual(['_prisma_migrations', 'person']);
  });

  test('that another tool began and did not finish is left to that tool', async () => {
    await migrate(url);
    await inside((client) => client.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_first'`));
    await expect(migrate(url)).rejects.toThrow(`${(await names())[0]} was begun by another tool`);
  });
});

/** Holds the journal, so that a migration waits after its script, before its commit. */
async function holdJournal(): Promise<{ waitingFor(): Promise<number>; release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // As Prisma makes it.
  await client.query(
    `CREATE TABLE _prisma_migrations (
       id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
       rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`,
  );
  await client.query('BEGIN; LOCK TABLE _prisma_migrations IN SHARE MODE');
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return {
    waitingFor: async () => {
      for (;;) {
        const waiting = await watcher.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid))', [
          rows[0]?.pid,
        ]);
        if (waiting.rows[0] !== undefined) return waiting.rows[0].pid;
      }
    },
    release: () => client.end(),
  };
}

async function tables(): Promise<string[]> {
  return inside(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  });
}

async function names(): Promise<string[]> {
  const entries = await readdir(migrations, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function inside<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
