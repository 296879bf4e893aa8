import { createHash, randomInt } from 'node:crypto';
import type pg from 'pg';
import { endedByRenewal, endedByUse, type SftpPasswordFacts } from '../../domain/sftp-passwords.js';
import { inTransaction, type Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';
import { hashPassword, rememberRightPassword, verifyPassword, wasRightLately } from '../../infra/crypto/hash-password.js';

/** What a session was opened with. It ends with its credential. */
export type SftpCredential = { kind: 'password'; id: string } | { kind: 'key'; line: string };

/** Makes the one SFTP user of a school. The password is returned here and never again. */
export async function createSftpAccount(database: Database, schoolId: string): Promise<{ username: string; password: string }> {
  const { password } = await renewSftpPassword(database, schoolId, new Date());
  const { username } = await database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId }, select: { username: true } });
  return { username, password };
}

/** `oldPasswordValidUntil`: null while older passwords sign in until a newer one is used; an instant when they have ended. */
export type RenewedSftpPassword = { password: string; oldPasswordValidUntil: Date | null };

/**
 * Makes a new password for a school, and the SFTP user with the first one. The password that the SIS used last goes on
 * working, however often this is called, and so do the newest unused ones (domain/sftp-passwords.ts).
 * `revokeOldNow` ends every older password at once, with the sessions that it opened.
 */
export async function renewSftpPassword(
  database: Database,
  schoolId: string,
  now: Date,
  options: { revokeOldNow?: boolean; by?: { accountId: string } } = {},
): Promise<RenewedSftpPassword> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(database.pool, async (client) => {
    const school = await client.query<{ name: string; district_id: string }>('SELECT name, district_id FROM school WHERE id = $1', [schoolId]);
    const { name, district_id: districtId } = school.rows[0] ?? {};
    if (name === undefined || districtId === undefined) throw new Error('renewSftpPassword: there is no such school.');
    await client.query('INSERT INTO sftp_account (school_id, username) VALUES ($1, $2) ON CONFLICT (school_id) DO NOTHING', [
      schoolId,
      newUsername(name),
    ]);
    // Renewals and sign-ins of one school take turns: each decides by the passwords that the one before left.
    await client.query('SELECT 1 FROM sftp_account WHERE school_id = $1 FOR UPDATE', [schoolId]);
    const before = await readPasswords(client, schoolId);
    const ended = options.revokeOldNow === true ? before.map(({ number }) => number) : endedByRenewal(before);
    await endPasswords(client, schoolId, ended);
    await client.query('INSERT INTO sftp_password (school_id, number, selector, password_hash, set_at) VALUES ($1, $2, $3, $4, $5)', [
      schoolId,
      Math.max(0, ...before.map(({ number }) => number)) + 1,
      selectorOf(password),
      passwordHash,
      now,
    ]);
    const oldPasswordValidUntil = ended.length === before.length ? now : null;
    if (options.by !== undefined) {
      const entry = { actor: { kind: 'account', id: options.by.accountId } as const, districtId, schoolId, subjectId: schoolId };
      if (options.revokeOldNow === true) await writeAudit(client, { ...entry, action: 'sftp.password_revoked', detail: { ended: ended.length } });
      await writeAudit(client, {
        ...entry,
        action: 'sftp.password_renewed',
        detail: { oldPasswordValidUntil: oldPasswordValidUntil?.toISOString() ?? null },
      });
    }
    return { password, oldPasswordValidUntil };
  });
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
  const { rows } = await database.pool.query<{ id: string; school_id: string; password_hash: string }>(
    `SELECT p.id, p.school_id, p.password_hash
       FROM sftp_account a JOIN sftp_password p ON p.school_id = a.school_id
      WHERE a.username = $1 AND p.selector = $2
      ORDER BY p.number DESC`,
    [storable(username), selectorOf(password)],
  );
  // The hashes were read just now: a password that was withdrawn is not among them, however lately it was right.
  const remembered = rows.find((row) => wasRightLately(row.password_hash, password));
  if (remembered !== undefined) return { schoolId: remembered.school_id, credential: { kind: 'password', id: remembered.id } };
  // Two passwords of one school with the same selector are as good as impossible; both are tried all the same.
  for (const row of rows) {
    if (!(await verifyPassword(row.password_hash, password))) continue;
    rememberRightPassword(row.password_hash, password);
    return { schoolId: row.school_id, credential: { kind: 'password', id: row.id } };
  }
  if (rows.length === 0) await verifyPassword(null, password);
  return null;
}

