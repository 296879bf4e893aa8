import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

// argon2id with OWASP's parameters: 19 MiB, two passes, one lane; about 50 ms. The library's enum is a `const enum`,
// which isolated modules cannot import: 2 is Argon2id.
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Hashing runs on libuv's pool, which also carries every file write: two of its threads always stay free for uploads.
const poolSize = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
const limit = pLimit(Math.max(1, Math.min(4, poolSize - 2)));

/** Longer than any real password; without a limit a login could make us hash megabytes. */
const MAX_PASSWORD_LENGTH = 1024;

/** An argon2id hash in PHC form, of at most 1,024 characters. A few at a time; the rest wait. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > MAX_PASSWORD_LENGTH) throw new RangeError('A password has at most 1,024 characters.');
  return limit(() => hash(password, ARGON2ID));
}

/**
 * Whether the password belongs to the hash. `null` stands for an account that does not exist: it takes the same time
 * and is never true, so that timing does not reveal which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummyHash ??= hashPassword('nobody has this password');
  const fitting = password.length <= MAX_PASSWORD_LENGTH;
  const against = passwordHash ?? (await dummyHash);
  const matches = await limit(() => verify(against, fitting ? password : ''));
  return matches && fitting && passwordHash !== null;
}

let dummyHash: Promise<string> | undefined;

/** For a SIS that sends a dozen files, each on its own connection, the password is hashed once. */
const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 10_000;
const rememberingKey = randomBytes(32);
/** Seals of right passwords, and until when they are remembered. */
const rightUntil = new Map<string, number>();

/**
 * Remembers for ten minutes, in the memory of this process, that a password was right for this hash. Only for passwords that
 * Rollcall has made: because of their 138 bits, the seal is as useless to an attacker as the hash. A person's password
 * is easier to guess, and is hashed each time.
 */
export function rememberRightPassword(passwordHash: string, password: string): void {
  const seal = sealOf(passwordHash, password);
  rightUntil.delete(seal);
  rightUntil.set(seal, performance.now() + REMEMBERED_MS);
  const oldest = rightUntil.keys().next().value;
  if (rightUntil.size > MOST_REMEMBERED && oldest !== undefined) rightUntil.delete(oldest);
}

/** Whether the password was right for this hash within the last ten minutes; false means only that it must be verified. */
export function wasRightLately(passwordHash: string, password: string): boolean {
  return (rightUntil.get(sealOf(passwordHash, password)) ?? 0) > performance.now();
}

function sealOf(passwordHash: string, password: string): string {
  return createHmac('sha256', rememberingKey).update(passwordHash).update('\0').update(password).digest('base64');
}
