import type pg from 'pg';
import { ROLES, type Category, type Role } from '../../domain/category.js';
import type { PersonField } from '../../domain/person.js';
import type { MissingPeople } from '../../domain/plan/decide-missing.js';
import type { RowFacts } from '../../domain/plan/row-facts.js';
import { hasStage } from './count-staged-rows.js';
import { readRowFacts, rowFactsSql, setAsideSql, type RowPart } from './row-facts-sql.js';
import { stageTable } from './stage-table.js';

export type CountedFacts = {
  /** `part` and `number` are the facts as SQL makes them. */
  rows: { part: RowPart; number: number; facts: RowFacts; rows: number }[];
  /** Active people of the school, by role. */
  active: Record<Role, number>;
};

/**
 * The staged rows of one sync, counted by their facts, and the active people: all that decisions need, except the missing people.
 * Null: there is no stage, or it does not have exactly `rowsStaged` rows, so it was lost.
 */
export async function countFacts(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string; rowsStaged: number },
  fields: readonly PersonField[],
): Promise<CountedFacts | null> {
  if (!(await hasStage(client, ref.syncId))) return null;
  await preferHashJoins(client);
  const rows: CountedFacts['rows'] = [];
  let left = ref.rowsStaged;
  const count = async (part: RowPart): Promise<void> => {
    for (const counted of await countPart(client, ref, fields, part, false)) {
      rows.push(counted);
      left -= counted.rows;
    }
  };
  const { rowCount: anybody } = await client.query('SELECT 1 FROM person WHERE school_id = $1 LIMIT 1', [ref.schoolId]);
  if (anybody === 0) await count('new');
  else {
    await count('agree');
    // Nothing is left over on most days.
    if (left !== 0 && left * 20 < ref.rowsStaged) {
      await client.query(setAsideSql(ref.syncId, fields), [ref.schoolId]);
      await joinAs(client, 'few', () => count('few'));
    } else if (left !== 0 || ref.rowsStaged === 0) await count('rest');
  }
  if (left !== 0) return null;
  const people = await client.query<{ role: Role; people: number }>(
    `SELECT role, count(*) AS people FROM person WHERE school_id = $1 AND state = 'ACTIVE' GROUP BY role`,
    [ref.schoolId],
  );
  const active = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
  for (const { role, people: count } of people.rows) active[role] = count;
  return { rows, active };
}

/** The rows of one part by their facts. */
export async function countPart(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string },
  fields: readonly PersonField[],
  part: RowPart,
  statement: boolean,
): Promise<CountedFacts['rows']> {
  const { rows } = await client.query<{ facts: number; rows: number }>(
    `SELECT facts, count(*) AS rows FROM (${rowFactsSql(ref.syncId, fields, part, statement)}) AS fact GROUP BY facts`,
    [ref.schoolId],
  );
  return rows.map(({ facts, rows: count }) => ({ part, number: facts, facts: readRowFacts(facts), rows: count }));
}

export type MissingQuery = {
  syncId: string;
  schoolId: string;
  /** The local day of the upload, `YYYY-MM-DD`: absences of earlier days are counted, and this one. */
  day: string;
  /** The file has numbers that lost leading zeros: people who have such a number with zeros are in the file all the same. */
  lostZeros: boolean;
  /** The file has a column of employee numbers. */
  employeeNumbers: boolean;
  /** Some rows were read together (FILE_STATEMENT), and some leavers have numbers or addresses that others were given (FILE_LEAVERS). */
  statement: boolean;
  /** The school's own setting. */
  absencesBeforeArchive: number;
  /** The category whose list the file is (listOfFile). */
  list: Category | null;
};

/** Active people of these categories who are in no row of the file, valid or not. */
export async function countMissing(client: pg.PoolClient, query: MissingQuery, categories: Category[]): Promise<MissingPeople[]> {
  if (categories.length === 0) return [];
  const { rows } = await client.query<MissingPeople>(
    `SELECT p.role, p.protected, p.state_by_hand AS "restoredByHand", ${ABSENCES} AS absences, ${partOfLeaver(query)} AS "partInFile", ${IN_WIDER_LIST} AS "inWiderList", count(*) AS people
       FROM ${missingPeople(query)} WHERE ${isMissing(query)} GROUP BY 1, 2, 3, 4, 5, 6`,
    [query.schoolId, query.syncId, categories, query.day],
  );
  return rows;
}

