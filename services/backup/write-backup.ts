import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BlobMissing, type BlobStore } from '../../infra/files/blob-store.js';
import type { Database } from '../../store/database.js';
import { makeBackupFolder, tableFile, uploadFile, writeBackupList, writeMeasured, type BackupList } from './backup-folder.js';

/**
 * Writes a backup into an empty folder while everything runs: first the tables, all as of one instant, then the bytes of
 * the uploads that they name, still sealed. In this order every upload of the tables has its bytes; what is purged
 * meanwhile is missing, and would have been purged anyway. Staged rows are left out: a sync that is under way starts again.
 *
 * @throws BackupError when the folder is not empty
 */
export async function writeBackup(database: Database, blobs: BlobStore, folder: string, now: Date): Promise<BackupList> {
  await makeBackupFolder(folder);
  const client = await database.pool.connect();
  let list: Omit<BackupList, 'uploads'>;
  let keys: string[];
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // A large table takes as long as it takes: this backup is what somebody waits for.
    await client.query('SET LOCAL statement_timeout = 0');
    const tables: BackupList['tables'] = [];
    for (const { name, columns } of await listTables(client)) {
      const copy = client.query(unhurried(copyTo(`COPY "${name}" (${columns.map((column) => `"${column}"`).join(', ')}) TO STDOUT`)));
      const sha256 = await writeMeasured(tableFile(folder, name), copy);
      copy.callback();
      tables.push({ name, columns, rows: copy.rowCount, sha256 });
    }
    const migrations = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    );
    const sequences = await client.query<{ name: string; value: string }>(
      "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL",
    );
    const hostKeys = await client.query<{ fingerprint: string }>('SELECT fingerprint FROM gateway_host_key ORDER BY 1');
    const uploads = await client.query<{ key: string }>('SELECT DISTINCT storage_key AS key FROM upload WHERE wrapped_key IS NOT NULL ORDER BY 1');
    await client.query('COMMIT');
    keys = uploads.rows.map(({ key }) => key);
    list = {
      madeAt: now.toISOString(),
      migrations: migrations.rows.map(({ name }) => name),
      tables,
      sequences: Object.fromEntries(sequences.rows.map(({ name, value }) => [name, value])),
      hostKeyFingerprints: hostKeys.rows.map(({ fingerprint }) => fingerprint),
    };
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  const uploads: BackupList['uploads'] = [];
  for (const key of keys) {
    try {
      uploads.push({ key, sha256: await writeMeasured(uploadFile(folder, key), await blobs.read(key)) });
    } catch (error) {
      if (!(error instanceof BlobMissing)) throw error;
    }
  }
  const whole = { ...list, uploads };
  await writeBackupList(folder, whole);
  return whole;
}

/** The tables of the product with the columns that are stored, in no order; the journal of the migrations is written by them. */
async function listTables(client: pg.PoolClient): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

const A_DAY_MS = 86_400_000;

/**
 * A copy without the pool's limit for an answer. The driver takes a limit from the query, and stops its clock when `callback` is
 * called; pg-copy-streams calls it for a copy into the database only, so that a clock that ran on would keep the process for minutes.
 */
function unhurried<Copy extends object>(copy: Copy): Copy & { callback(): void } {
  return Object.assign(copy, { query_timeout: A_DAY_MS, callback: () => undefined });
}
