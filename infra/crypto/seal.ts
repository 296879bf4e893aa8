import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

// iv (12) | encrypted bytes | tag (16)
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The bytes were changed since they were stored, or belong to another upload. */
export class BrokenSeal extends Error {
  readonly code = 'broken_seal';
  constructor() {
    super('The stored bytes of this upload are damaged.');
    this.name = 'BrokenSeal';
  }
}

export type Measured = { bytes: number; sha256: string };

/**
 * `source` encrypted by AES-256-GCM and bound to `storageKey`. `measured` fills when the stream has ended: the size and
 * hash of the plain bytes.
 */
export function seal(source: Readable, key: Buffer, storageKey: string): { stream: Readable; measured(): Measured } {
  const hash = createHash('sha256');
  let bytes = 0;
  let result: Measured | undefined;
  async function* sealed(): AsyncGenerator<Buffer> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(storageKey));
    yield iv;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      hash.update(chunk);
      yield cipher.update(chunk);
    }
    cipher.final();
    result = { bytes, sha256: hash.digest('hex') };
    yield cipher.getAuthTag();
  }
  return {
    stream: Readable.from(sealed(), { objectMode: true, highWaterMark: 2 }),
    measured: () => {
      if (result === undefined) throw new Error('The stream has not ended.');
      return result;
    },
  };
}

/**
 * The plain bytes. If anything was changed, the stream fails with BrokenSeal at its end, so do not act on the bytes
 * before the end.
 */
export function unseal(source: Readable, key: Buffer, storageKey: string): Readable {
  async function* plain(): AsyncGenerator<Buffer> {
    let decipher: ReturnType<typeof begin> | undefined;
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (decipher === undefined) {
        if (rest.length < IV_BYTES) continue;
        decipher = begin(rest.subarray(0, IV_BYTES));
        rest = rest.subarray(IV_BYTES);
      }
      // The tag is the last 16 bytes, and only the end tells where they start.
      const ready = rest.length - TAG_BYTES;
      if (ready <= 0) continue;
      yield decipher.update(rest.subarray(0, ready));
      rest = rest.subarray(ready);
    }
    if (decipher === undefined || rest.length !== TAG_BYTES) throw new BrokenSeal();
    try {
      decipher.setAuthTag(rest).final();
    } catch {
      throw new BrokenSeal();
    }
  }
  function begin(iv: Buffer) {
    return createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(storageKey));
  }
  // Byte mode: readers such as papaparse and yauzl expect an ordinary stream of buffers.
  const opened = Readable.from(plain(), { objectMode: false, highWaterMark: 256 * 1024 });
  // A generator that never started ends without its cleanup, and the underlying file would stay open.
  opened.once('close', () => source.destroy());
  return opened;
}
