import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a cookie, a header or a link. The prefix tells people and secret scanners what they have found. */
export function newSecret(prefix: 'rc' | 'rs' | 'rl'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256: all that is stored of such a secret. It needs no salt and no slow hash, because nobody can try 2^256 secrets. */
export function hashOfSecret(secret: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(secret).digest();
}
