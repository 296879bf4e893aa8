import type { Account, TokenScope } from '../../domain/account.js';
import type { Locale } from '../../domain/locale.js';
import { hashPassword, verifyPassword } from '../../infra/crypto/hash-password.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import {
  deleteExpiredSessions,
  deleteSession,
  findToken,
  insertApiToken,
  insertSession,
  loadSessions,
  noteTokenUse,
  type FactorDuty,
  type SessionView,
} from '../../store/access-tokens.js';
import { findAccountByEmail, insertAccount } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';

/** How long a browser session lasts without a new sign-in, and how long without a request. */
const SESSION_HOURS = 12;
const IDLE_HOURS = 2;

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
  const secret = newSecret('rc');
  await insertApiToken(database, { accountId, tokenHash: hashOfSecret(secret), name: null, scope: 'WRITE', schoolId: null, expiresAt: null });
  return secret;
}

/**
 * The account of an e-mail address and its password, or null. An unknown address costs the same hashing as a wrong
 * password, so that no one can find out who has an account.
 */
export async function verifySignIn(database: Database, email: string, password: string): Promise<Account | null> {
  const found = await findAccountByEmail(database, email.trim().toLowerCase());
  const matches = await verifyPassword(found?.passwordHash ?? null, password);
  return found !== null && matches ? found.account : null;
}

/** Starts a browser session. Returns its secret, for the cookie only. `from`: what its owner will know it by in the list. */
export async function startSession(
  database: Database,
  accountId: string,
  { now, from }: { now: Date; from: { client: string | null; address: string | null } },
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret('rs');
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await insertSession(database, { accountId, tokenHash: hashOfSecret(secret), expiresAt, now, ...from });
  await deleteExpiredSessions(database, accountId, now);
  return { secret, expiresAt };
}

/** The browser sessions of an account that work, the newest first. */
export async function sessionsInUse(database: Database, accountId: string, now: Date): Promise<SessionView[]> {
  return loadSessions(database, accountId, { now, usedSince: new Date(now.getTime() - IDLE_HOURS * 3_600_000) });
}

/** Ends a browser session at once. */
export async function endSession(database: Database, secret: string): Promise<void> {
  await deleteSession(database, hashOfSecret(secret));
}

/**
 * The account behind a secret of the given kind, and the id and scope of the token; null when it is unknown, has expired or was idle for
 * too long. A District Manager's token for one school acts as an Owner of that school.
 */
export async function findAccountByToken(
  database: Database,
  kind: 'SESSION' | 'API',
  secret: string,
  now: Date,
): Promise<({ account: Account; tokenId: string; scope: TokenScope } & FactorDuty) | null> {
  const token = await findToken(database, hashOfSecret(secret));
  if (token === null || token.kind !== kind) return null;
  if (token.expiresAt !== null && token.expiresAt <= now) return null;
  if (kind === 'SESSION' && now.getTime() - (token.lastUsedAt ?? token.createdAt).getTime() > IDLE_HOURS * 3_600_000) return null;
  // Once a minute is enough to tell a used token from a forgotten one.
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > 60_000) {
    await noteTokenUse(database, token.id, now);
  }
  const { account, schoolId, secondFactorRequired, hasSecondFactor } = token;
  return {
    secondFactorRequired,
    hasSecondFactor,
    account: schoolId === null ? account : { ...account, role: 'OWNER', schoolId, districtId: null },
    tokenId: token.id,
    scope: token.scope,
  };
}
