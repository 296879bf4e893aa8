import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prismaFolder } from './migrate.js';
import { schemaDiffSql } from './schema-diff-sql.js';

/**
 * Writes the next migration: what leads from `before` (the committed text of schema.prisma) to the file as it is now.
 * Answers the folder, or null when nothing differs. What Prisma cannot say is added to the SQL by hand afterwards.
 *
 * @param stamp `YYYYMMDDHHMMSS`, later than that of every other migration.
 */
export async function createMigration(databaseUrl: string, before: string, stamp: string, name: string): Promise<string | null> {
  const now = await readFile(join(prismaFolder(), 'schema.prisma'), 'utf8');
  const sql = await schemaDiffSql(databaseUrl, before, now);
  if (sql === '') return null;
  const folder = join(prismaFolder(), 'migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  return folder;
}
