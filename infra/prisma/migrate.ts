import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { openSchemaEngine } from './schema-engine.js';

/** Everything in the database belongs to the product: nothing is filtered out. */
export const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The folder `prisma/` of the checkout or image, found from the compiled and from the source tree alike. */
export function prismaFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'prisma', 'schema.prisma'))) return join(folder, 'prisma');
    if (dirname(folder) === folder) throw new Error('The folder prisma/ with schema.prisma is missing beside the program.');
  }
}

/** The migrations of the repository as the engine wants them. */
export async function readMigrations(): Promise<{
  baseDir: string;
  lockfile: { path: string; content: string };
  shadowDbInitScript: string;
  migrationDirectories: { path: string; migrationFile: { path: string; content: { tag: 'ok'; value: string } } }[];
}> {
  const baseDir = join(prismaFolder(), 'migrations');
  const names = (await readdir(baseDir, { withFileTypes: true })).filter((e) => e.isDirectory()).map((e) => e.name);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}

/** Brings a database to the newest schema, as `prisma migrate deploy` does. Returns the names of the migrations that ran. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const engine = await openSchemaEngine(databaseUrl);
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: await readMigrations(),
    filters: NO_FILTER,
  });
  return appliedMigrationNames;
}
