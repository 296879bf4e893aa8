import type { Account } from '../domain/account.js';
import { accountOf } from './accounts.js';
import type { Database } from './database.js';

/** SHA-256 of a token: the token itself is stored nowhere. */
export type TokenHash = Uint8Array<ArrayBuffer>;

/** `expiresAt` null: it stays valid until it is deleted. */
export type StoredToken = { id: string; kind: 'SESSION' | 'API'; expiresAt: Date | null; lastUsedAt: Date | null; account: Account };

export async function insertApiToken({ prisma }: Database, accountId: string, tokenHash: TokenHash): Promise<void> {
  await prisma.accessToken.create({ data: { accountId, kind: 'API', tokenHash } });
}

export async function insertSession({ prisma }: Database, session: { accountId: string; tokenHash: TokenHash; expiresAt: Date }): Promise<void> {
  await prisma.accessToken.create({ data: { ...session, kind: 'SESSION' } });
}

/** Null: there is no such token. One that has expired may still be there. */
export async function findToken({ prisma }: Database, tokenHash: TokenHash): Promise<StoredToken | null> {
  const token = await prisma.accessToken.findUnique({ where: { tokenHash }, include: { account: true } });
  if (token === null) return null;
  const { id, kind, expiresAt, lastUsedAt, account } = token;
  return { id, kind, expiresAt, lastUsedAt, account: accountOf(account) };
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
