import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../store/database.js';

export type TestDatabase = Database & { url: string; drop(): Promise<void> };

/** A migrated, empty database of its own, in milliseconds: a copy of the run's template. Drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const postgresUrl = inject('postgresUrl');
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  // Two copies of one template at once are refused: take turns.
  await admin.query('SELECT pg_advisory_lock(4711)');
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${inject('templateDatabase')}" STRATEGY FILE_COPY`);
  await admin.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href);
  return {
    ...database,
    url: url.href,
    drop: async () => {
      await database.close();
      const client = new pg.Client({ connectionString: postgresUrl });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await client.end();
    },
  };
}
