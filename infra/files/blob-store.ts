import type { Readable } from 'node:stream';

/**
 * The store of (encrypted) bytes: a folder by default, or anything with whole-object writes behind the same functions.
 * A key is `<schoolId>/<uuid>`.
 */
export interface BlobStore {
  /** Resolves when the bytes would survive a power cut. Rejects, and leaves nothing under the key, when `source` fails. */
  write(key: string, source: Readable): Promise<void>;
  /** Rejects with BlobMissing when there is nothing under the key. */
  read(key: string): Promise<Readable>;
  /** Deleting a missing blob is fine. */
  delete(key: string): Promise<void>;
  /** Every blob that was written before the instant, in no order. Leftovers of crashed writes of that age are removed on the way. */
  listWrittenBefore(instant: Date): AsyncIterable<string>;
  /** The id with which an installation marked the store as its own; null: it has no mark, or there is no such folder. */
  readMark(): Promise<string | null>;
  /** Marks the store with an id. An existing mark stays, and this rejects with StoreUnusable. */
  mark(id: string): Promise<void>;
}

/** There are no bytes under this key. */
export class BlobMissing extends Error {
  readonly code = 'blob_missing';
  constructor(key: string) {
    super(`The upload store has nothing under ${key}.`);
    this.name = 'BlobMissing';
  }
}

export const STORE_CODES = ['store_foreign', 'store_unmarked', 'store_away', 'blob_late'] as const;

/**
 * `store_foreign`: the store is marked by another installation; `store_unmarked`: by none, because it is another one, not mounted, or gone;
 * `store_away`: it does not answer as it should; `blob_late`: it lacks a file that was received a moment ago. Each ends when the
 * store is repaired; nothing is wrong with the file.
 */
export class StoreUnusable extends Error {
  constructor(
    readonly code: (typeof STORE_CODES)[number],
    cause?: unknown,
  ) {
    super(`The upload store cannot be used (${code}).`, cause === undefined ? {} : { cause });
    this.name = 'StoreUnusable';
  }
}
