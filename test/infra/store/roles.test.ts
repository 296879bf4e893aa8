import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRANTS, PARTS, roleOf, type Part } from '../../../store/schema/grants.js';
import { createSchool } from '../../../services/schools/create-school.js';
import { openDatabase } from '../../../store/database.js';
import { loadDailyFacts } from '../../../store/views/load-daily-facts.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
const clients = new Map<Part, pg.Client>();
beforeAll(async () => {
  database = await createTestDatabase();
  for (const part of PARTS) {
    const client = new pg.Client({ connectionString: database.urlOf(part) });
    await client.connect();
    clients.set(part, client);
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await database.drop();
});

/** The SQLSTATE with which PostgreSQL refuses a statement of a part; null: it does not. */
async function refusal(part: Part, sql: string): Promise<string | null> {
  const client = clients.get(part)!;
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('ROLLBACK');
  }
}
const NOT_ALLOWED = '42501';

describe.each(PARTS)('the role of the %s', (part) => {
  test('has the rights of the list on each table, and none on any other', async () => {
    const { rows } = await database.pool.query<{ table: string; rights: string }>(
      `SELECT relname AS table, concat(
         CASE WHEN has_table_privilege($1, oid, 'SELECT') THEN 'S' END, CASE WHEN has_table_privilege($1, oid, 'INSERT') THEN 'I' END,
         CASE WHEN has_table_privilege($1, oid, 'UPDATE') THEN 'U' END, CASE WHEN has_table_privilege($1, oid, 'DELETE') THEN 'D' END,
         CASE WHEN has_table_privilege($1, oid, 'TRUNCATE, REFERENCES, TRIGGER, MAINTAIN') THEN '!' END) AS rights
         FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
      [roleOf(part)],
    );
    const all = { ...GRANTS, _prisma_migrations: Object.fromEntries(PARTS.map((each) => [each, 'S'])) };
    const listed = Object.fromEntries(rows.map(({ table }) => [table, (all[table as keyof typeof all]?.[part] ?? '').replace('L', '')]));
    expect(Object.fromEntries(rows.map(({ table, rights }) => [table, rights]))).toEqual(listed);
    expect(Object.keys(GRANTS).filter((table) => !(table in listed))).toEqual([]);
  });

  const others = (statements: [sql: string, may?: Part][]): string[] => statements.flatMap(([sql, may]) => (may === part ? [] : [sql]));
  test.each(
    others([
      ["COPY (SELECT 1) TO PROGRAM 'true'"],
      ["COPY (SELECT 1) TO '/tmp/rollcall-never'"],
      ["SELECT pg_read_file('/etc/passwd')"],
      ['SET session_replication_role = replica'],
      ['SET log_min_messages = info'],
      ['ALTER TABLE audit_entry DISABLE TRIGGER ALL'],
      ['DROP TRIGGER audit_entry_append_only ON audit_entry'],
      ["UPDATE audit_entry SET action = 'x'"],
      ['DELETE FROM audit_entry'],
      ['TRUNCATE audit_entry'],
      ["INSERT INTO audit_entry (at, actor_kind, action) VALUES ('2020-01-01', 'system', 'never')"],
      ['DELETE FROM audit_seal'],
      ['CREATE TABLE mine (id int)'],
      ['CREATE ROLE mine'],
      ['SELECT passwd FROM pg_shadow'],
      ['DELETE FROM school'],
      ['UPDATE account SET role = role WHERE false', 'api'],
      ['DELETE FROM person', 'worker'],
    ]),
  )('must not: %s', async (sql) => {
    expect(await refusal(part, sql)).toBe(NOT_ALLOWED);
  });
});

test('the gateway, which strangers reach first, sees no person and no account, and the worker no password of anybody', async () => {
  for (const table of ['person', 'change', 'problem', 'account', 'access_token', 'absence', 'row_digests', 'notification'])
    expect(await refusal('gateway', `SELECT 1 FROM ${table}`)).toBe(NOT_ALLOWED);
  for (const table of ['access_token', 'sftp_key', 'gateway_ban']) expect(await refusal('worker', `SELECT 1 FROM ${table}`)).toBe(NOT_ALLOWED);
  for (const secret of ['password_hash', 'selector']) expect(await refusal('worker', `SELECT ${secret} FROM sftp_password`)).toBe(NOT_ALLOWED);
  expect(await refusal('api', 'DELETE FROM person')).toBe(NOT_ALLOWED);
});

test('the worker can tell the owners of a night, who read there when the password was last used', async () => {
  const district = await database.prisma.district.create({ data: { name: 'Lakeside' } });
  const { id } = await createSchool(database, {
    districtId: district.id,
    name: 'Lincoln High School',
    region: 'US',
    timeZone: 'America/Chicago',
    locale: 'en',
  });
  const worker = openDatabase(database.urlOf('worker'), { connections: 2 });
  const links = { publicUrl: 'http://127.0.0.1:3000', temporalUiUrl: 'http://127.0.0.1:8233', namespace: 'default' };
  const facts = await loadDailyFacts(worker, { schoolId: id, night: '2026-03-23', until: new Date('2026-03-24T03:00:00Z') }, 'en', links);
  await worker.close();
  expect(facts).toMatchObject({ school: { name: 'Lincoln High School' } });
});

test('PostgreSQL writes nothing of what it refuses to a part into its log', async () => {
  const { rows } = await database.pool.query<{ role: string; settings: string[] }>(
    'SELECT rolname AS role, rolconfig AS settings FROM pg_roles WHERE rolname = ANY ($1::text[])',
    [PARTS.map(roleOf)],
  );
  expect(rows).toHaveLength(3);
  for (const { settings } of rows) expect(settings).toEqual(expect.arrayContaining(['log_min_messages=log', 'log_min_error_statement=panic']));
});
