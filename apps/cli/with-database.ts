import { openDatabase, type Database } from '../../store/database.js';
import { databaseUrlFromEnvironment } from './database-url.js';

/** Does `work` with the database of DATABASE_URL, over one connection, and closes it. */
export async function withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = openDatabase(databaseUrlFromEnvironment(), { connections: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
