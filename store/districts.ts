import type { AccountRole } from '../domain/account.js';
import type { Database, Queries } from './database.js';
import { HAS_SECOND_FACTOR } from './has-second-factor.js';

/** Returns the id of the new district. */
export async function insertDistrict({ prisma }: Database, name: string): Promise<string> {
  const { id } = await prisma.district.create({ data: { name }, select: { id: true } });
  return id;
}

export async function districtExists({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.district.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** The id of the oldest district of this name; null: there is none. */
export async function findDistrictByName({ prisma }: Database, name: string): Promise<string | null> {
  const district = await prisma.district.findFirst({ where: { name }, orderBy: { id: 'asc' }, select: { id: true } });
  return district?.id ?? null;
}

/**
 * How the people of a district sign in. Only those who can sign in are counted; `missing` are those without a second factor, the District
 * Managers first, and at most a hundred of them are named. Instants are ISO 8601.
 */
export type DistrictSecurity = {
  requireSecondFactor: boolean;
  requiredSince: string | null;
  members: number;
  missing: { count: number; first: MissingMember[] };
};
export type MissingMember = { id: string; email: string; role: AccountRole; school: { id: string; name: string } | null };

const MOST_NAMED = 100;
/** Those who can sign in to the district $1. */
const MEMBER_OF_DISTRICT = `account.removed_at IS NULL AND account.password_hash IS NOT NULL
        AND (account.district_id = $1 OR account.school_id IN (SELECT id FROM school WHERE district_id = $1))`;

export async function loadDistrictSecurity(queries: Queries, districtId: string): Promise<DistrictSecurity> {
  const { rows: rules } = await queries.query<{ since: Date | null; members: number; missing: number }>(
    `SELECT district.second_factor_required_since AS since, count(account.id)::int AS members,
            (count(account.id) FILTER (WHERE NOT ${HAS_SECOND_FACTOR}))::int AS missing
       FROM district LEFT JOIN account ON ${MEMBER_OF_DISTRICT}
      WHERE district.id = $1 GROUP BY district.id`,
    [districtId],
  );
  const { rows } = await queries.query<{ id: string; email: string; role: AccountRole; schoolId: string | null; school: string | null }>(
    `SELECT account.id, account.email, account.role, school.id AS "schoolId", school.name AS school
       FROM account LEFT JOIN school ON school.id = account.school_id
      WHERE ${MEMBER_OF_DISTRICT} AND NOT ${HAS_SECOND_FACTOR}
      ORDER BY school.name NULLS FIRST, account.email LIMIT $2`,
    [districtId, MOST_NAMED],
  );
  const { since, members, missing } = rules[0]!;
  return {
    requireSecondFactor: since !== null,
    requiredSince: since?.toISOString() ?? null,
    members,
    missing: {
      count: missing,
      first: rows.map(({ id, email, role, schoolId, school }) => ({
        id,
        email,
        role,
        school: schoolId === null || school === null ? null : { id: schoolId, name: school },
      })),
    },
  };
}

/** Requires a second factor from now on, or no longer. False: that was so already. */
export async function writeSecondFactorRule(client: Queries, districtId: string, since: Date | null): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE district SET second_factor_required_since = $2
      WHERE id = $1 AND (second_factor_required_since IS NULL) IS DISTINCT FROM ($2::timestamptz IS NULL)`,
    [districtId, since],
  );
  return rowCount === 1;
}

/** Whether the district of an account requires a second factor; that does not change until the transaction ends. */
export async function lockSecondFactorRule(client: Queries, accountId: string): Promise<boolean> {
  const { rows } = await client.query<{ required: boolean }>(
    `SELECT district.second_factor_required_since IS NOT NULL AS required
       FROM account LEFT JOIN school ON school.id = account.school_id
       JOIN district ON district.id = coalesce(account.district_id, school.district_id)
      WHERE account.id = $1 FOR SHARE OF district`,
    [accountId],
  );
  return rows[0]?.required === true;
}
