import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The bytes of one file that is being sent. None of them outlive the process, and none are readable on disk. */
export type Spool = {
  /** As the client sees it: bytes that still wait in memory count. */
  readonly size: number;
  /** Takes the bytes; they reach the disk later. A failure shows in `failed`, and in `settle`. */
  write(offset: number, data: Buffer): void;
  /** Cuts the file, or fills it up with zeros. */
  resize(size: number): void;
  readonly failed: boolean;
  /** Resolves when everything is on disk; rejects when something could not be written. */
  settle(): Promise<void>;
  /** All bytes, from the first to the last. Only after `settle`. */
  read(): Readable;
  /** Frees the space. */
  discard(): Promise<void>;
};

const BLOCK = 1024 * 1024;

type Piece =
  | { kind: 'bytes'; offset: number; chunks: Buffer[]; bytes: number }
  | { kind: 'zeros'; offset: number; bytes: number }
  | { kind: 'cut'; size: number };

/**
 * Opens an empty spool in `folder`. The file is encrypted by AES-256-CTR under a key that only this process knows, and its
 * name is removed at once: after a crash there is neither a file nor a key. `onBacklog` is called with the bytes that wait in memory.
 */
export async function openSpool(folder: string, onBacklog: (bytes: number) => void): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.spool`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path, { force: true });
  const key = randomBytes(32);
  const waiting: Piece[] = [];
  let size = 0;
  let error: unknown;
  let writing: Promise<void> | undefined;
  let discarded = false;

  const spool: Spool = {
    get size() {
      return size;
    },
    get failed() {
      return error !== undefined;
    },
    write(offset, data) {
      if (data.length === 0) return;
      if (offset > size) add({ kind: 'zeros', offset: size, bytes: offset - size });
      size = Math.max(size, offset + data.length);
      onBacklog(data.length);
      const last = waiting.at(-1);
      if (last?.kind === 'bytes' && last.offset + last.bytes === offset && last.bytes < BLOCK) {
        last.chunks.push(data);
        last.bytes += data.length;
      } else {
        add({ kind: 'bytes', offset, chunks: [data], bytes: data.length });
      }
    },
    resize(newSize) {
      if (newSize > size) add({ kind: 'zeros', offset: size, bytes: newSize - size });
      else if (newSize < size) add({ kind: 'cut', size: newSize });
      size = newSize;
    },
    async settle() {
      await written();
      if (error !== undefined) throw error;
    },
    read: () => Readable.from(plainBlocks(), { objectMode: true, highWaterMark: 1 }),
    async discard() {
      discarded = true;
      await written();
      await file.close().catch(() => undefined);
    },
  };
  return spool;

  async function written(): Promise<void> {
    for (let current = writing; current !== undefined; current = writing) await current;
  }

  function add(piece: Piece): void {
    waiting.push(piece);
    writing ??= writeAll();
  }

  async function writeAll(): Promise<void> {
    // Pieces that come while this one is being written join into larger ones.
    await Promise.resolve();
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      try {
        if (error === undefined && !discarded) await writePiece(piece);
      } catch (cause) {
        error = cause;
      } finally {
        if (piece.kind === 'bytes') onBacklog(-piece.bytes);
      }
    }
    writing = undefined;
  }

  async function writePiece(piece: Piece): Promise<void> {
    switch (piece.kind) {
      case 'cut':
        return file.truncate(piece.size);
      case 'zeros':
        // A hole in the file would decrypt to noise.
        for (let at = 0; at < piece.bytes; at += BLOCK) {
          await writeAt(piece.offset + at, Buffer.alloc(Math.min(BLOCK, piece.bytes - at)));
        }
        return;
      case 'bytes':
        return writeAt(piece.offset, piece.chunks.length === 1 ? piece.chunks[0]! : Buffer.concat(piece.chunks));
    }
  }

  async function writeAt(offset: number, plain: Buffer): Promise<void> {
    if (discarded) return;
    const encrypted = cipherAt(createCipheriv, key, offset).update(plain);
    for (let done = 0; done < encrypted.length;) {
      done += (await file.write(encrypted, done, encrypted.length - done, offset + done)).bytesWritten;
    }
  }

  async function* plainBlocks(): AsyncGenerator<Buffer> {
    const decipher = cipherAt(createDecipheriv, key, 0);
    for (let offset = 0; offset < size;) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(BLOCK, size - offset)), { position: offset });
      if (bytesRead === 0) throw new Error('The spool is shorter than it should be.');
      offset += bytesRead;
      yield decipher.update(buffer.subarray(0, bytesRead));
    }
  }
}

/** CTR can start anywhere: the counter is the number of the 16-byte block. The key is used for one spool, so it starts at 0. */
function cipherAt<C extends { update(data: Buffer): Buffer }>(
  create: (algorithm: 'aes-256-ctr', key: Buffer, iv: Buffer) => C,
  key: Buffer,
  offset: number,
): C {
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
  const cipher = create('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(offset % 16));
  return cipher;
}
