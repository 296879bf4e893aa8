import { join } from 'node:path';
import type { Config } from '../config.js';
import type { BlobStore } from './blob-store.js';
import { createFolderBlobStore } from './folder-blob-store.js';
import { createS3BlobStore } from './s3-blob-store.js';

/** The settings of the upload store. */
export type BlobStoreConfig = Pick<Config, 'ROLLCALL_DATA'> & Partial<Pick<Config, (typeof STORE_SETTINGS)[number]>>;
const STORE_SETTINGS = [
  'UPLOAD_STORE',
  'UPLOAD_FOLDER',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** Where uploads lie, as the configuration describes it, or a part of it that has a name; nothing is looked at yet. */
export function openBlobStore(config: BlobStoreConfig, part: '' | 'erased' = ''): BlobStore {
  const folder = uploadFolderOf(config);
  if (folder !== null) return createFolderBlobStore(join(folder, part));
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = config;
  const isGiven = accessKeyId !== undefined && secretAccessKey !== undefined;
  return createS3BlobStore({
    bucket: config.S3_BUCKET ?? '',
    ...(part === '' ? {} : { prefix: `${part}/` }),
    region: config.S3_REGION ?? 'us-east-1',
    endpoint: config.S3_ENDPOINT ?? null,
    credentials: isGiven ? { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) } : null,
  });
}

/** The folder of the upload store; null: it is a bucket. */
export function uploadFolderOf({ ROLLCALL_DATA, UPLOAD_STORE, UPLOAD_FOLDER }: BlobStoreConfig): string | null {
  return UPLOAD_STORE === 's3' ? null : (UPLOAD_FOLDER ?? join(ROLLCALL_DATA, 'uploads'));
}
