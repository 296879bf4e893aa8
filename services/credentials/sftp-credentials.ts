import { createHash, randomInt } from 'node:crypto';
import { endedByRenewal, endedByUse } from '../../domain/sftp-passwords.js';
import { inTransaction, type Database, type Queries } from '../../store/database.js';
import { readSchoolName } from '../../store/schools.js';
import {
  endSftpPasswords,
  findSftpPasswords,
  insertSftpAccount,
  insertSftpPassword,
  listSftpPasswords,
  lockSftpAccount,
  noteSftpPasswordUse,
  noteSftpSignIn,
  readSftpUsername,
  type SftpCredential,
} from '../../store/sftp-accounts.js';
import { noteSftpKeyUse } from '../../store/sftp-keys.js';
import { writeAudit } from '../../store/write-audit.js';
import { tellCredentialsChanged } from '../webhooks/tell-credentials-changed.js';
import { hashPassword, rememberRightPassword, verifyPassword, wasRightLately } from '../../infra/crypto/hash-password.js';

/** Makes the one SFTP user of a school. The password is returned here and never again. */
export async function createSftpAccount(database: Database, schoolId: string): Promise<{ username: string; password: string }> {
  const { password } = await renewSftpPassword(database, schoolId, new Date());
  return { username: await readSftpUsername(database, schoolId), password };
}

/** `oldPasswordValidUntil`: null while older passwords sign in until a newer one is used; an instant when they have ended. */
export type RenewedSftpPassword = { password: string; oldPasswordValidUntil: Date | null };

/**
 * Makes a new password for a school, and with the first one its SFTP user. The password that the SIS used last keeps
 * working, however often this is called, and so do the newest unused ones (domain/sftp-passwords.ts).
 * `revokeOldNow` ends every older password at once, with the sessions that it opened.
 */
export async function renewSftpPassword(database: Database, schoolId: string, now: Date, options: RenewalOptions = {}): Promise<RenewedSftpPassword> {
  const made = await newSftpPassword();
  return inTransaction(database.pool, async (client) => ({
    password: made.password,
    oldPasswordValidUntil: await storeNewSftpPassword(client, schoolId, made.passwordHash, { ...options, selector: made.selector, now }),
  }));
}

type RenewalOptions = { revokeOldNow?: boolean; by?: { accountId: string } };

/** A password that is not stored yet. Made before a transaction begins, because hashing takes a while. */
export async function newSftpPassword(): Promise<{ password: string; passwordHash: string; selector: number }> {
  const password = newPassword();
  return { password, passwordHash: await hashPassword(password), selector: selectorOf(password) };
}

/** Stores a new password as `renewSftpPassword` says, in the transaction of the caller. Answers its `oldPasswordValidUntil`. */
export async function storeNewSftpPassword(
  client: Queries,
  schoolId: string,
  passwordHash: string,
  { selector, now, ...options }: RenewalOptions & { selector: number; now: Date },
): Promise<Date | null> {
  const { districtId } = await ensureSftpUser(client, schoolId);
  // Renewals and sign-ins of one school take turns: each decides by the passwords that the one before left.
  await lockSftpAccount(client, schoolId);
  const before = await listSftpPasswords(client, schoolId);
  const ended = options.revokeOldNow === true ? before.map(({ number }) => number) : endedByRenewal(before);
  await endSftpPasswords(client, schoolId, ended);
  const number = Math.max(0, ...before.map((password) => password.number)) + 1;
  await insertSftpPassword(client, { schoolId, number, selector, passwordHash, setAt: now });
  const oldPasswordValidUntil = ended.length === before.length ? now : null;
  if (options.by !== undefined) {
    const entry = { actor: { kind: 'account', id: options.by.accountId } as const, districtId, schoolId, subjectId: schoolId };
    if (options.revokeOldNow === true) await writeAudit(client, { ...entry, action: 'sftp.password_revoked', detail: { ended: ended.length } });
    await writeAudit(client, {
      ...entry,
      action: 'sftp.password_renewed',
      detail: { oldPasswordValidUntil: oldPasswordValidUntil?.toISOString() ?? null },
    });
    const change = options.revokeOldNow === true ? 'OLD_PASSWORDS_REVOKED' : 'PASSWORD_RENEWED';
    await tellCredentialsChanged(client, { schoolId, change, now });
  }
  return oldPasswordValidUntil;
}

