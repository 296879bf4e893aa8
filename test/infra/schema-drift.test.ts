import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { compareSchemas, findSchemaDrift } from '../../store/schema/find-schema-drift.js';

test('migrations and schema agree, and what one of them lacks is named', async () => {
  await withDatabases(async (migrated, drawn) => {
    expect(await findSchemaDrift(migrated, drawn)).toEqual([]);

    await run(migrated, 'ALTER TABLE person ADD COLUMN planted int');
    await run(drawn, 'ALTER TYPE "Region" ADD VALUE \'MX\'');
    await run(drawn, 'CREATE INDEX planted_index ON person (grade)');
    expect(await compareSchemas(migrated, drawn)).toEqual([
      'only in schema.prisma: CREATE INDEX planted_index ON public.person USING btree (grade)',
      'only in schema.prisma: enum Region: US, CA, MX',
      'only in the migrations: column person.planted integer',
      'only in the migrations: enum Region: US, CA',
    ]);
  });
});

async function withDatabases(work: (first: string, second: string) => Promise<void>): Promise<void> {
  const postgresUrl = inject('postgresUrl');
  const names = [`drift_${randomUUID()}`, `drift_${randomUUID()}`];
  try {
    for (const name of names) await run(postgresUrl, `CREATE DATABASE "${name}"`);
    const [first, second] = names.map((name) => Object.assign(new URL(postgresUrl), { pathname: `/${name}` }).href);
    await work(first!, second!);
  } finally {
    for (const name of names) await run(postgresUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

async function run(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
