import { migrate } from '../../infra/prisma/migrate.js';
import { CliError } from './cli-error.js';
import { databaseUrlFromEnvironment } from './database-url.js';

/** What `prisma migrate deploy` does, without the native engine. Safe to run again, also after a run that was killed. */
export async function migrateDatabase(): Promise<void> {
  const databaseUrl = databaseUrlFromEnvironment();
  let applied: string[];
  try {
    applied = await migrate(databaseUrl);
  } catch (error) {
    throw new CliError(`The database could not be migrated: ${(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''}`);
  }
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
}
