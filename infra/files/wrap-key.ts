import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// version (1) | iv (12) | key (32) | tag (16). The version names the scheme, so that another can follow.
const VERSION = 1;

/** The key of one upload, encrypted by the master key and bound to the storage key whose bytes it opens. */
export function wrapKey(masterKey: Buffer, key: Buffer, storageKey: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv).setAAD(Buffer.from(storageKey));
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the wrapped key was made by another master key, for other bytes, or was changed. */
export function unwrapKey(masterKey: Buffer, wrapped: Uint8Array, storageKey: string): Buffer {
  const bytes = Buffer.from(wrapped);
  if (bytes.length !== 61 || bytes[0] !== VERSION) throw new Error('The key of this upload is wrapped in an unknown way.');
  const decipher = createDecipheriv('aes-256-gcm', masterKey, bytes.subarray(1, 13)).setAAD(Buffer.from(storageKey));
  decipher.setAuthTag(bytes.subarray(45));
  return Buffer.concat([decipher.update(bytes.subarray(13, 45)), decipher.final()]);
}
