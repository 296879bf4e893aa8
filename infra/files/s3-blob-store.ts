import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { BlobMissing, StoreUnusable, type BlobStore } from './blob-store.js';

export type S3Place = {
  bucket: string;
  /** What all names begin with, such as `erased/`. */
  prefix?: string;
  region: string;
  /** Of a server other than Amazon's, such as `https://s3.example.org`; null: Amazon's of the region. */
  endpoint: string | null;
  /** Null: where the SDK finds them, such as the role of the machine. */
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | null;
};

const KEY = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;
/** The same name as in a folder, so that a folder copied into a bucket remains the store of its installation. */
const MARK = '.rollcall-store';
/** A bucket is not another one all of a sudden. */
const MARK_FOR_MS = 10_000;
/** Each holds up to two parts of 5 MB. */
const WRITES_AT_A_TIME = 8;

/**
 * A blob store in a bucket of S3, or of a server that speaks its protocol. An object appears whole or not at all, and is never overwritten:
 * every write is conditional. Up to eight files are written at a time; others wait for their turn.
 */
export function createS3BlobStore(place: S3Place): BlobStore {
  const { bucket: Bucket, prefix: Prefix = '' } = place;
  const turn = pLimit(WRITES_AT_A_TIME);
  let opened: Promise<Sdk> | undefined;
  const open = (): Promise<Sdk> => (opened ??= openSdk(place));
  let seen: { mark: string; at: number } | undefined;

  /** The length of the object under the key; null: there is none. */
  async function lengthOf(Key: string): Promise<number | null> {
    const { client, s3 } = await open();
    try {
      return (await client.send(new s3.HeadObjectCommand({ Bucket, Key }))).ContentLength ?? 0;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  return {
    write: (key, source) =>
      turn(async () => {
        const Key = Prefix + checked(key);
        const { client, Upload } = await open();
        const body = counted(source);
        try {
          await new Upload({ client, queueSize: 2, params: { Bucket, Key, Body: body.stream, IfNoneMatch: '*' } }).done();
        } catch (error) {
          const broken = body.broken();
          if (broken !== null) throw broken.error;
          // The answer to an earlier attempt of this write was lost: keys are random, so the object is ours.
          if (statusOf(error) === 412 && (await inStore(() => lengthOf(Key))) === body.bytes()) return;
          throw new StoreUnusable('store_away', error);
        }
      }),

    async read(key) {
      const Key = Prefix + checked(key);
      const { client, s3 } = await open();
      return inStore(async () => {
        const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key })).catch((error: unknown) => {
          throw nameOf(error) === 'NoSuchKey' ? new BlobMissing(key) : error;
        });
        return Body as Readable;
      });
    },

    async delete(key) {
      const Key = Prefix + checked(key);
      const { client, s3 } = await open();
      await inStore(() => client.send(new s3.DeleteObjectCommand({ Bucket, Key })));
    },

    async *listWrittenBefore(instant) {
      const { client, s3 } = await open();
      const isOld = (written: Date | undefined): boolean => written !== undefined && written < instant;
      try {
        for await (const { Contents = [] } of s3.paginateListObjectsV2({ client }, { Bucket, Prefix }))
          for (const { Key = '', LastModified } of Contents) {
            const key = Key.slice(Prefix.length);
            if (KEY.test(key) && isOld(LastModified)) yield key;
          }
        // A thousand at most: the next sweep finds the others.
        const { Uploads = [] } = await client.send(new s3.ListMultipartUploadsCommand({ Bucket, Prefix }));
        for (const { Key = '', UploadId, Initiated } of Uploads)
          if (KEY.test(Key.slice(Prefix.length)) && isOld(Initiated))
            await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      } catch (error) {
        throw asUnusable(error);
      }
    },

    async readMark() {
      if (seen !== undefined && performance.now() - seen.at < MARK_FOR_MS) return seen.mark;
      const { client, s3 } = await open();
      const text = await inStore(async () => {
        try {
          return (await (await client.send(new s3.GetObjectCommand({ Bucket, Key: Prefix + MARK }))).Body?.transformToString()) ?? '';
        } catch (error) {
          if (nameOf(error) === 'NoSuchKey') return '';
          throw error;
        }
      });
      const mark = text.trim();
      seen = mark === '' ? undefined : { mark, at: performance.now() };
      return seen?.mark ?? null;
    },

    async mark(id) {
      const { client, s3 } = await open();
      await inStore(async () => {
        try {
          await client.send(new s3.PutObjectCommand({ Bucket, Key: Prefix + MARK, Body: `${id}\n`, IfNoneMatch: '*' }));
        } catch (error) {
          throw statusOf(error) === 412 ? new StoreUnusable('store_foreign') : error;
        }
      });
    },
  };
}

type Sdk = { client: S3Client; s3: typeof import('@aws-sdk/client-s3'); Upload: typeof import('@aws-sdk/lib-storage').Upload };

/** The SDK takes a second to load: only installations with a bucket wait for it. */
async function openSdk({ region, endpoint, credentials }: S3Place): Promise<Sdk> {
  const [s3, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const client = new s3.S3Client({
    region,
    ...(credentials === null ? {} : { credentials }),
    // Other servers support neither buckets as host names nor the newest checksums; damaged bytes would not pass their seal anyway.
    ...(endpoint === null
      ? {}
      : { endpoint, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  return { client, s3, Upload };
}

/** The bytes of `source`, counted; `broken`: the source itself failed, not the store. */
function counted(source: Readable): { stream: Readable; bytes(): number; broken(): { error: unknown } | null } {
  let bytes = 0;
  let broken: { error: unknown } | null = null;
  async function* through(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      broken = { error };
      throw error;
    }
  }
  return { stream: Readable.from(through(), { objectMode: false }), bytes: () => bytes, broken: () => broken };
}

async function inStore<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw asUnusable(error);
  }
}

/** The SDK's errors have their own codes, and all of them are outages: a server that does not answer, a missing bucket or permission. */
function asUnusable(error: unknown): unknown {
  return error instanceof BlobMissing || error instanceof StoreUnusable ? error : new StoreUnusable('store_away', error);
}

function checked(key: string): string {
  if (!KEY.test(key)) throw new Error('A blob key looks like <schoolId>/<uuid>.');
  return key;
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
}

function nameOf(error: unknown): string | undefined {
  return (error as { name?: string } | null)?.name;
}
