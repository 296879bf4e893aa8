import type { Account, AccountRole } from '../domain/account.js';
import { localeOf, type Locale } from '../domain/locale.js';
import type { Database, Queries } from './database.js';

export type AccountToStore = {
  /** In lower case. */
  email: string;
  passwordHash: string;
  role: AccountRole;
  schoolId: string | null;
  districtId: string | null;
  locale: Locale;
};

/** Throws (unique violation) when the e-mail address has an account already. */
export async function insertAccount({ prisma }: Database, account: AccountToStore): Promise<Account> {
  return accountOf(await prisma.account.create({ data: account }));
}

/** An account and the hash of its password (null: none chosen yet); null: no account of this address (in lower case) has access. */
export async function findAccountByEmail({ prisma }: Database, email: string): Promise<{ account: Account; passwordHash: string | null } | null> {
  const row = await prisma.account.findUnique({ where: { email } });
  return row === null || row.removedAt !== null ? null : { account: accountOf(row), passwordHash: row.passwordHash };
}

/** Throws when the address has no account. */
export async function setAccountPassword({ prisma }: Database, email: string, passwordHash: string): Promise<void> {
  await prisma.account.update({ where: { email }, data: { passwordHash } });
}

/** The hash of an account's password; null: it has none, or no access. */
export async function readPasswordHash({ prisma }: Database, accountId: string): Promise<string | null> {
  const row = await prisma.account.findUnique({ where: { id: accountId }, select: { passwordHash: true, removedAt: true } });
  return row === null || row.removedAt !== null ? null : row.passwordHash;
}

/** The school of an Owner and its district, or the district of a manager. */
export async function readAccountPlace(client: Queries, accountId: string): Promise<{ schoolId: string | null; districtId: string | null }> {
  const { rows } = await client.query<{ schoolId: string | null; districtId: string | null }>(
    `SELECT account.school_id AS "schoolId", coalesce(account.district_id, school.district_id) AS "districtId"
       FROM account LEFT JOIN school ON school.id = account.school_id WHERE account.id = $1`,
    [accountId],
  );
  return rows[0] ?? { schoolId: null, districtId: null };
}

/** Whether an address belongs to somebody who manages this school: its owner, or a manager of its district. */
export async function managesSchool({ pool }: Database, schoolId: string, email: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM account JOIN school ON school.id = $1
      WHERE account.email = $2 AND account.removed_at IS NULL AND (account.school_id = school.id OR account.district_id = school.district_id)`,
    [schoolId, email],
  );
  return rowCount === 1;
}

export function accountOf(row: {
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
