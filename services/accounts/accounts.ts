import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../../domain/account.js';
import type { Locale } from '../../domain/locale.js';
import { hashPassword, verifyPassword } from '../../infra/crypto/hash-password.js';
import {
  deleteExpiredSessions,
  deleteSession,
  findToken,
  insertApiToken,
  insertSession,
  noteTokenUse,
  type TokenHash,
} from '../../store/access-tokens.js';
import { findAccountByEmail, insertAccount } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';

/** How long a browser session lasts without a new sign-in. */
const SESSION_HOURS = 12;

export type NewAccount = { email: string; password: string; locale?: Locale } & (
  | { role: 'OWNER'; schoolId: string }
  | { role: 'DISTRICT_MANAGER'; districtId: string }
);

/** Creates an account. Throws (unique violation) when the e-mail address has one already. */
export async function createAccount(database: Database, input: NewAccount): Promise<Account> {
  return insertAccount(database, {
    email: input.email.trim().toLowerCase(),
    passwordHash: await hashPassword(input.password),
    role: input.role,
    schoolId: input.role === 'OWNER' ? input.schoolId : null,
    districtId: input.role === 'DISTRICT_MANAGER' ? input.districtId : null,
    locale: input.locale ?? 'en',
  });
}

/** Makes an API token that stays valid until it is deleted. Only its SHA-256 is stored: the text can be shown this once. */
export async function createApiToken(database: Database, accountId: string): Promise<string> {
  const secret = `rc_${randomBytes(32).toString('base64url')}`;
  await insertApiToken(database, accountId, hashOf(secret));
  return secret;
}

/**
 * The account of an e-mail address and its password, or null. An unknown address costs the same hashing as a wrong
 * password, so that nobody can find out who has an account.
 */
export async function verifySignIn(database: Database, email: string, password: string): Promise<Account | null> {
  const found = await findAccountByEmail(database, email.trim().toLowerCase());
  const matches = await verifyPassword(found?.passwordHash ?? null, password);
  return found !== null && matches ? found.account : null;
}

/** Starts a browser session. Returns its secret, for the cookie only. */
export async function startSession(database: Database, accountId: string, now: Date): Promise<{ secret: string; expiresAt: Date }> {
  const secret = `rs_${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await insertSession(database, { accountId, tokenHash: hashOf(secret), expiresAt });
  await deleteExpiredSessions(database, accountId, now);
  return { secret, expiresAt };
}

/** Ends a browser session at once. */
export async function endSession(database: Database, secret: string): Promise<void> {
  await deleteSession(database, hashOf(secret));
}

/** The account and the id of the token behind a secret of the given kind, or null when it is unknown or has expired. */
export async function findAccountByToken(
  database: Database,
  kind: 'SESSION' | 'API',
  secret: string,
  now: Date,
): Promise<{ account: Account; tokenId: string } | null> {
  const token = await findToken(database, hashOf(secret));
  if (token === null || token.kind !== kind) return null;
  if (token.expiresAt !== null && token.expiresAt <= now) return null;
  // Once a minute is enough to tell a used token from a forgotten one.
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > 60_000) {
    await noteTokenUse(database, token.id, now);
  }
  return { account: token.account, tokenId: token.id };
}

function hashOf(secret: string): TokenHash {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
