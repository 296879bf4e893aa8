import type { SftpPasswordFacts } from '../domain/sftp-passwords.js';
import type { Database, Queries } from './database.js';

/** Makes the SFTP user of a school; one that is there keeps its name. */
export async function insertSftpAccount(client: Queries, schoolId: string, username: string): Promise<void> {
  await client.query('INSERT INTO sftp_account (school_id, username) VALUES ($1, $2) ON CONFLICT (school_id) DO NOTHING', [schoolId, username]);
}

/** Renewals and sign-ins of one school wait for this lock, which ends with the transaction. */
export async function lockSftpAccount(client: Queries, schoolId: string): Promise<void> {
  await client.query('SELECT 1 FROM sftp_account WHERE school_id = $1 FOR UPDATE', [schoolId]);
}

/** Throws when the school has no SFTP user. */
export async function readSftpUsername({ prisma }: Database, schoolId: string): Promise<string> {
  const { username } = await prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId }, select: { username: true } });
  return username;
}

/** The public keys of an SFTP user, as OpenSSH writes them; null: there is no such user. */
export async function findSftpAccount(
  { prisma }: Database,
  username: string,
): Promise<{ schoolId: string; keys: { id: string; line: string }[] } | null> {
  return prisma.sftpAccount.findUnique({
    where: { username: storable(username) },
    select: { schoolId: true, keys: { select: { id: true, line: true } } },
  });
}

/** The SFTP user of a school and its passwords, newest first, without a secret. */
export type SftpAccountFacts = {
  username: string;
  keys: { line: string }[];
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  lastUsedClient: string | null;
  passwords: { setAt: Date; lastUsedAt: Date | null }[];
};

/** Null: the school has no SFTP user. */
export async function loadSftpAccount({ prisma }: Database, schoolId: string): Promise<SftpAccountFacts | null> {
  return prisma.sftpAccount.findUnique({
    where: { schoolId },
    select: {
      username: true,
      keys: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { line: true } },
      lastUsedAt: true,
      lastUsedFrom: true,
      lastUsedClient: true,
      passwords: { orderBy: { number: 'desc' }, select: { setAt: true, lastUsedAt: true } },
    },
  });
}

/** `client`: how the program that signed in names itself. */
export type SftpSignIn = { schoolId: string; at: Date; address: string; client: string };

/** Whether an SFTP user may come from an address: `account` and `address` are SQL. A zone of an IPv6 address does not count. */
const isAllowed = (account: string, address: string): string =>
  `(${account}.allowed_addresses = '{}' OR split_part(${address}, '%', 1)::inet <<= ANY (${account}.allowed_addresses))`;

/**
 * Notes the last sign-in of a school's SFTP user, and locks it as `lockSftpAccount` does. `isAllowed`: it may come from this address.
 * Null: the school has no SFTP user.
 */
export async function noteSftpSignIn(client: Queries, signIn: SftpSignIn): Promise<{ isAllowed: boolean; districtId: string } | null> {
  const { rows } = await client.query<{ isAllowed: boolean; districtId: string }>(
    `UPDATE sftp_account a SET last_used_at = $2, last_used_from = $3::text, last_used_client = $4
       FROM school s WHERE s.id = a.school_id AND a.school_id = $1
     RETURNING coalesce(${isAllowed('a', '$3::text')}, true) AS "isAllowed", s.district_id AS "districtId"`,
    [signIn.schoolId, signIn.at, signIn.address, signIn.client],
  );
  return rows[0] ?? null;
}

export type StoredSftpPassword = SftpPasswordFacts & { id: string };

/** The passwords with which a school's SFTP user signs in, oldest first. */
export async function listSftpPasswords(client: Queries, schoolId: string): Promise<StoredSftpPassword[]> {
  const { rows } = await client.query<StoredSftpPassword>(
    'SELECT id, number, last_used_at AS "lastUsedAt" FROM sftp_password WHERE school_id = $1 ORDER BY number',
    [schoolId],
  );
  return rows;
}

/** `selector`: tells the passwords of one school apart before the slow hash decides. */
export type SftpPasswordToStore = { schoolId: string; number: number; selector: number; passwordHash: string; setAt: Date };

export async function insertSftpPassword(client: Queries, password: SftpPasswordToStore): Promise<void> {
  await client.query('INSERT INTO sftp_password (school_id, number, selector, password_hash, set_at) VALUES ($1, $2, $3, $4, $5)', [
    password.schoolId,
    password.number,
    password.selector,
    password.passwordHash,
    password.setAt,
  ]);
}

/** Ends the passwords with these numbers: they no longer sign in. */
export async function endSftpPasswords(client: Queries, schoolId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await client.query('DELETE FROM sftp_password WHERE school_id = $1 AND number = ANY ($2::int[])', [schoolId, numbers]);
}

export async function noteSftpPasswordUse(client: Queries, passwordId: string, at: Date): Promise<void> {
  await client.query('UPDATE sftp_password SET last_used_at = $2 WHERE id = $1', [passwordId, at]);
}

/** The hashes of an SFTP user's passwords with this selector, newest first: nearly always none or one. */
export async function findSftpPasswords(
  { pool }: Database,
  username: string,
  selector: number,
): Promise<{ id: string; schoolId: string; passwordHash: string }[]> {
  const { rows } = await pool.query<{ id: string; schoolId: string; passwordHash: string }>(
    `SELECT p.id, p.school_id AS "schoolId", p.password_hash AS "passwordHash"
       FROM sftp_account a JOIN sftp_password p ON p.school_id = a.school_id
      WHERE a.username = $1 AND p.selector = $2
      ORDER BY p.number DESC`,
    [storable(username), selector],
  );
  return rows;
}

/** What a session was opened with. It ends with its credential. */
export type SftpCredential = { kind: 'password' | 'key'; id: string };

/** Which of these sessions may continue, in their order: their password or key still signs in, and their address is still allowed. */
export async function areSftpCredentialsValid(
  { pool }: Database,
  sessions: readonly { schoolId: string; credential: SftpCredential; address: string }[],
): Promise<boolean[]> {
  const { rows } = await pool.query<{ valid: boolean }>(
    `SELECT CASE s.kind
              WHEN 'password' THEN EXISTS (SELECT 1 FROM sftp_password p WHERE p.id = s.id AND p.school_id = s.school_id)
              ELSE EXISTS (SELECT 1 FROM sftp_key k WHERE k.id = s.id AND k.school_id = s.school_id)
            END
            AND EXISTS (SELECT 1 FROM sftp_account a WHERE a.school_id = s.school_id AND ${isAllowed('a', 's.address')}) AS valid
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) WITH ORDINALITY AS s (school_id, kind, id, address, place)
      ORDER BY s.place`,
    [
      sessions.map(({ schoolId }) => schoolId),
      sessions.map(({ credential }) => credential.kind),
      sessions.map(({ credential }) => credential.id),
      sessions.map(({ address }) => address),
    ],
  );
  return rows.map(({ valid }) => valid);
}

/** PostgreSQL refuses NUL in text with an error; no user name has one. */
function storable(username: string): string {
  return username.includes('\0') ? '' : username;
}
