import { Readable } from 'node:stream';
import type { BlobStore } from '../../infra/files/blob-store.js';
import { openBlobStore, type BlobStoreConfig } from '../../infra/files/open-blob-store.js';

/**
 * Which people were erased, by id: kept beside the database, because a backup that is older than an erasure brings the person back.
 * Nothing of a person stands in it.
 */
export type ErasureList = {
  add(schoolId: string, personId: string): Promise<void>;
  all(): AsyncIterable<{ schoolId: string; personId: string }>;
};

/** An empty blob for each erasure, in a store of its own. */
export function createErasureList(blobs: Pick<BlobStore, 'write' | 'listWrittenBefore'>): ErasureList {
  return {
    add: (schoolId, personId) => blobs.write(`${schoolId}/${personId}`, Readable.from([])),
    async *all() {
      for await (const key of blobs.listWrittenBefore(FOR_ALL)) {
        const [schoolId = '', personId = ''] = key.split('/');
        yield { schoolId, personId };
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
