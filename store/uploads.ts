import { randomBytes, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { SyncTrigger } from '../domain/sync.js';
import { CommitUnknown } from './commit-in-time.js';
import type { Database } from './database.js';
import { BlobMissing, StoreUnusable, type BlobStore } from '../infra/files/blob-store.js';
import { openBlobStore, type BlobStoreConfig } from '../infra/files/open-blob-store.js';
import { seal, unseal } from '../infra/crypto/seal.js';
import { masterKeyOf, unwrapKey, wrapKey, type MasterKey } from '../infra/crypto/wrap-key.js';
import { currentDistrictKey, openDistrictKey, type DistrictKey } from './district-keys.js';
import { createUploadStore, type UploadStore } from './upload-store.js';
import { beginParts, type UploadParts } from './upload-parts.js';
import { eraseKey, findByStorageKey, findStored, insertCopy, insertParts, insertUpload, unopenable } from './upload-rows.js';
import type { ReceivedUpload, UploadSource, UploadTerms, WhatIf } from './upload-rows.js';

/** For a caller that sets no time: a person waits. */
const DEFAULT_MS = 5_000;
/** Independent of how long the disk took before. */
const AT_LEAST_MS = 3_000;
const LOOK_MS = 2_000;

/** The part of the uploads that reading a file needs. */
export type UploadReader = { read(uploadId: string, terms?: Pick<UploadTerms, 'pool'>): Promise<Readable> };

export type Uploads = UploadReader & {
  /**
   * Stores the bytes, encrypted and durable, and then the upload and its sync in one transaction. When this resolves, a
   * power cut loses nothing; when it rejects, nothing was received and nothing will be, unless it rejects with CommitUnknown: then
   * the database did not say. Starting the workflow is the caller's next step.
   */
  receive(upload: UploadSource & { source: Readable }, terms?: UploadTerms): Promise<ReceivedUpload>;
  /** Begins the parts of a district's file, one for each school, which are received together or not at all. */
  beginParts(file: { fileName: string; trigger: SyncTrigger; dryRun: boolean }): UploadParts;
  /** A file that was refused while it came: no bytes are kept, and the owner sees a REJECTED sync with the reason. */
  refuseTooLarge(upload: UploadSource & { bytes: number; limitBytes: number }, terms?: UploadTerms): Promise<ReceivedUpload>;
  /**
   * The same stored bytes as a new upload with a sync of its own, by default under the same name and as dry as the first;
   * null when the bytes were purged, or never kept.
   */
  copyForRerun(
    uploadId: string,
    trigger: SyncTrigger,
    options?: { dryRun?: boolean; fileName?: string; whatIf?: WhatIf; terms?: UploadTerms },
  ): Promise<ReceivedUpload | null>;
  /** Erases the key, and the bytes when no other upload shares them. Safe to repeat. */
  purge(uploadId: string): Promise<void>;
  /** Removes bytes that no upload can open: left by a crash between storing and committing, or while purging. Returns how many. */
  sweepOrphans(writtenBefore: Date): Promise<number>;
};

/** The bytes of this upload are not stored (any more). */
export class UploadPurged extends Error {
  readonly code = 'upload_purged';
  constructor(uploadId: string) {
    super(`The bytes of upload ${uploadId} are not kept.`);
    this.name = 'UploadPurged';
  }
}

/**
 * What schools sent: bytes in the blob store, encrypted with a key per upload, which a key of their district wraps, which the master key wraps; and
 * their rows in the database.
 */
export function createUploads(deps: { database: Database; blobs: BlobStore; masterKey: MasterKey }): Uploads {
  const { database, blobs, masterKey } = deps;
  if (Buffer.isBuffer(masterKey) && masterKey.length !== 32) throw new Error('The master key has 32 bytes.');

  return {
    async receive({ source, ...upload }, given) {
      // What breaks before it is read shows when it is read.
      source.on('error', () => undefined);
      const districtKey = await currentDistrictKey(given ?? defaultTerms(), masterKey, upload.schoolId).catch((error: unknown) => {
        source.destroy();
        throw error;
      });
      const storageKey = `${upload.schoolId}/${randomUUID()}`;
      const key = randomBytes(32);
      const sealed = seal(source, key, { storageKey, keyId: districtKey.id });
      await blobs.write(storageKey, sealed.stream);
      const wrappedKey = wrapKey(districtKey.key, key, storageKey);
      // A slow disk is not the database's fault.
      const terms = given ?? defaultTerms();
      const by = Math.max(terms.by, performance.now() + AT_LEAST_MS);
      try {
        return await insertUpload({ ...terms, by }, { ...upload, ...sealed.measured(), storageKey, wrappedKey, districtKeyId: districtKey.id });
      } catch (error) {
        // Nothing was committed: the bytes go at once. It fell silent at COMMIT: it may have committed, so look, and otherwise
        // leave the bytes to sweepOrphans rather than risk a row without bytes.
        if (!(error instanceof CommitUnknown)) {
          await blobs.delete(storageKey).catch(() => undefined);
          throw error;
        }
        const committed = await lookFor(storageKey, terms.pool);
        if (committed === null) throw error;
        return committed;
      }
    },

    beginParts(file) {
      // All schools of a file are of one district.
      let districtKey: Promise<DistrictKey> | undefined;
      const keyOf = (schoolId: string): Promise<DistrictKey> => (districtKey ??= currentDistrictKey(defaultTerms(), masterKey, schoolId));
      return beginParts({ blobs, keyOf, insert: (rows, before, terms) => insertParts(terms ?? defaultTerms(), rows, before) }, file);
    },

    refuseTooLarge: ({ bytes, limitBytes, ...upload }, terms = defaultTerms()) =>
      insertUpload(
        terms,
        { ...upload, bytes, sha256: '', storageKey: '', wrappedKey: null, districtKeyId: null },
        { code: 'file_too_large', params: { limitBytes } },
      ),

    copyForRerun: (uploadId, trigger, { terms = defaultTerms(), ...changes } = {}) => insertCopy(terms, uploadId, trigger, changes),

    async read(uploadId, { pool } = database) {
      const upload = await findStored(pool, uploadId);
      if (upload === null) throw new Error('There is no such upload.');
      if (upload === 'purged') throw new UploadPurged(uploadId);
      const districtKey = openDistrictKey(masterKey, upload.districtKeyId, upload.wrappedDistrictKey);
      const key = unwrapKey(districtKey, upload.wrappedKey, upload.storageKey);
      const bytes = await blobs.read(upload.storageKey).catch((error: unknown) => {
        // It was stored before its row was: the store shows it late, or is being restored.
        throw error instanceof BlobMissing && upload.isYoung ? new StoreUnusable('blob_late', error) : error;
      });
      return unseal(bytes, key, { storageKey: upload.storageKey, keyId: upload.districtKeyId });
    },

    async purge(uploadId) {
      const storageKey = await eraseKey(database.pool, uploadId);
      if (storageKey !== '' && (await unopenable(database.pool, [storageKey])).length === 1) await blobs.delete(storageKey);
    },

    async sweepOrphans(writtenBefore) {
      let swept = 0;
      let batch: string[] = [];
      const sweep = async (): Promise<void> => {
        for (const key of await unopenable(database.pool, batch)) {
          await blobs.delete(key);
          swept++;
        }
        batch = [];
      };
      for await (const key of blobs.listWrittenBefore(writtenBefore)) {
        batch.push(key);
        if (batch.length === 500) await sweep();
      }
      await sweep();
      return swept;
    },
  };

  function defaultTerms(): UploadTerms {
    return { by: performance.now() + DEFAULT_MS, pool: database.pool };
  }
}

/** Checks whether it was committed after all, as long as the caller can still wait. */
async function lookFor(storageKey: string, pool: UploadTerms['pool']): Promise<ReceivedUpload | null> {
  for (const until = performance.now() + LOOK_MS; performance.now() < until;) {
    const inTime = pause(until - performance.now(), null);
    const found = await Promise.race([findByStorageKey(pool, storageKey).catch(() => null), inTime]);
    if (found !== null) return found;
    await pause(200);
  }
  return null;
}

type UploadsConfig = BlobStoreConfig & Parameters<typeof masterKeyOf>[0];

/** Upload store and uploads as the configuration describes them. */
export function openUploads(database: Database, config: UploadsConfig): { store: UploadStore; uploads: Uploads } {
  const store = createUploadStore(database, openBlobStore(config));
  return { store, uploads: createUploads({ database, blobs: store.blobs, masterKey: masterKeyOf(config) }) };
}
