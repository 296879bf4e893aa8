import { judgePassword, type Account } from '../../domain/account.js';
import { hashPassword, verifyPassword } from '../../infra/crypto/hash-password.js';
import { hashOfSecret } from '../../infra/crypto/secrets.js';
import { findOpenLink, replacePassword, spendLinkForPassword, type OpenLink } from '../../store/account-links.js';
import { readAccountPlace, readPasswordHash } from '../../store/accounts.js';
import { inShortTransaction, type Database, type Queries } from '../../store/database.js';
import { countAccountMails, insertAccountMail, lockAccountByEmail } from '../../store/members.js';
import { writeAudit } from '../../store/write-audit.js';
import { MAILS_PER_DAY } from './members.js';

/**
 * Stores a mail with a link for a person who forgot their password or never chose one. Returns its id, or null if the address has no
 * access or has had enough mails. The API's answer must be the same in all of these cases.
 */
export async function askForPasswordLink(database: Database, email: string): Promise<string | null> {
  return inShortTransaction(database.pool, async (client) => {
    const known = await lockAccountByEmail(client, email.trim().toLowerCase());
    if (known === null || known.state === 'REMOVED') return null;
    const kind = known.state === 'INVITED' ? 'INVITATION' : 'PASSWORD_RESET';
    if (await hasMailsEnough(client, known.id, kind)) return null;
    return insertAccountMail(client, known.id, kind);
  });
}

/**
 * A stranger may ask, too. Even then the inbox must always have a mail whose link still works: links to a new password work for
 * an hour, so after the first five of a day one is sent in each hour; invitations work for a week.
 */
async function hasMailsEnough(client: Queries, accountId: string, kind: 'INVITATION' | 'PASSWORD_RESET'): Promise<boolean> {
  if ((await countAccountMails(client, { accountId, kind, hours: 24 })) < MAILS_PER_DAY) return false;
  return kind === 'INVITATION' || (await countAccountMails(client, { accountId, kind, hours: 1 })) > 0;
}

/** What the page of a link shows before anything is chosen; null: the link does not work (any more). */
export async function readLink(database: Database, secret: string, now: Date): Promise<OpenLink | null> {
  return findOpenLink(database.pool, hashOfSecret(secret), now);
}

export type PasswordResult =
  /** `mailId`: the mail that tells the account's holder; null where the mail with the link told it. */
  | { kind: 'changed'; email: string; mailId: string | null }
  | { kind: 'link_spent' }
  | { kind: 'wrong_password' }
  | { kind: 'weak'; rule: NonNullable<ReturnType<typeof judgePassword>> };

/** Chooses the first or a new password by the link of a mail. The link works once; every session of the account ends. */
export async function choosePassword(
  database: Database,
  { secret, password, now }: { secret: string; password: string; now: Date },
): Promise<PasswordResult> {
  const link = await readLink(database, secret, now);
  if (link === null) return { kind: 'link_spent' };
  const rule = judgePassword(password, link.email);
  if (rule !== null) return { kind: 'weak', rule };
  const passwordHash = await hashPassword(password);
  return inShortTransaction(database.pool, async (client) => {
    const { accountId } = link;
    if (!(await spendLinkForPassword(client, { accountId, tokenHash: hashOfSecret(secret), passwordHash }))) return { kind: 'link_spent' };
    const isFirst = link.purpose === 'INVITATION';
    await auditPassword(client, isFirst ? 'member.joined' : 'password.reset', accountId);
    return { kind: 'changed', email: link.email, mailId: isFirst ? null : await insertAccountMail(client, accountId, 'PASSWORD_CHANGED') };
  });
}

/** Changes a password that is known. Every other session of the account ends, and every other browser is a new one. */
export async function changePassword(
  database: Database,
  {
    account,
    tokenId,
    device,
    currentPassword,
    password,
  }: { account: Account; tokenId: string; device: string | undefined; currentPassword: string; password: string },
): Promise<PasswordResult> {
  if (!(await verifyPassword(await readPasswordHash(database, account.id), currentPassword))) return { kind: 'wrong_password' };
  const rule = judgePassword(password, account.email);
  if (rule !== null) return { kind: 'weak', rule };
  const passwordHash = await hashPassword(password);
  return inShortTransaction(database.pool, async (client) => {
    const keepDevice = device === undefined ? null : hashOfSecret(device);
    await replacePassword(client, { accountId: account.id, passwordHash, keepTokenId: tokenId, keepDevice });
    await auditPassword(client, 'password.changed', account.id);
    return { kind: 'changed', email: account.email, mailId: await insertAccountMail(client, account.id, 'PASSWORD_CHANGED') };
  });
}

async function auditPassword(client: Queries, action: string, accountId: string): Promise<void> {
  await writeAudit(client, {
    actor: { kind: 'account', id: accountId },
    action,
    ...(await readAccountPlace(client, accountId)),
    subjectId: accountId,
  });
}
