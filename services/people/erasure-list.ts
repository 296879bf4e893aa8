import { Readable } from 'node:stream';
import type { BlobStore } from '../../infra/files/blob-store.js';
import { openBlobStore, type BlobStoreConfig } from '../../infra/files/open-blob-store.js';

/**
 * Which people of schools and which keys of districts were erased, by id: kept beside the database, because a backup that is older than an
 * erasure brings them back. Nothing of a person, and nothing of a key, stands in it.
 */
export type ErasureList = {
  add(ownerId: string, erasedId: string): Promise<void>;
  all(): AsyncIterable<{ ownerId: string; erasedId: string }>;
};

/** An empty blob for each erasure, in a store of its own. */
export function createErasureList(blobs: Pick<BlobStore, 'write' | 'listWrittenBefore'>): ErasureList {
  return {
    add: (ownerId, erasedId) => blobs.write(`${ownerId}/${erasedId}`, Readable.from([])),
    async *all() {
      for await (const key of blobs.listWrittenBefore(FOR_ALL)) {
        const [ownerId = '', erasedId = ''] = key.split('/');
        yield { ownerId, erasedId };
      }
    },
  };
}

/** Later than anything was written. */
const FOR_ALL = new Date(8.64e15);

/** The part `erased` of the upload store. */
export function openErasureList(config: BlobStoreConfig): ErasureList {
  return createErasureList(openBlobStore(config, 'erased'));
}
