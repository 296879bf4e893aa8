import { localeOf, type Locale } from '../domain/locale.js';
import type { Database, Queries } from './database.js';

/** What the gateway knows of a school; `sftpUsername` null: it has no SFTP user (yet). */
export type SftpSchool = { locale: Locale; sftpUsername: string | null };

/** Throws when there is no such school. */
export async function loadSftpSchool({ prisma }: Database, schoolId: string): Promise<SftpSchool> {
  const { locale, sftpAccount } = await prisma.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { locale: true, sftpAccount: { select: { username: true } } },
  });
  return { locale: localeOf(locale), sftpUsername: sftpAccount?.username ?? null };
}

export type NewSchool = { districtId: string; name: string; region: 'US' | 'CA'; timeZone: string; locale: Locale };

/** Returns the id of the new school. */
export async function insertSchool(client: Queries, school: NewSchool): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO school (district_id, name, region, time_zone, locale) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [school.districtId, school.name, school.region, school.timeZone, school.locale],
  );
  return rows[0]!.id;
}

export async function schoolExists({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.school.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** The id of the oldest school of this name in a district; null: it has none. */
export async function findSchoolByName({ prisma }: Database, districtId: string, name: string): Promise<string | null> {
  const school = await prisma.school.findFirst({ where: { districtId, name }, orderBy: { id: 'asc' }, select: { id: true } });
  return school?.id ?? null;
}

/** Name and district of a school; null: there is no such school. */
export async function readSchoolName(client: Queries, schoolId: string): Promise<{ name: string; districtId: string } | null> {
  const { rows } = await client.query<{ name: string; districtId: string }>('SELECT name, district_id AS "districtId" FROM school WHERE id = $1', [
    schoolId,
  ]);
  return rows[0] ?? null;
}

/** Locks a school against syncs and edits until the transaction ends. Returns its district; null: there is no such school. */
export async function lockSchool(client: Queries, schoolId: string): Promise<{ districtId: string } | null> {
  const { rows } = await client.query<{ districtId: string }>('SELECT district_id AS "districtId" FROM school WHERE id = $1 FOR NO KEY UPDATE', [
    schoolId,
  ]);
  return rows[0] ?? null;
}

/** The roster was changed by hand: earlier plans are made again. */
export async function raiseRosterVersion(client: Queries, schoolId: string): Promise<void> {
  await client.query('UPDATE school SET roster_version = roster_version + 1 WHERE id = $1', [schoolId]);
}

/** What the nightly Schedule of a school is made from, besides its settings. `timeZone`: an IANA name. */
export type ScheduledSchool = { id: string; name: string; districtId: string; timeZone: string };

export async function listScheduledSchools({ pool }: Database): Promise<ScheduledSchool[]> {
  const { rows } = await pool.query<ScheduledSchool>(SELECT_SCHEDULED);
  return rows;
}

/** Null: there is no such school. */
export async function loadScheduledSchool({ pool }: Database, schoolId: string): Promise<ScheduledSchool | null> {
  const { rows } = await pool.query<ScheduledSchool>(`${SELECT_SCHEDULED} WHERE id = $1`, [schoolId]);
  return rows[0] ?? null;
}

const SELECT_SCHEDULED = 'SELECT id, name, district_id AS "districtId", time_zone AS "timeZone" FROM school';