/** Makes the SFTP user of a school that has none yet. Answers its district. */
export async function ensureSftpUser(client: Queries, schoolId: string): Promise<{ districtId: string }> {
  const school = await readSchoolName(client, schoolId);
  if (school === null) throw new Error('ensureSftpUser: there is no such school.');
  await insertSftpAccount(client, schoolId, newUsername(school.name));
  return school;
}

/**
 * The school whose SFTP user this is, and which of its passwords this is. Every answer costs one hash: for a wrong password,
 * for one that has ended, and for a user who does not exist.
 */
export async function verifySftpPassword(
  database: Database,
  username: string,
  password: string,
): Promise<{ schoolId: string; credential: SftpCredential } | null> {
  const possible = await findSftpPasswords(database, username, selectorOf(password));
  // The hashes were read just now, so a revoked password is not among them, even if it was right a moment ago.
  const remembered = possible.find(({ passwordHash }) => wasRightLately(passwordHash, password));
  if (remembered !== undefined) return { schoolId: remembered.schoolId, credential: { kind: 'password', id: remembered.id } };
  // Two passwords of one school with the same selector are nearly impossible, but both would be tried.
  for (const { id, schoolId, passwordHash } of possible) {
    if (!(await verifyPassword(passwordHash, password))) continue;
    rememberRightPassword(passwordHash, password);
    return { schoolId, credential: { kind: 'password', id } };
  }
  if (possible.length === 0) await verifyPassword(null, password);
  return null;
}

/** One sign-in. `client`: how the program names itself. */
export type SftpUse = { schoolId: string; credential: SftpCredential; at: Date; address: string; client: string };

/** Why a right password or key does not sign in: it ended after it was checked, or its address is not allowed. */
export type SftpUseRefusal = 'credential_ended' | 'address_not_allowed';

/**
 * Records a sign-in for the SFTP Details page. The first one with a password ends those that were made before it. A refused sign-in
 * records nothing.
 */
export async function noteSftpUse(database: Database, use: SftpUse): Promise<'noted' | SftpUseRefusal> {
  const { schoolId, credential, at } = use;
  return inTransaction(database.pool, async (client) => {
    // This also takes the lock that sign-ins and renewals of one school wait for.
    const account = await noteSftpSignIn(client, { schoolId, at, address: use.address, client: clientName(use.client) });
    if (account === null) throw new UseRefused('credential_ended');
    if (!account.isAllowed) throw new UseRefused('address_not_allowed');
    if (credential.kind === 'key') {
      if (!(await noteSftpKeyUse(client, schoolId, credential.id, at))) throw new UseRefused('credential_ended');
      return 'noted' as const;
    }
    const passwords = await listSftpPasswords(client, schoolId);
    const used = passwords.find(({ id }) => id === credential.id);
    if (used === undefined) throw new UseRefused('credential_ended');
    await noteSftpPasswordUse(client, used.id, at);
    if (used.lastUsedAt !== null) return 'noted' as const;
    const ended = endedByUse(passwords, used.number);
    await endSftpPasswords(client, schoolId, ended);
    await writeAudit(client, {
      actor: { kind: 'sftp', id: schoolId },
      action: 'sftp.password_first_used',
      districtId: account.districtId,
      schoolId,
      subjectId: schoolId,
      detail: { ended: ended.length },
    });
    return 'noted' as const;
  }).catch((error: unknown) => {
    if (error instanceof UseRefused) return error.refusal;
    throw error;
  });
}

/** Rolls back the record of a sign-in. */
class UseRefused extends Error {
  constructor(readonly refusal: SftpUseRefusal) {
    super(refusal);
  }
}

/**
 * Distinguishes the passwords of one school before the slow hash decides. Two bytes of 138 random bits do not help a guesser;
 * without them, each of a school's passwords would cost a hash for every wrong attempt.
 */
function selectorOf(password: string): number {
  return createHash('sha256').update(password).digest().readUInt16BE();
}

/** A client can claim any name, so only a few plain characters of it are kept. */
function clientName(client: string): string {
  return client.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 64);
}

/** Letters and digits that look different in every font and are safe in shells, URLs and forms: 24 of 54 are 138 bits. */
function newPassword(): string {
  return randomText('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789', 24);
}

/** Says whose user it is, in at most 30 plain characters, such as `ecole-montcalm-k7x2mp`. */
function newUsername(schoolName: string): string {
  const plain = schoolName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 23)
    .replace(/-+$/, '');
  return `${plain === '' ? 'school' : plain}-${randomText('abcdefghjkmnpqrstuvwxyz23456789', 6)}`;
}

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
