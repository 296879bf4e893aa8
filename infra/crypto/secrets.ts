import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a cookie, a header or a link. The prefix tells people and secret scanners what they have found. */
export function newSecret(prefix: 'rc' | 'rs' | 'rl' | 'rf' | 'rd'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** The SHA-256 of such a secret, which is all that is stored. No salt or slow hash is needed: 2^256 secrets cannot be tried. */
export function hashOfSecret(secret: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(secret).digest();
}
