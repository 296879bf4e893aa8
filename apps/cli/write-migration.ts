import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { withScratchPostgres } from '../../infra/embedded/with-scratch-postgres.js';
import { createMigration } from '../../store/schema/create-migration.js';
import { prismaFolder } from '../../store/schema/migrate.js';
import { CliError } from './cli-error.js';

/** For developers: the SQL from the committed schema.prisma to the one in the working tree, as the next migration. */
export async function writeMigration(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new CliError('Name the migration in small letters, digits and underscores, such as add_phone.');
  const before = await promisify(execFile)('git', ['show', 'HEAD:./schema.prisma'], { cwd: prismaFolder() }).catch(() => {
    throw new CliError('A migration starts from the committed prisma/schema.prisma: run this in a checkout with git.');
  });
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = await withScratchPostgres(['migration'], async ([databaseUrl = '']) => createMigration(databaseUrl, before.stdout, stamp, name));
  console.log(
    folder === null
      ? 'prisma/schema.prisma is as committed: there is nothing to migrate.'
      : `Written: ${relative(process.cwd(), folder)}/migration.sql`,
  );
}
