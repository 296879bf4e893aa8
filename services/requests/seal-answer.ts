import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

// iv (12) | encrypted text | tag (16)
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A text encrypted by AES-256-GCM under a key of its own, derived from the master key, and bound to the place where it lies. */
export function sealAnswer(masterKey: Buffer, text: string, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOfAnswers(masterKey), iv).setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if it was sealed with another master key or for another place, or was changed. */
export function openAnswer(masterKey: Buffer, sealed: Uint8Array, place: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keyOfAnswers(masterKey), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

function keyOfAnswers(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'rollcall answers', 32));
}
