import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// iv (12) | encrypted text | tag (16)
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A text encrypted by AES-256-GCM and bound to the place where it lies. `key`: the installation's for answers. */
export function sealAnswer(key: Buffer, text: string, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if it was sealed with another key or for another place, or was changed. */
export function openAnswer(key: Buffer, sealed: Uint8Array, place: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
