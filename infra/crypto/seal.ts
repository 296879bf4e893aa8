import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

// "RCU1" | id of the district's key (16) | iv (12) | encrypted bytes | tag (16). The first two are authenticated with the rest.
const FORMAT = Buffer.from('RCU1');
const HEADER_BYTES = FORMAT.length + 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What sealed bytes are bound to: where they lie, and the version of the district's key that wraps theirs. */
export type SealedFor = { storageKey: string; keyId: string };

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
 * `source` encrypted by AES-256-GCM and bound to its place and its district's key. `measured` fills when the stream has ended: the size and
 * hash of the plain bytes.
 */
export function seal(source: Readable, key: Buffer, sealedFor: SealedFor): { stream: Readable; measured(): Measured } {
  const hash = createHash('sha256');
  let bytes = 0;
  let result: Measured | undefined;
  async function* sealed(): AsyncGenerator<Buffer> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated(sealedFor));
    yield Buffer.concat([headerOf(sealedFor.keyId), iv]);
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
export function unseal(source: Readable, key: Buffer, sealedFor: SealedFor): Readable {
  async function* plain(): AsyncGenerator<Buffer> {
    let decipher: ReturnType<typeof begin> | undefined;
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (decipher === undefined) {
        if (rest.length < HEADER_BYTES + IV_BYTES) continue;
        if (!rest.subarray(0, HEADER_BYTES).equals(headerOf(sealedFor.keyId))) throw new BrokenSeal();
        decipher = begin(rest.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES));
        rest = rest.subarray(HEADER_BYTES + IV_BYTES);
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
    return createDecipheriv('aes-256-gcm', key, iv).setAAD(authenticated(sealedFor));
  }
  // Byte mode: readers such as papaparse and yauzl expect an ordinary stream of buffers.
  const opened = Readable.from(plain(), { objectMode: false, highWaterMark: 256 * 1024 });
  // A generator that never started ends without its cleanup, and the underlying file would stay open.
  opened.once('close', () => source.destroy());
  return opened;
}

/** Which version of a district's key these sealed bytes name; null: they do not begin as sealed bytes do. `beginning`: their first 20 bytes, or more. */
export function keyIdOf(beginning: Uint8Array): string | null {
  const bytes = Buffer.from(beginning);
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, FORMAT.length).equals(FORMAT)) return null;
  return bytes.toString('hex', FORMAT.length, HEADER_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function headerOf(keyId: string): Buffer {
  return Buffer.concat([FORMAT, Buffer.from(keyId.replaceAll('-', ''), 'hex')]);
}

function authenticated({ storageKey, keyId }: SealedFor): Buffer {
  return Buffer.concat([headerOf(keyId), Buffer.from(storageKey)]);
}
