import { randomInt } from 'node:crypto';
import { inTransaction, type Database } from '../prisma/database.js';
import { hashPassword, verifyPassword } from './hash-password.js';

/** How long the old password still works after a new one was made, so that the SIS can be changed in peace. */
export const OLD_PASSWORD_HOURS = 24;

/** The newest password and, for a while, the one before it: never more. */
const PASSWORDS_AT_ONCE = 2;

/** Makes the one SFTP user of a school. The password is returned here and never again. */
export async function createSftpAccount(
  database: Database,
  schoolId: string,
): Promise<{ username: string; password: string }> {
  const school = await database.prisma.school.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true } });
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const username = newUsername(school.name);
  await database.prisma.sftpAccount.create({ data: { schoolId, username, passwords: { create: { passwordHash } } } });
  return { username, password };
}

/**
 * Makes a new password for a school. The one before it works until `oldPasswordValidUntil`; older ones end at once.
 * `overlapHours: 0` ends every old password now, for a password that fell into wrong hands.
 */
export async function renewSftpPassword(
  database: Database,
  schoolId: string,
  now: Date,
  options: { overlapHours?: number } = {},
): Promise<{ password: string; oldPasswordValidUntil: Date }> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const oldPasswordValidUntil = new Date(now.getTime() + (options.overlapHours ?? OLD_PASSWORD_HOURS) * 3_600_000);
  await inTransaction(database.pool, async (client) => {
    // Two renewals at once take turns; otherwise both would leave a password without an end.
    const { rowCount } = await client.query('SELECT 1 FROM sftp_account WHERE school_id = $1 FOR UPDATE', [schoolId]);
    if (rowCount === 0) throw new Error(`School ${schoolId} has no SFTP account.`);
    await client.query('DELETE FROM sftp_password WHERE school_id = $1 AND valid_until IS NOT NULL', [schoolId]);
    await client.query('UPDATE sftp_password SET valid_until = $2 WHERE school_id = $1', [
      schoolId,
      oldPasswordValidUntil,
    ]);
    await client.query('INSERT INTO sftp_password (school_id, password_hash, set_at) VALUES ($1, $2, $3)', [
      schoolId,
      passwordHash,
      now,
    ]);
  });
  return { password, oldPasswordValidUntil };
}

/**
 * The school whose SFTP user this is, if the password is one of its valid ones. A refusal takes the same time for a
 * wrong password, an expired one, and a user who does not exist: always as many hashes as a school may have passwords.
 */
export async function verifySftpPassword(
  database: Database,
  username: string,
  password: string,
  now: Date,
): Promise<{ schoolId: string } | null> {
  const { rows } = await database.pool.query<{ school_id: string; password_hash: string }>(
    `SELECT a.school_id, p.password_hash
       FROM sftp_account a JOIN sftp_password p ON p.school_id = a.school_id
      WHERE a.username = $1 AND (p.valid_until IS NULL OR p.valid_until > $2)
      ORDER BY p.valid_until DESC NULLS FIRST
      LIMIT ${PASSWORDS_AT_ONCE}`,
    [storable(username), now],
  );
  for (let place = 0; place < PASSWORDS_AT_ONCE; place++) {
    const row = rows[place];
    if (await verifyPassword(row?.password_hash ?? null, password)) return row === undefined ? null : { schoolId: row.school_id };
  }
  return null;
}

/** The OpenSSH public key lines with which this SFTP user may sign in; null when there is no such user. */
export async function findSftpPublicKeys(
  database: Database,
  username: string,
): Promise<{ schoolId: string; publicKeys: string[] } | null> {
  const account = await database.prisma.sftpAccount.findUnique({ where: { username: storable(username) } });
  return account === null ? null : { schoolId: account.schoolId, publicKeys: account.publicKeys };
}

/** Notes that the school's SIS signed in, for the SFTP Details page. */
export async function noteSftpLogin(database: Database, schoolId: string, now: Date): Promise<void> {
  await database.pool.query('UPDATE sftp_account SET last_used_at = $2 WHERE school_id = $1', [schoolId, now]);
}

/** PostgreSQL refuses NUL in text with an error; no user name has one. */
function storable(username: string): string {
  return username.includes('\0') ? '' : username;
}

/** Letters and digits that no font confuses and no shell, URL or form changes: 24 of 54 are 138 bits. */
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
