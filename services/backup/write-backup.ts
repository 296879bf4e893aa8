import { BlobMissing, type BlobStore } from '../../infra/files/blob-store.js';
import { inSnapshot, listMigrations, listStorageKeys, listTables, readSequences, readTable } from '../../store/backup.js';
import type { Database } from '../../store/database.js';
import { listKeyIds } from '../../store/district-keys.js';
import { listHostKeyFingerprints } from '../../store/host-keys.js';
import { readStoreMark } from '../../store/store-mark.js';
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
  const { keys, ...list } = await inSnapshot(database.pool, async (client) => {
    const tables: BackupList['tables'] = [];
    for (const table of await listTables(client)) {
      const { rows, written } = await readTable(client, table, (copy) => writeMeasured(tableFile(folder, table.name), copy));
      tables.push({ ...table, rows, sha256: written });
    }
    return {
      madeAt: now.toISOString(),
      migrations: await listMigrations(client),
      tables,
      sequences: await readSequences(client),
      districtKeyIds: await listKeyIds(client),
      hostKeyFingerprints: await listHostKeyFingerprints(client),
      storeMark: await readStoreMark(client),
      keys: await listStorageKeys(client),
    };
  });
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
