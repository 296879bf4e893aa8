import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** `backup.json`: the contents of a backup. It is written last, so a folder without it is an unfinished backup. */
export type BackupList = {
  /** ISO 8601: the instant that the tables show. */
  madeAt: string;
  /** The migrations of the database; a restore needs a product that has the same. */
  migrations: string[];
  tables: { name: string; columns: string[]; rows: number; sha256: string }[];
  /** Last values of the sequences. */
  sequences: Record<string, string>;
  uploads: { key: string; sha256: string }[];
  hostKeyFingerprints: string[];
  /** Ids of the districts' keys: every upload was sealed with one of them. */
  districtKeyIds: string[];
  /** The mark of the upload store; null: no part had started with it. */
  storeMark: string | null;
};

/** A problem with a backup that an operator can fix: its message is one line. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Makes an empty folder that only this user may read: the tables in it are not encrypted. */
export async function makeBackupFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty: give each backup a folder of its own.`);
}

export async function readBackupList(folder: string): Promise<BackupList> {
  const text = await readFile(join(folder, 'backup.json'), 'utf8').catch(() => {
    throw new BackupError(`${folder} holds no whole backup: backup.json is missing.`);
  });
  return JSON.parse(text) as BackupList;
}

export async function writeBackupList(folder: string, list: BackupList): Promise<void> {
  await writeFile(join(folder, 'backup.json'), `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

export const tableFile = (folder: string, name: string): string => join(folder, 'tables', `${name}.copy`);
export const uploadFile = (folder: string, key: string): string => join(folder, 'uploads', key);

/** Writes a new file to disk, and returns the SHA-256 of its contents, as hex. */
export async function writeMeasured(path: string, source: Readable): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { through, sha256 } = measuring();
  await pipeline(source, through, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
  return sha256();
}

/** Reads a file whose SHA-256 is known; the stream fails at its end if it differs. */
export function readMeasured(path: string, expected: string): Transform {
  const { through, sha256 } = measuring(() => {
    if (sha256() !== expected) throw new BackupError(`${path} is damaged: its SHA-256 differs from the list.`);
  });
  const file = createReadStream(path);
  file.on('error', () => through.destroy(new BackupError(`${path} is missing or cannot be read.`)));
  return file.pipe(through);
}

/** Its first 64 bytes, or all if it is shorter. */
export async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function measuring(atEnd: () => void = () => undefined): { through: Transform; sha256(): string } {
  const hash = createHash('sha256');
  let digest: string | undefined;
  const sha256 = (): string => (digest ??= hash.digest('hex'));
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      try {
        atEnd();
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  return { through, sha256 };
}
