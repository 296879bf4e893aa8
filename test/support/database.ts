import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../store/database.js';
import { roleOf, type Part } from '../../store/schema/grants.js';

export type TestDatabase = Database & {
  /** Of the superuser: what a test prepares and looks at is not what a part may. */
  url: string;
  /** The same database for one of the processes, with the rights that it has in an installation. */
  urlOf(part: Part): string;
  drop(): Promise<void>;
};

/** The URL of a test's database for one of the processes. */
export function asPart(databaseUrl: string, part: Part): string {
  return Object.assign(new URL(databaseUrl), { username: roleOf(part), password: 'test' }).href;
}

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
    urlOf: (part) => asPart(url.href, part),
    drop: async () => {
      await database.close();
      const client = new pg.Client({ connectionString: postgresUrl });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await client.end();
    },
  };
}