/** The OpenSSH public key lines with which this SFTP user may sign in; null when there is no such user. */
export async function findSftpPublicKeys(database: Database, username: string): Promise<{ schoolId: string; publicKeys: string[] } | null> {
  const account = await database.prisma.sftpAccount.findUnique({ where: { username: storable(username) } });
  return account === null ? null : { schoolId: account.schoolId, publicKeys: account.publicKeys };
}

/** One sign-in. `client`: how the program names itself. */
export type SftpUse = { schoolId: string; credential: SftpCredential; at: Date; address: string; client: string };

/**
 * Notes a sign-in for the SFTP Details page. The first one with a password ends those that were made before it. False: the
 * credential ended between its check and now, and must not sign in.
 */
export async function noteSftpUse(database: Database, use: SftpUse): Promise<boolean> {
  const { schoolId, credential, at } = use;
  return inTransaction(database.pool, async (client) => {
    // Also the lock that sign-ins and renewals of one school wait for.
    const account = await client.query<{ public_keys: string[]; district_id: string }>(
      `UPDATE sftp_account a SET last_used_at = $2, last_used_from = $3, last_used_client = $4
         FROM school s WHERE s.id = a.school_id AND a.school_id = $1
       RETURNING a.public_keys, s.district_id`,
      [schoolId, at, use.address, clientName(use.client)],
    );
    const found = account.rows[0];
    if (found === undefined) throw new CredentialEnded();
    if (credential.kind === 'key') {
      if (!found.public_keys.includes(credential.line)) throw new CredentialEnded();
      return true;
    }
    const passwords = await readPasswords(client, schoolId);
    const used = passwords.find(({ id }) => id === credential.id);
    if (used === undefined) throw new CredentialEnded();
    await client.query('UPDATE sftp_password SET last_used_at = $2 WHERE id = $1', [used.id, at]);
    if (used.lastUsedAt !== null) return true;
    const ended = endedByUse(passwords, used.number);
    await endPasswords(client, schoolId, ended);
    await writeAudit(client, {
      actor: { kind: 'sftp', id: schoolId },
      action: 'sftp.password_first_used',
      districtId: found.district_id,
      schoolId,
      subjectId: schoolId,
      detail: { ended: ended.length },
    });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof CredentialEnded) return false;
    throw error;
  });
}

/** Which of these sessions may go on, in their order: their password or key still signs in. */
export async function areSftpCredentialsValid(
  database: Database,
  sessions: readonly { schoolId: string; credential: SftpCredential }[],
): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ valid: boolean }>(
    `SELECT CASE s.kind
              WHEN 'password' THEN EXISTS (SELECT 1 FROM sftp_password p WHERE p.id::text = s.value AND p.school_id = s.school_id)
              ELSE EXISTS (SELECT 1 FROM sftp_account a WHERE a.school_id = s.school_id AND s.value = ANY (a.public_keys))
            END AS valid
       FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS s (school_id, kind, value, place)
      ORDER BY s.place`,
    [
      sessions.map(({ schoolId }) => schoolId),
      sessions.map(({ credential }) => credential.kind),
      sessions.map(({ credential }) => (credential.kind === 'password' ? credential.id : credential.line)),
    ],
  );
  return rows.map(({ valid }) => valid);
}

/** Rolls the note of a sign-in back. */
class CredentialEnded extends Error {}

type StoredPassword = SftpPasswordFacts & { id: string };

async function readPasswords(client: pg.PoolClient, schoolId: string): Promise<StoredPassword[]> {
  const { rows } = await client.query<{ id: string; number: number; lastUsedAt: Date | null }>(
    'SELECT id, number, last_used_at AS "lastUsedAt" FROM sftp_password WHERE school_id = $1 ORDER BY number',
    [schoolId],
  );
  return rows;
}

async function endPasswords(client: pg.PoolClient, schoolId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await client.query('DELETE FROM sftp_password WHERE school_id = $1 AND number = ANY ($2::int[])', [schoolId, numbers]);
}

/**
 * Tells the passwords of one school apart before the slow hash decides. Two bytes of 138 random bits help nobody who guesses;
 * a school's passwords would otherwise each cost a hash at every wrong try.
 */
function selectorOf(password: string): number {
  return createHash('sha256').update(password).digest().readUInt16BE();
}

/** What a client says of itself is whatever it likes: plain characters of it, and not many. */
function clientName(client: string): string {
  return client.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 64);
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
