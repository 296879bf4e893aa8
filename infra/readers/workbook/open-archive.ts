import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { WorkbookLimits, WorkbookRefusal } from './messages.js';

export class WorkbookRefused extends Error {
  constructor(readonly reason: WorkbookRefusal) {
    super(reason);
    this.name = 'WorkbookRefused';
  }
}

export type Archive = {
  has(name: string): boolean;
  /** The unpacked bytes of one entry; fails when they are more than its directory says. */
  open(name: string): Promise<Readable>;
};

/** Opens a ZIP after a look at its directory: nothing is unpacked that is declared, or turns out, larger than allowed. */
export async function openArchive(bytes: Buffer, limits: WorkbookLimits): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true } as never, (error, file) => (error === null && file !== undefined ? resolve(file) : reject(error)));
  });
  if (zip.entryCount > limits.entries) throw new WorkbookRefused('too_many_entries');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (unpacked > limits.unpackedBytes) return reject(new WorkbookRefused('too_large_unpacked'));
      if (entry.uncompressedSize > limits.ratioAboveBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio)
        return reject(new WorkbookRefused('bomb'));
      entries.set(nameOf(entry.fileName), entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  return {
    has: (name) => entries.has(nameOf(name)),
    open: (name) => {
      const entry = entries.get(nameOf(name));
      if (entry === undefined) return Promise.reject(new WorkbookRefused('damaged'));
      return new Promise<Readable>((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (error === null && stream !== undefined ? resolve(stream) : reject(error)));
      });
    },
  };
}

function nameOf(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
