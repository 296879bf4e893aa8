import { localeOf, type Locale } from '../../domain/locale.js';
import type { Account } from '../../domain/account.js';
import { isId } from '../cursor.js';
import type { Database } from '../database.js';

export type School = {
  id: string;
  name: string;
  region: 'US' | 'CA';
  timeZone: string;
  locale: Locale;
  district: { id: string; name: string };
};

type SchoolRow = {
  id: string;
  name: string;
  region: 'US' | 'CA';
  timeZone: string;
  locale: string;
  districtId: string;
  districtName: string;
};

// An Owner sees one school, a District Manager those of one district; an account of another kind would see none.
const VISIBLE = `(($1 = 'OWNER' AND school.id = $2::uuid) OR ($1 = 'DISTRICT_MANAGER' AND school.district_id = $3::uuid))`;

const SELECT_SCHOOL = `
  SELECT school.id, school.name, school.region, school.time_zone AS "timeZone", school.locale, district.id AS "districtId",
         district.name AS "districtName"
    FROM school JOIN district ON district.id = school.district_id
   WHERE ${VISIBLE}`;

/** The schools that an account may see, by name. */
export async function loadSchools(database: Database, account: Account): Promise<School[]> {
  const { rows } = await database.pool.query<SchoolRow>(`${SELECT_SCHOOL} ORDER BY school.name COLLATE "und-x-icu", school.id`, whoOf(account));
  return rows.map(schoolOf);
}

/** One school; null when there is none of this id that the account may see, whether or not it exists. */
export async function findVisibleSchool(database: Database, account: Account, schoolId: string): Promise<School | null> {
  if (!isId(schoolId)) return null;
  const { rows } = await database.pool.query<SchoolRow>(`${SELECT_SCHOOL} AND school.id = $4`, [...whoOf(account), schoolId]);
  return rows[0] === undefined ? null : schoolOf(rows[0]);
}

/** A district that the account manages; null for any other. */
export async function findManagedDistrict(database: Database, account: Account, districtId: string): Promise<{ id: string; name: string } | null> {
  if (!isId(districtId) || account.role !== 'DISTRICT_MANAGER' || account.districtId !== districtId.toLowerCase()) return null;
  return database.prisma.district.findUnique({ where: { id: districtId }, select: { id: true, name: true } });
}

function whoOf(account: Account): [string, string | null, string | null] {
  return [account.role, account.schoolId, account.districtId];
}

function schoolOf({ districtId, districtName, locale, ...row }: SchoolRow): School {
  return { ...row, locale: localeOf(locale), district: { id: districtId, name: districtName } };
}
