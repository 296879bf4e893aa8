import type { Account, AccountRole, TokenScope } from '../domain/account.js';
import { accountOf } from './accounts.js';
import type { Database } from './database.js';
import { HAS_SECOND_FACTOR } from './has-second-factor.js';

/** Whether the district of an account requires a second factor, and whether the account has one. */
export type FactorDuty = { secondFactorRequired: boolean; hasSecondFactor: boolean };

/** SHA-256 of a token: the token itself is not stored. */
export type TokenHash = Buffer<ArrayBuffer>;

/** `expiresAt` null: it stays valid until it is deleted. `schoolId`: the one school that it is for. */
export type StoredToken = FactorDuty & {
  id: string;
  kind: 'SESSION' | 'API';
  scope: TokenScope;
  schoolId: string | null;
  expiresAt: Date | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  account: Account;
};

/** An API token as its account sees it. Instants are ISO 8601. */
export type ApiTokenView = {
  id: string;
  name: string | null;
  scope: TokenScope;
  schoolId: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

export type NewApiToken = {
  accountId: string;
  tokenHash: TokenHash;
  name: string | null;
  scope: TokenScope;
  schoolId: string | null;
  expiresAt: Date | null;
};

export async function insertApiToken({ prisma }: Database, token: NewApiToken): Promise<ApiTokenView> {
  return tokenViewOf(await prisma.accessToken.create({ data: { ...token, kind: 'API' } }));
}

/** The API tokens of an account that work, the newest first. */
export async function loadApiTokens({ prisma }: Database, accountId: string, now: Date): Promise<ApiTokenView[]> {
  const rows = await prisma.accessToken.findMany({
    where: { accountId, kind: 'API', OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    orderBy: { id: 'desc' },
  });
  return rows.map(tokenViewOf);
}

export type NewSession = { accountId: string; tokenHash: TokenHash; expiresAt: Date; client: string | null; address: string | null; now: Date };

/** Also notes when the account signed in last. */
export async function insertSession({ pool }: Database, { accountId, tokenHash, expiresAt, client, address, now }: NewSession): Promise<void> {
  await pool.query(
    `WITH session AS (
       INSERT INTO access_token (account_id, kind, token_hash, expires_at, client, address, created_at, last_used_at)
       VALUES ($1, 'SESSION', $2, $3, $4, $5, $6, $6))
     UPDATE account SET last_sign_in_at = $6 WHERE id = $1`,
    [accountId, tokenHash, expiresAt, client, address, now],
  );
}

/** A browser session as its account sees it. Instants are ISO 8601. */
export type SessionView = { id: string; createdAt: string; lastUsedAt: string; expiresAt: string; client: string | null; address: string | null };

/** The sessions of an account that were used since, the newest first. */
export async function loadSessions(
  { prisma }: Database,
  accountId: string,
  { now, usedSince }: { now: Date; usedSince: Date },
): Promise<SessionView[]> {
  const rows = await prisma.accessToken.findMany({
    where: { accountId, kind: 'SESSION', expiresAt: { gt: now }, lastUsedAt: { gt: usedSince } },
    orderBy: { id: 'desc' },
  });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: (row.lastUsedAt ?? row.createdAt).toISOString(),
    expiresAt: (row.expiresAt ?? row.createdAt).toISOString(),
    client: row.client,
    address: row.address,
  }));
}

/** False: the account does not have this token or session (any more). */
export async function deleteOwnToken({ prisma }: Database, token: { id: string; accountId: string; kind: 'SESSION' | 'API' }): Promise<boolean> {
  return (await prisma.accessToken.deleteMany({ where: token })).count === 1;
}

type TokenRow = Omit<StoredToken, 'account'> & {
  accountId: string;
  email: string;
  role: AccountRole;
  schoolOfAccount: string | null;
  districtId: string | null;
  locale: string;
};

/** Null: there is no such token, or its account no longer has access. An expired token may still be returned. One statement: every request asks it. */
export async function findToken({ pool }: Database, tokenHash: TokenHash): Promise<StoredToken | null> {
  const { rows } = await pool.query<TokenRow>(
    `SELECT token.id, token.kind, token.scope, token.school_id AS "schoolId", token.expires_at AS "expiresAt", token.created_at AS "createdAt",
            token.last_used_at AS "lastUsedAt", account.id AS "accountId", account.email, account.role, account.school_id AS "schoolOfAccount",
            account.district_id AS "districtId", account.locale,
            EXISTS (SELECT FROM district WHERE district.id = coalesce(account.district_id, school.district_id)
                                           AND district.second_factor_required_since IS NOT NULL) AS "secondFactorRequired",
            ${HAS_SECOND_FACTOR} AS "hasSecondFactor"
       FROM access_token token JOIN account ON account.id = token.account_id AND account.removed_at IS NULL
       LEFT JOIN school ON school.id = account.school_id
      WHERE token.token_hash = $1`,
    [tokenHash],
  );
  if (rows[0] === undefined) return null;
  const { accountId, email, role, schoolOfAccount, districtId, locale, ...token } = rows[0];
  return { ...token, account: accountOf({ id: accountId, email, role, schoolId: schoolOfAccount, districtId, locale }) };
}

/** Nothing happens when the token was deleted meanwhile. */
export async function noteTokenUse({ prisma }: Database, tokenId: string, at: Date): Promise<void> {
  await prisma.accessToken.updateMany({ where: { id: tokenId }, data: { lastUsedAt: at } });
}

export async function deleteSession({ prisma }: Database, tokenHash: TokenHash): Promise<void> {
  await prisma.accessToken.deleteMany({ where: { kind: 'SESSION', tokenHash } });
}

export async function deleteExpiredSessions({ prisma }: Database, accountId: string, now: Date): Promise<void> {
  await prisma.accessToken.deleteMany({ where: { accountId, kind: 'SESSION', expiresAt: { lt: now } } });
}

function tokenViewOf(row: {
  id: string;
  name: string | null;
  scope: TokenScope;
  schoolId: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}): ApiTokenView {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    schoolId: row.schoolId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
