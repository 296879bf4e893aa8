import { BackupError, type BackupList } from '../../services/backup/backup-folder.js';
import { restoreBackup, verifyBackup } from '../../services/backup/restore-backup.js';
import { writeBackup } from '../../services/backup/write-backup.js';
import { readConfig } from '../../infra/config.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { openBlobStore } from '../../infra/files/open-blob-store.js';
import { openDatabase } from '../../store/database.js';
import { CliError } from './cli-error.js';

/** The installation that the environment describes. */
function open() {
  const config = readConfig();
  return {
    databaseUrl: config.DATABASE_URL,
    database: openDatabase(config.DATABASE_URL, { connections: 2 }),
    blobs: openBlobStore(config),
    masterKey: masterKeyOf(config),
  };
}

export async function backUp(folder: string): Promise<void> {
  const { database, blobs } = open();
  await told(
    async () =>
      console.log(
        `Backed up into ${folder}: ${summary(await writeBackup(database, blobs, folder, new Date()))}. MASTER_KEY is not in it: keep it elsewhere.`,
      ),
    () => database.close(),
  );
}

export async function restore(folder: string): Promise<void> {
  const target = open();
  await told(
    async () => console.log(`Restored from ${folder}: ${summary(await restoreBackup(target, folder))}.`),
    () => target.database.close(),
  );
}

export async function verify(folder: string): Promise<void> {
  await told(async () => console.log(`${folder} is whole: ${summary(await verifyBackup(folder))}.`));
}

function summary(list: BackupList): string {
  const people = list.tables.find(({ name }) => name === 'person')?.rows ?? 0;
  return `${people} people, ${list.uploads.length} uploads, host key ${list.hostKeyFingerprints.join(', ') || 'none yet'}, as of ${list.madeAt}`;
}

async function told(work: () => Promise<void>, close: () => Promise<void> = async () => undefined): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BackupError) throw new CliError(error.message);
    throw error;
  } finally {
    await close();
  }
}
