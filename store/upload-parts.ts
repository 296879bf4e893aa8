import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { SyncTrigger } from '../domain/sync.js';
import { seal, type Measured } from '../infra/crypto/seal.js';
import { wrapKey } from '../infra/crypto/wrap-key.js';
import type { BlobStore } from '../infra/files/blob-store.js';
import { CommitUnknown } from './commit-in-time.js';
import type { DistrictKey } from './district-keys.js';
import type { DistrictRows, ReceivedUpload, UploadRow, UploadTerms } from './upload-rows.js';

/** The parts of a district's file while they come. */
export type UploadParts = {
  /** The part of one school. `write` resolves when there is room for more, and rejects when the bytes cannot be stored. */
  open(schoolId: string): { write(bytes: string | Buffer): Promise<void>; end(): void };
  /** When every part has ended: stores all parts, in the order in which they were opened, and the rows of `before`, in one transaction. */
  receive(before: DistrictRows, terms?: UploadTerms): Promise<(ReceivedUpload & { schoolId: string })[]>;
  /** Nothing is received; what was written is removed. */
  discard(): Promise<void>;
};

/** `stored`: what was sealed, once all of it is in the store. */
type Part = {
  schoolId: string;
  storageKey: string;
  key: Buffer;
  stream: PassThrough;
  stored: Promise<{ measured: Measured; districtKey: DistrictKey }>;
};

export function beginParts(
  deps: {
    blobs: BlobStore;
    /** The key that seals new files of the school's district. */
    keyOf(schoolId: string): Promise<DistrictKey>;
    insert(rows: readonly UploadRow[], before: DistrictRows, terms: UploadTerms | undefined): Promise<ReceivedUpload[]>;
  },
  file: { fileName: string; trigger: SyncTrigger; dryRun: boolean },
): UploadParts {
  const { blobs } = deps;
  const parts: Part[] = [];

  const remove = async (): Promise<void> => {
    for (const { stream } of parts) stream.destroy(new Error('The file was not received.'));
    await Promise.all(
      parts.map(async ({ stored, storageKey }) => {
        await stored.catch(() => undefined);
        await blobs.delete(storageKey).catch(() => undefined);
      }),
    );
  };

  return {
    open(schoolId) {
      const storageKey = `${schoolId}/${randomUUID()}`;
      const key = randomBytes(32);
      const stream = new PassThrough();
      stream.on('error', () => undefined);
      const store = async (): Promise<{ measured: Measured; districtKey: DistrictKey }> => {
        const districtKey = await deps.keyOf(schoolId);
        const sealed = seal(stream, key, { storageKey, keyId: districtKey.id });
        await blobs.write(storageKey, sealed.stream);
        return { measured: sealed.measured(), districtKey };
      };
      const stored = store();
      // The writer hears of it at its next write, and `receive` hears of it in any case.
      stored.catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error('The part was not stored.')));
      parts.push({ schoolId, storageKey, key, stream, stored });
      return {
        async write(bytes) {
          if (stream.errored !== null) throw stream.errored;
          if (!stream.write(bytes)) await once(stream, 'drain');
        },
        end: () => void stream.end(),
      };
    },

    async receive(before, terms) {
      const stored = await Promise.all(parts.map((part) => part.stored));
      const rows = parts.map(({ schoolId, storageKey, key }, index) => {
        const { measured, districtKey } = stored[index]!;
        return { ...file, schoolId, ...measured, storageKey, wrappedKey: wrapKey(districtKey.key, key, storageKey), districtKeyId: districtKey.id };
      });
      try {
        const received = await deps.insert(rows, before, terms);
        return received.map((one, place) => ({ ...one, schoolId: rows[place]!.schoolId }));
      } catch (error) {
        // It may have been committed: then the bytes are needed, and otherwise sweepOrphans removes them.
        if (!(error instanceof CommitUnknown)) await remove();
        throw error;
      }
    },

    discard: remove,
  };
}
