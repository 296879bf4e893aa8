import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { WorkbookLimits, WorkbookRefusal } from './messages.js';

export class WorkbookRefused extends Error {
  constructor(readonly reason: WorkbookRefusal) {
    super(reason);
    this.name = 'WorkbookRefused';
  }
}

/** `unpackedBytes` is a setting of the reading. The ratio of real rosters is far below 100. */
export const ARCHIVE_LIMITS = { entries: 200, ratio: 100, ratioAboveBytes: 10 * 1024 * 1024 };
export type ArchiveLimits = Pick<WorkbookLimits, 'entries' | 'unpackedBytes' | 'ratio' | 'ratioAboveBytes'>;

export type Archive = {
  /** Names in lower case, and what the directory says of their content. */
  files: readonly { name: string; crc32: number; encrypted: boolean }[];
  has(name: string): boolean;
  /** How many bytes an entry has when it is unpacked, as its directory says. */
  sizeOf(name: string): number;
  /** The unpacked bytes of one entry; fails when they are more than its directory says. */
  open(name: string): Promise<AsyncIterable<Buffer>>;
};

/** Opens a ZIP after a look at its directory: nothing is unpacked that is declared, or turns out, larger than allowed. */
export async function openArchive(bytes: Buffer, limits: ArchiveLimits): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true } as never, (error, file) =>
      error === null && file !== undefined ? resolve(file) : reject(error),
    );
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
    files: [...entries].map(([name, entry]) => ({ name, crc32: entry.crc32, encrypted: (entry.generalPurposeBitFlag & 1) === 1 })),
    has: (name) => entries.has(nameOf(name)),
    sizeOf: (name) => entries.get(nameOf(name))?.uncompressedSize ?? 0,
    open: async (name) => {
      const entry = entries.get(nameOf(name));
      if (entry === undefined) throw new WorkbookRefused('damaged');
      return unpackedBytes(entry, await openEntry(zip, entry));
    },
  };
}

const DEFLATED = 8;
// Pieces of zlib's own size, 16 kB, cost more to hand over than to read.
const PIECE_BYTES = 256 * 1024;

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, stream?: Readable): void => (error === null && stream !== undefined ? resolve(stream) : reject(error));
    if (entry.compressionMethod === DEFLATED) zip.openReadStream(entry, { decompress: false } as never, opened);
    else zip.openReadStream(entry, opened);
  });
}

/** zlib works in a thread of its own, so unpacking and reading go side by side. */
async function* unpackedBytes({ compressionMethod, uncompressedSize }: Entry, packed: Readable): AsyncGenerator<Buffer> {
  const unpacked = compressionMethod === DEFLATED ? pipeline(packed, createInflateRaw({ chunkSize: PIECE_BYTES }), () => {}) : packed;
  let length = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > uncompressedSize) break;
      yield piece;
    }
    if (length !== uncompressedSize) throw new WorkbookRefused('damaged');
  } finally {
    unpacked.destroy();
    packed.destroy();
  }
}

function nameOf(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
