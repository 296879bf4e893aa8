import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_FILTER, prismaFolder, readMigrations } from './migrate.js';
import { openSchemaEngine } from './schema-engine.js';

/**
 * The SQL that leads from the migrations of the repository to `schema.prisma`, or '' when they agree.
 * Needs an empty scratch database: the migrations are replayed in it.
 */
export async function pendingMigrationSql(scratchDatabaseUrl: string): Promise<string> {
  const path = join(prismaFolder(), 'schema.prisma');
  const content = await readFile(path, 'utf8');
  const engine = await openSchemaEngine(scratchDatabaseUrl, [[path, content]]);
  const migrations = await readMigrations();
  const { stdout } = await engine.diff({
    from: migrations.migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...migrations },
    to: { tag: 'schemaDatamodel', files: [{ path, content }] },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}

/** Writes the next migration folder. Constraints that Prisma cannot say are added to the file by hand afterwards. */
export async function createMigration(scratchDatabaseUrl: string, stamp: string, name: string): Promise<string | null> {
  const sql = await pendingMigrationSql(scratchDatabaseUrl);
  if (sql === '') return null;
  const folder = join(prismaFolder(), 'migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  return folder;
}
