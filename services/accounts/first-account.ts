import { judgePassword } from '../../domain/account.js';
import type { Locale } from '../../domain/locale.js';
import { hashPassword } from '../../infra/crypto/hash-password.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { inTransaction, type Database } from '../../store/database.js';
import { insertFirstManager, putFirstAccountLink, readFirstAccountLink, spendFirstAccountLink } from '../../store/first-account.js';
import { writeAudit } from '../../store/write-audit.js';

/** A day: whoever installs Rollcall has its log before them. A restart makes a new link. */
const WORKS_FOR_MS = 86_400_000;

/**
 * The address at which the first account of an empty installation is made; the one before ends. It is returned here and never again.
 * Null: there is an account, which invites all others.
 */
export async function makeFirstAccountLink(
  database: Database,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<{ url: string; expiresAt: Date } | null> {
  const secret = newSecret('rl');
  const expiresAt = new Date(now.getTime() + WORKS_FOR_MS);
  const isMade = await inTransaction(database.pool, async (client) => {
    if (!(await putFirstAccountLink(client, { tokenHash: hashOfSecret(secret), now, expiresAt }))) return false;
    await writeAudit(client, { actor: { kind: 'system' }, action: 'first_account.link_made', detail: { expiresAt: expiresAt.toISOString() } });
    return true;
  });
  // Behind the hash, which browsers send to no server.
  return isMade ? { url: `${publicUrl.replace(/\/$/, '')}/first-account#${secret}`, expiresAt } : null;
}

/** When a link ends; null: it does not work (any more). */
export async function openFirstAccountLink(database: Database, { token, now }: { token: string; now: Date }): Promise<Date | null> {
  return readFirstAccountLink(database.pool, hashOfSecret(token), now);
}

export type FirstAccountResult =
  | { kind: 'made'; accountId: string; districtId: string; email: string }
  | { kind: 'ended' }
  | { kind: 'weak'; rule: NonNullable<ReturnType<typeof judgePassword>> };

/** Makes a district and its first District Manager, who invites all others. The link works once. `address`: from where the request came. */
export async function makeFirstAccount(
  database: Database,
  request: { token: string; district: string; email: string; password: string; locale: Locale; address: string; now: Date },
): Promise<FirstAccountResult> {
  const { token, district, password, locale, address, now } = request;
  // Hashing takes a while: a stranger's guess costs none of it.
  if ((await openFirstAccountLink(database, { token, now })) === null) return { kind: 'ended' };
  const email = request.email.trim().toLowerCase();
  const rule = judgePassword(password, email);
  if (rule !== null) return { kind: 'weak', rule };
  const passwordHash = await hashPassword(password);
  return inTransaction(database.pool, async (client) => {
    if (!(await spendFirstAccountLink(client, hashOfSecret(token), now))) return { kind: 'ended' };
    const { accountId, districtId } = await insertFirstManager(client, { district, email, passwordHash, locale });
    const actor = { kind: 'account', id: accountId } as const;
    await writeAudit(client, { actor, action: 'district.created', districtId, subjectId: districtId });
    await writeAudit(client, { actor, action: 'first_account.made', districtId, subjectId: accountId, detail: { address } });
    return { kind: 'made', accountId, districtId, email };
  });
}
