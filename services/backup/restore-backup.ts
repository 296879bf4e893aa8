import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { openHostKeys } from '../credentials/host-key.js';
import { placeOf } from '../keys/rotate-master-key.js';
import { ConfigError } from '../../infra/config-error.js';
import { keyIdOf } from '../../infra/crypto/seal.js';
import { opens, type MasterKey } from '../../infra/crypto/wrap-key.js';
import type { BlobStore } from '../../infra/files/blob-store.js';
import { analyze, fillTable, haveRows, listMigrations, listReferences, setSequence } from '../../store/backup.js';
import { inTransaction, type Database, type Queries } from '../../store/database.js';
import { listWrapped } from '../../store/wrapped-keys.js';
import { migrate } from '../../store/schema/migrate.js';
import { BackupError, readBackupList, readBeginning, readMeasured, tableFile, uploadFile, type BackupList } from './backup-folder.js';

/**
 * Restores a backup into an empty database and an upload store, and checks that `masterKey` opens it. First the
 * bytes, then the tables in one transaction: an interrupted restore is started again with the same command.
 *
 * @throws BackupError, in one line, when the backup is damaged or of another version, the database is not empty, or the store is another
 *   installation's;
 *   ConfigError when the master key is not that of the backup. The database is then as empty as before
 */
export async function restoreBackup(
  target: { databaseUrl: string; database: Database; blobs: BlobStore; masterKey: MasterKey },
  folder: string,
): Promise<BackupList> {
  const { databaseUrl, database, blobs, masterKey } = target;
  const list = await readBackupList(folder);
  await migrate(databaseUrl);
  await seeSameVersion(database, list);
  if (list.storeMark !== null) await markAs(blobs, list.storeMark);
  for (const { key, sha256 } of list.uploads) await blobs.write(key, readMeasured(uploadFile(folder, key), sha256));
  await inTransaction(database.pool, async (client) => {
    const order = await inOrder(client, list);
    const names = order.map(({ name }) => name);
    if (await haveRows(client, names)) throw new BackupError('The database of DATABASE_URL is not empty: restore into a new one.');
    for (const table of order) await restoreTable(client, table, tableFile(folder, table.name));
    for (const [name, value] of Object.entries(list.sequences)) await setSequence(client, name, value);
    // Reads with the same client, so that nothing is committed with the wrong key.
    await openHostKeys({ pool: client }, masterKey);
    await seeAllOpen(client, masterKey);
  });
  await analyze(database.pool);
  return list;
}

async function seeAllOpen(client: Queries, masterKey: MasterKey): Promise<void> {
  const closed = (await listWrapped(client)).filter((wrapped) => !opens(masterKey, wrapped.wrappedKey, placeOf(wrapped)));
  if (closed.length === 0) return;
  throw new ConfigError([
    `MASTER_KEY is wrong: it does not open ${closed.length} of the keys and secrets in the backup. Set the key that the installation had when the backup was made.`,
  ]);
}

/** The store that the files go into is the installation's from now on. */
async function markAs(blobs: BlobStore, mark: string): Promise<void> {
  const found = await blobs.readMark();
  if (found === null) await blobs.mark(mark);
  else if (found !== mark) throw new BackupError('The upload store belongs to another installation: restore into an empty one.');
}

/**
 * Reads every file of a backup and compares it with the list; each upload must be sealed with a key that the backup has. Throws BackupError that
 * names the first file that is damaged or could not be opened.
 */
export async function verifyBackup(folder: string): Promise<BackupList> {
  const list = await readBackupList(folder);
  const all = [
    ...list.tables.map(({ name, sha256 }) => ({ path: tableFile(folder, name), sha256 })),
    ...list.uploads.map(({ key, sha256 }) => ({ path: uploadFile(folder, key), sha256 })),
  ];
  for (const { path, sha256 } of all) await seeUndamaged(path, sha256);
  for (const { key } of list.uploads) await seeKeyThere(uploadFile(folder, key), list.districtKeyIds);
  return list;
}

async function restoreTable(client: pg.PoolClient, table: BackupList['tables'][number], path: string): Promise<void> {
  try {
    await fillTable(client, table, (copy) => pipeline(readMeasured(path, table.sha256), copy));
  } catch (error) {
    // PostgreSQL may refuse a damaged row before the end of its file, and would quote the row.
    await seeUndamaged(path, table.sha256);
    throw error;
  }
}

/** Throws BackupError when the file is another one. */
async function seeUndamaged(path: string, sha256: string): Promise<void> {
  await readMeasured(path, sha256).resume().toArray();
}

/** Throws BackupError when the backup lacks the district's key with which this upload was sealed. */
async function seeKeyThere(path: string, keyIds: readonly string[]): Promise<void> {
  const keyId = keyIdOf(await readBeginning(path));
  if (keyId === null) throw new BackupError(`${path} is no upload that Rollcall sealed.`);
  if (!keyIds.includes(keyId))
    throw new BackupError(`${path} cannot be opened: the backup lacks the district's key ${keyId}, with which it was sealed.`);
}

async function seeSameVersion(database: Database, list: BackupList): Promise<void> {
  const ours = await listMigrations(database.pool);
  if (ours.join() === list.migrations.join()) return;
  throw new BackupError(
    `The backup is of another version of Rollcall (its last migration is ${list.migrations.at(-1) ?? 'none'}, here it is ${ours.at(-1) ?? 'none'}): restore it with that version, then upgrade.`,
  );
}

/** Orders tables after those that they refer to, also by keys that are not enforced, because triggers check those. */
async function inOrder(client: Queries, list: BackupList): Promise<BackupList['tables']> {
  const references = await listReferences(client);
  const waitsFor = (name: string): string[] => references.filter(({ table }) => table === name).map(({ refers }) => refers);
  const ordered: BackupList['tables'] = [];
  const left = [...list.tables];
  while (left.length > 0) {
    const at = left.findIndex(({ name }) => waitsFor(name).every((other) => ordered.some((table) => table.name === other)));
    if (at < 0) throw new Error('Tables refer to each other in a circle.');
    ordered.push(...left.splice(at, 1));
  }
  return ordered;
}
