import { migrate } from '../../store/schema/migrate.js';
import { CliError } from './cli-error.js';
import { databaseUrlFromEnvironment } from './database-url.js';

/** What `prisma migrate deploy` does, without the native engine. Safe to run again, also after a run that was killed. */
export async function migrateDatabase(): Promise<void> {
  const databaseUrl = databaseUrlFromEnvironment();
  let applied: string[];
  try {
    applied = await migrate(databaseUrl);
  } catch (error) {
    throw new CliError(`The database could not be migrated: ${causeOf(error)}`);
  }
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
}

/** What the database says; where it speaks of stored values (SQLSTATE classes 22 and 23, and our own triggers), the code only. */
function causeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(22|23|P0)/.test(code)) return `PostgreSQL says ${code} about what is stored.`;
  return String(message ?? error).split('\n')[0] ?? '';
}
