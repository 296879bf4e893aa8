import { createHash, randomBytes } from 'node:crypto';
import type { Account, AccountRole } from '../../domain/account.js';
import { localeOf, type Locale } from '../../domain/locale.js';
import { hashPassword, verifyPassword } from '../../infra/crypto/hash-password.js';
import type { Database } from '../../store/database.js';

/** How long a browser session lasts without a new sign-in. */
const SESSION_HOURS = 12;

export type NewAccount = { email: string; password: string; locale?: Locale } & (
  | { role: 'OWNER'; schoolId: string }
  | { role: 'DISTRICT_MANAGER'; districtId: string }
);

/** Creates an account. Throws (unique violation) when the e-mail address has one already. */
export async function createAccount(database: Database, input: NewAccount): Promise<Account> {
  const row = await database.prisma.account.create({
    data: {
      email: input.email.trim().toLowerCase(),
      passwordHash: await hashPassword(input.password),
      role: input.role,
      schoolId: input.role === 'OWNER' ? input.schoolId : null,
      districtId: input.role === 'DISTRICT_MANAGER' ? input.districtId : null,
      locale: input.locale ?? 'en',
    },
  });
  return accountOf(row);
}

/** Makes an API token that stays valid until it is deleted. Only its SHA-256 is stored: the text can be shown this once. */
export async function createApiToken(database: Database, accountId: string): Promise<string> {
  const secret = `rc_${randomBytes(32).toString('base64url')}`;
  await database.prisma.accessToken.create({ data: { accountId, kind: 'API', tokenHash: hashOf(secret) } });
  return secret;
}

/**
 * The account of an e-mail address and its password, or null. An unknown address costs the same hashing as a wrong
 * password, so that nobody can find out who has an account.
 */
export async function verifySignIn(database: Database, email: string, password: string): Promise<Account | null> {
  const row = await database.prisma.account.findUnique({ where: { email: email.trim().toLowerCase() } });
  const matches = await verifyPassword(row?.passwordHash ?? null, password);
  return row !== null && matches ? accountOf(row) : null;
}

/** Starts a browser session. Returns its secret, for the cookie only. */
export async function startSession(database: Database, accountId: string, now: Date): Promise<{ secret: string; expiresAt: Date }> {
  const secret = `rs_${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await database.prisma.accessToken.create({ data: { accountId, kind: 'SESSION', tokenHash: hashOf(secret), expiresAt } });
  await database.prisma.accessToken.deleteMany({ where: { accountId, kind: 'SESSION', expiresAt: { lt: now } } });
  return { secret, expiresAt };
}

/** Ends a browser session at once. */
export async function endSession(database: Database, secret: string): Promise<void> {
  await database.prisma.accessToken.deleteMany({ where: { kind: 'SESSION', tokenHash: hashOf(secret) } });
}

/** The account and the id of the token behind a secret of the given kind, or null when it is unknown or has expired. */
export async function findAccountByToken(
  database: Database,
  kind: 'SESSION' | 'API',
  secret: string,
  now: Date,
): Promise<{ account: Account; tokenId: string } | null> {
  const token = await database.prisma.accessToken.findUnique({ where: { tokenHash: hashOf(secret) }, include: { account: true } });
  if (token === null || token.kind !== kind) return null;
  if (token.expiresAt !== null && token.expiresAt <= now) return null;
  // Once a minute is enough to tell a used token from a forgotten one.
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > 60_000) {
    await database.prisma.accessToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  return { account: accountOf(token.account), tokenId: token.id };
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

function accountOf(row: {
  id: string;
  email: string;
  role: AccountRole;
  schoolId: string | null;
  districtId: string | null;
  locale: string;
}): Account {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    schoolId: row.schoolId,
    districtId: row.districtId,
    locale: localeOf(row.locale),
  };
}
