import type { Readable } from 'node:stream';

/**
 * Where (encrypted) bytes lie: a folder by default, anything with whole-object writes behind the same four functions.
 * A key is `<schoolId>/<uuid>`.
 */
export interface BlobStore {
  /** Resolves when the bytes would survive a power cut. Rejects, and leaves nothing under the key, when `source` fails. */
  write(key: string, source: Readable): Promise<void>;
  /** Rejects with BlobMissing when there is nothing under the key. */
  read(key: string): Promise<Readable>;
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>;
  /** Every blob that was written before the instant, in no order. Leftovers of crashed writes of that age are removed on the way. */
  listWrittenBefore(instant: Date): AsyncIterable<string>;
}

/** There are no bytes under this key. */
export class BlobMissing extends Error {
  readonly code = 'blob_missing';
  constructor(key: string) {
    super(`The upload store has nothing under ${key}.`);
    this.name = 'BlobMissing';
  }
}
