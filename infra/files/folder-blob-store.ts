import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BlobMissing, StoreUnusable, type BlobStore } from './blob-store.js';

const KEY = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;
const TEMPORARY = /^\.[0-9a-f-]{36}\.writing$/;
const MARK = '.rollcall-store';

/** A blob store in a folder, one sub-folder per school. A blob appears whole, by an atomic rename after fsync, or not at all. */
export function createFolderBlobStore(folder: string): BlobStore {
  const root = resolve(folder);

  return {
    async write(key, source) {
      const path = pathOf(root, key);
      const schoolFolder = join(path, '..');
      await makeFolder(root, schoolFolder);
      const temporary = join(schoolFolder, `.${randomUUID()}.writing`);
      try {
        const file = await open(temporary, 'wx', 0o600);
        try {
          await writeAll(file, source);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(schoolFolder);
    },

    async read(key) {
      const file = await open(pathOf(root, key), 'r').catch((error: unknown) => {
        throw codeOf(error) === 'ENOENT' ? new BlobMissing(key) : error;
      });
      return createReadStream('', { fd: file, highWaterMark: 256 * 1024 });
    },

    async delete(key) {
      await rm(pathOf(root, key), { force: true });
    },

    async *listWrittenBefore(instant) {
      for (const school of await namesIn(root)) {
        for (const name of await namesIn(join(root, school))) {
          const key = `${school}/${name}`;
          if (!KEY.test(key) && !TEMPORARY.test(name)) continue;
          const path = join(root, school, name);
          const written = await stat(path).then(
            ({ mtime }) => mtime,
            () => null,
          );
          if (written === null || written >= instant) continue;
          if (KEY.test(key)) yield key;
          else await rm(path, { force: true });
        }
      }
    },

    async readMark() {
      const text = await readFile(join(root, MARK), 'utf8').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return '';
        throw error;
      });
      // Empty: its writer was killed before it could write.
      return text.trim() === '' ? null : text.trim();
    },

    async mark(id) {
      await mkdir(root, { recursive: true, mode: 0o700 });
      if ((await this.readMark()) === null) await rm(join(root, MARK), { force: true });
      const file = await open(join(root, MARK), 'wx', 0o600).catch((error: unknown) => {
        throw codeOf(error) === 'EEXIST' ? new StoreUnusable('store_foreign') : error;
      });
      try {
        await writeAll(file, [Buffer.from(`${id}\n`)]);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(root);
    },
  };
}

async function writeAll(file: FileHandle, source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  for await (const chunk of source) {
    for (let written = 0; written < chunk.length;) {
      written += (await file.write(chunk, written)).bytesWritten;
    }
  }
}

/** A new folder is durable only when its parent was synced too. */
async function makeFolder(root: string, schoolFolder: string): Promise<void> {
  const made = await mkdir(schoolFolder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(root);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its file system orders the rename itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  });
}

function pathOf(root: string, key: string): string {
  if (!KEY.test(key)) throw new Error('A blob key looks like <schoolId>/<uuid>.');
  return join(root, key);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
