import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Bytes that a program of this user can still write where `folder` is or will be; null: unknown. */
export async function freeBytes(folder: string): Promise<number | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || at === dirname(at)) return null;
    }
  }
}
