import { judgeStore, type StoreOwner } from '../domain/installation/judge-store.js';
import { StoreUnusable, type BlobStore } from '../infra/files/blob-store.js';
import { inTransaction, type Database } from './database.js';
import { lockStoreMark, noteStoreMarked, readStoreMark } from './store-mark.js';

/** The upload store of this installation. */
export type UploadStore = {
  /** The same store, but each use of it rejects with StoreUnusable while it is not ours. */
  blobs: BlobStore;
  /** Whether it is ours now. Rejects if store or database do not answer. */
  seeOwner(): Promise<StoreOwner>;
};

/**
 * Binds the store to the database: the first part of a new installation marks the store that it finds, and from then on no part uses
 * another one. So files are neither written to nor lost on an unmounted disk or in the folder of another installation.
 */
export function createUploadStore(database: Pick<Database, 'pool'>, blobs: BlobStore): UploadStore {
  let ours: string | null = null;

  const seeOwner = async (): Promise<StoreOwner> => {
    ours ??= (await readStoreMark(database.pool)) ?? (await markFirst(database, blobs));
    return ours === null ? 'foreign' : judgeStore(ours, await blobs.readMark());
  };
  const seeOurs = async (): Promise<void> => {
    const owner = await seeOwner();
    if (owner !== 'ours') throw new StoreUnusable(`store_${owner}`);
  };
  return {
    seeOwner,
    blobs: {
      ...blobs,
      async write(key, source) {
        await seeOurs();
        await blobs.write(key, source);
      },
      async read(key) {
        await seeOurs();
        return blobs.read(key);
      },
      async delete(key) {
        await seeOurs();
        await blobs.delete(key);
      },
      async *listWrittenBefore(instant) {
        await seeOurs();
        yield* blobs.listWrittenBefore(instant);
      },
    },
  };
}

/**
 * One part at a time, so that two parts that see different stores do not both mark theirs. Returns the id of our store; null: there is none
 * yet, because another installation has marked this one.
 */
async function markFirst(database: Pick<Database, 'pool'>, blobs: BlobStore): Promise<string | null> {
  return inTransaction(database.pool, async (client) => {
    const { id, isMarked } = await lockStoreMark(client);
    if (isMarked) return id;
    const found = await blobs.readMark();
    // The same id: it was written into the store, and the transaction did not end.
    if (found !== null && found !== id) return null;
    if (found === null) await blobs.mark(id);
    await noteStoreMarked(client);
    return id;
  });
}