/** People `p` beside the number `a.days` of days on which they were absent before $4, and what becomes of what they had (`l`). */
export function missingPeople({ statement }: Pick<MissingQuery, 'statement'>): string {
  return `person p LEFT JOIN (
    SELECT person_id, count(*)::int AS days FROM absence WHERE school_id = $1 AND day < $4::date GROUP BY person_id) AS a ON a.person_id = p.id
    ${statement ? `LEFT JOIN ${FILE_LEAVERS} l ON l.person_id = p.id` : ''}`;
}

/**
 * People who would be archived, now or after an approval, in the categories in which the file archives missing people: the same
 * as decideMissing, except for the last Owner. $5: the number of absences needed. matching.test.ts checks that both agree.
 */
export function isLeaving(query: MissingQuery): string {
  const becomesStaff = query.list === 'teachers' ? `NOT ${IN_WIDER_LIST} AND ` : '';
  return `NOT p.protected AND NOT p.state_by_hand AND ${becomesStaff}${ABSENCES} >= $5 AND ${isMissing(query)}`;
}

/** See MissingPeople. */
export const IN_WIDER_LIST = `(p.role = 'TEACHER' AND 'staff' = ANY (p.listed_in))`;

/** A PartInFile. */
export function partOfLeaver({ statement }: Pick<MissingQuery, 'statement'>): string {
  return statement ? `coalesce(l.part, 'alone')` : `'alone'`;
}

/** People who leave with this file: `part` of PARTS_IN_FILE, and which of number and address another person gets (`gives`: Identifier[]). */
export const FILE_LEAVERS = 'pg_temp.file_leaver';
export const ABSENCES = '1 + coalesce(a.days, 0)';

/** $1: school, $2: sync, $3: categories. A conflicting row names both of its people; a broken one those it mentions. */
export function isMissing({
  syncId,
  lostZeros,
  employeeNumbers,
  statement,
}: Pick<MissingQuery, 'syncId' | 'lostZeros' | 'employeeNumbers' | 'statement'>): string {
  const staged = stageTable(syncId);
  const numbers = employeeNumbers ? ['student_id', 'staff_id'] : ['student_id'];
  const named = numbers.map(
    (number) => `
  AND NOT EXISTS (SELECT 1 FROM ${staged} r WHERE r.${number} = p.${number})
  AND NOT EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $2 AND m.${number} = p.${number})`,
  );
  const withoutZeros = numbers.map(
    (number) => `
  AND NOT EXISTS (SELECT 1 FROM ${staged} r WHERE p.${number} LIKE '0%' AND ltrim(r.${number}, '0') = ltrim(p.${number}, '0'))`,
  );
  const leaves = statement ? `p.id IN (SELECT person_id FROM ${FILE_LEAVERS} WHERE part = 'handed_on') OR ` : '';
  return `
  p.school_id = $1 AND p.state = 'ACTIVE' AND p.category = ANY($3::"Category"[]) AND (${leaves}
  NOT EXISTS (SELECT 1 FROM ${staged} r WHERE r.email = p.email)
  AND NOT EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $2 AND m.email = p.email)${named.join('')}${lostZeros ? withoutZeros.join('') : ''})`;
}

/**
 * The statistics of people and changes are as old as the last ANALYZE: just after a first file PostgreSQL expects a few rows
 * instead of 100,000, and would look up each of them by index. Applies until the transaction ends.
 */
export async function preferHashJoins(client: pg.PoolClient): Promise<void> {
  await client.query(
    `SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_sort = off; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`,
  );
}

/** Uses index look-ups for small parts, regardless of statistics; all other parts are joined at once. */
export function joinAs(client: pg.PoolClient, part: RowPart, work: () => Promise<void>): Promise<void> {
  return part === 'few' ? oneByOne(client, work) : work();
}

/**
 * Runs `work` with index look-ups, even after preferHashJoins: for joins of a few rows with a table of all schools, which would
 * otherwise be read completely.
 */
export async function oneByOne<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('SET LOCAL enable_nestloop = on; SET LOCAL enable_hashjoin = off');
  const done = await work();
  await client.query('SET LOCAL enable_nestloop = off; SET LOCAL enable_hashjoin = on');
  return done;
}
