import { hash, verify } from '@node-rs/argon2';
import { createTurnstile } from './turnstile.js';

// argon2id with OWASP's parameters: 19 MiB, two passes, one lane; about 50 ms. The library's enum is a `const enum`,
// which isolated modules cannot import: 2 is Argon2id.
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Hashing runs on libuv's pool, which also carries every file write: two of its threads always stay free for uploads.
const poolSize = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
const turnstile = createTurnstile(Math.max(1, Math.min(4, poolSize - 2)));

/** Nobody chooses a longer one; without a limit a login could make us hash megabytes. */
const MAX_PASSWORD_LENGTH = 1024;

/** An argon2id hash in PHC form, of at most 1,024 characters. A few at a time; the rest wait. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > MAX_PASSWORD_LENGTH) throw new RangeError('A password has at most 1,024 characters.');
  return turnstile(() => hash(password, ARGON2ID));
}

/**
 * Whether the password belongs to the hash. `null` stands for an account that does not exist: it takes the same time
 * and is never true, so that nobody learns from the clock which accounts there are.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummyHash ??= hashPassword('nobody has this password');
  const fitting = password.length <= MAX_PASSWORD_LENGTH;
  const against = passwordHash ?? (await dummyHash);
  const matches = await turnstile(() => verify(against, fitting ? password : ''));
  return matches && fitting && passwordHash !== null;
}

let dummyHash: Promise<string> | undefined;
