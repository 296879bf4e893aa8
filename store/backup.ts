import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Queries } from './database.js';

/** A table of the product with the columns that are stored. */
export type BackupTable = { name: string; columns: string[] };

/** Runs `work` on one connection that sees the database as of one instant, without a time limit: somebody waits for this backup. */
export async function inSnapshot<T>(pool: Pick<pg.Pool, 'connect'>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** All tables by name; the journal of the migrations is left out, because they write it. */
export async function listTables(client: Queries): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** Gives the rows of a table, as COPY writes them, to `write`. Returns what that returns, and how many rows they were. */
export async function readTable<T>(
  client: pg.PoolClient,
  table: BackupTable,
  write: (rows: Readable) => Promise<T>,
): Promise<{ rows: number; written: T }> {
  const copy = client.query(unhurried(copyTo(`COPY ${columnsOf(table)} TO STDOUT`)));
  const written = await write(copy);
  copy.callback();
  return { rows: copy.rowCount, written };
}

/** Lets `write` fill a table with rows as COPY wrote them. */
export async function fillTable(client: pg.PoolClient, table: BackupTable, write: (rows: Writable) => Promise<void>): Promise<void> {
  await write(client.query(copyFrom(`COPY ${columnsOf(table)} FROM STDIN`)));
}

/** The names of the migrations that this database has, in their order. */
export async function listMigrations(queries: Queries): Promise<string[]> {
  const { rows } = await queries.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}

/** The last value of each sequence that has given one. */
export async function readSequences(client: Queries): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL",
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

export async function setSequence(client: Queries, name: string, value: string): Promise<void> {
  await client.query('SELECT setval($1::regclass, $2::text::bigint)', [`"${name}"`, value]);
}

/** The storage keys of the uploads that are not purged. */
export async function listStorageKeys(client: Queries): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>('SELECT DISTINCT storage_key AS key FROM upload WHERE wrapped_key IS NOT NULL ORDER BY 1');
  return rows.map(({ key }) => key);
}

/** Which table refers to which other one, also by keys that are not enforced. */
export async function listReferences(client: Queries): Promise<{ table: string; refers: string }[]> {
  const { rows } = await client.query<{ table: string; refers: string }>(
    `SELECT a.relname AS table, b.relname AS refers
       FROM pg_constraint JOIN pg_class a ON a.oid = conrelid JOIN pg_class b ON b.oid = confrelid
      WHERE contype = 'f' AND a.oid <> b.oid AND connamespace = 'public'::regnamespace`,
  );
  return rows;
}

/** Whether any of these tables has a row. */
export async function haveRows(client: Queries, names: readonly string[]): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(`SELECT ${names.map((name) => `EXISTS (SELECT FROM "${name}")`).join(' OR ')} AS any`);
  return rows[0]?.any === true;
}

/** Refreshes the statistics of PostgreSQL's planner. */
export async function analyze(queries: Queries): Promise<void> {
  await queries.query('ANALYZE');
}

function columnsOf({ name, columns }: BackupTable): string {
  return `"${name}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}

const A_DAY_MS = 86_400_000;

/**
 * A copy without the pool's time limit for answers. The driver takes the limit from the query, and stops its timer when `callback` is
 * called. pg-copy-streams calls it only for a copy into the database; otherwise the timer would keep the process alive for minutes.
 */
function unhurried<Copy extends object>(copy: Copy): Copy & { callback(): void } {
  return Object.assign(copy, { query_timeout: A_DAY_MS, callback: () => undefined });
}
