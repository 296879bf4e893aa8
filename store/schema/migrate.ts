import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { applyGrants } from './grants.js';

/** The folder `prisma/` of the checkout or image, found from the compiled and from the source tree alike. */
export function prismaFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'prisma', 'schema.prisma'))) return join(folder, 'prisma');
    if (dirname(folder) === folder) throw new Error('The folder prisma/ with schema.prisma is missing beside the program.');
  }
}

/** Prisma's own advisory lock, so that neither tool migrates beside the other. */
const MIGRATION_LOCK = 72_707_369;

const JOURNAL = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
    rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/**
 * Brings a database to the newest schema. Returns the names of the migrations that ran. Each migration and its entry in
 * Prisma's `_prisma_migrations` are one transaction, sent at once: if anything is killed meanwhile, either both exist or neither,
 * and running it again continues from there. At the end the rights of the parts' roles are granted again. A second run waits, also for a
 * server process whose client was killed.
 *
 * @param folder the folder of the migrations; the product's own, unless a test adds to them
 * @throws if a migration fails (none of it is kept), or if another tool began one and did not finish it
 */
export async function migrate(databaseUrl: string, folder: string = join(prismaFolder(), 'migrations')): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  // Without a listener a connection that breaks between two statements would end the process; the next one then says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(JOURNAL);
    const { rows } = await client.query<{ name: string; finished: boolean }>(
      'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const begun = rows.find((row) => !row.finished);
    if (begun !== undefined)
      throw new Error(`Migration ${begun.name} was begun by another tool and did not finish: settle it with \`prisma migrate resolve\`.`);
    const applied = new Set(rows.map((row) => row.name));
    const ran: string[] = [];
    for (const { name, sql } of await readMigrations(folder)) {
      if (applied.has(name)) continue;
      await client.query(withEntry(client, name, sql));
      ran.push(name);
    }
    await applyGrants(client);
    return ran;
  } finally {
    await client.end();
  }
}

/** The names of the migrations that this version brings. */
export async function listOwnMigrations(): Promise<string[]> {
  return (await readMigrations(join(prismaFolder(), 'migrations'))).map(({ name }) => name);
}

async function readMigrations(folder: string): Promise<{ name: string; sql: string }[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    entries
      .map(({ name }) => name)
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/** One string, so that the server has all of it before the client can die. */
function withEntry(client: pg.Client, name: string, sql: string): string {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return `BEGIN;\n${sql}\n;INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
    VALUES (gen_random_uuid()::text, '${checksum}', ${client.escapeLiteral(name)}, clock_timestamp(), 1); COMMIT`;
}
