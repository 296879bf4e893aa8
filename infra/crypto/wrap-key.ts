import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// version (1) | iv (12) | key | tag (16). The version names the scheme, so that another can follow.
const VERSION = 1;
const OVERHEAD = 29;

/** A key, encrypted by the master key and bound to its purpose: the storage key of the bytes that it opens, or its use. */
export function wrapKey(masterKey: Buffer, key: Buffer, boundTo: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv).setAAD(Buffer.from(boundTo));
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if the wrapped key was made with another master key, for another purpose, or was changed. */
export function unwrapKey(masterKey: Buffer, wrapped: Uint8Array, boundTo: string): Buffer {
  const bytes = Buffer.from(wrapped);
  if (bytes.length <= OVERHEAD || bytes[0] !== VERSION) throw new Error('This key is wrapped in an unknown way.');
  const decipher = createDecipheriv('aes-256-gcm', masterKey, bytes.subarray(1, 13)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
}
