import type pg from 'pg';
import type { Category, Role } from '../../domain/category.js';
import { readStatement, type FileStatement, type Meeting, type MetPerson, type OpenRow } from '../../domain/matching/read-statement.js';
import { MOST_GRADES_UP } from '../../domain/matching/same-name.js';
import type { PersonField } from '../../domain/person.js';
import { decideMissing, type MissingRules } from '../../domain/plan/decide-missing.js';
import { decideRow, isPrivileged, type RowRules } from '../../domain/plan/decide-row.js';
import type { Match } from '../../domain/plan/row-facts.js';
import {
  ABSENCES,
  FILE_LEAVERS,
  IN_WIDER_LIST,
  isLeaving,
  missingPeople,
  partOfLeaver,
  type CountedFacts,
  type MissingQuery,
} from './count-facts.js';
import { GRADES } from '../../domain/reading/read-grade.js';
import { FILE_STATEMENT, isPrivilegedSql, nameKeySql, openRowsSql, readRowFacts, rowFactsSql, type RowPart } from './row-facts-sql.js';
import { stageTable } from './stage-table.js';

export type StatementRules = { rows: RowRules; missing: MissingRules };

/** The facts of rows whose number and address belong to different people, or to people with other names. */
const TANGLED: readonly Match[] = ['two_people', 'taken', 'reused_number', 'reused_email'];

/** The part whose rows may have to be read together; null: each row stands alone. */
export function tangledPart({ rows }: CountedFacts): RowPart | null {
  return rows.find(({ facts }) => TANGLED.includes(facts.match))?.part ?? null;
}

/**
 * Reads the rows of a part as one statement, and keeps the result until the transaction ends, for SQL that is composed
 * with `statement: true`. False: nothing passes from one person to another.
 */
export async function readFileStatement(
  client: pg.PoolClient,
  query: MissingQuery,
  fields: readonly PersonField[],
  part: RowPart,
  rules: StatementRules,
): Promise<boolean> {
  const { rows } = await client.query<StoredOpenRow>(openRowsSql(query.syncId, fields, part), [query.schoolId]);
  const people = await loadMetPeople(
    client,
    query,
    [...new Set(rows.flatMap(({ numberId, emailId }) => [numberId ?? [], emailId ?? []].flat()))],
    rules,
  );
  const mayAdd = new Map(rows.map(({ line, alone }) => [line, may(alone, rules)]));
  const statement = readStatement(
    rows.map((row) => openRowOf(row, rules)),
    people,
    (line) => mayAdd.get(line) === true,
  );
  if (statement.rows.length === 0) return false;
  await keepStatement(client, statement);
  return true;
}

/**
 * Finds new people with exactly the names of a person that the file would archive, if no other new and no other missing person of the
 * category has them and their grades allow that they are one human. Keeps the pairs as readFileStatement does. False: there are none.
 *
 * @param adding the facts (as numbers) of rows of this part that would add somebody
 * @param categories those in which missing people are archived by this file
 */
export async function findSameNames(
  client: pg.PoolClient,
  query: MissingQuery,
  fields: readonly PersonField[],
  adding: { part: RowPart; numbers: number[] },
  categories: Category[],
): Promise<boolean> {
  if (!query.statement) await openStatement(client);
  const keys = (alias: string): string => `${nameKeySql(`${alias}.first_name`)} || ' ' || ${nameKeySql(`${alias}.last_name`)}`;
  const { rowCount } = await client.query(
    `INSERT INTO ${FILE_STATEMENT} (line, part, person_id)
     SELECT newcomer.line, 'same_names', leaver.id
       FROM (SELECT min(r.line) AS line, category_of(r.role::text) AS category, ${keys('r')} AS names, min(r.grade) AS grade
               FROM (${rowFactsSql(query.syncId, fields, adding.part, query.statement)}) AS r
              WHERE r.facts = ANY ($6::int[]) AND NOT ${isPrivilegedSql('r.role')} GROUP BY 2, 3 HAVING count(*) = 1) AS newcomer
       JOIN (SELECT (array_agg(p.id))[1] AS id, p.category, ${keys('p')} AS names, min(p.grade) AS grade
               FROM ${missingPeople(query)} WHERE ${isLeaving(query)} AND ${partOfLeaver(query)} = 'alone' GROUP BY 2, 3 HAVING count(*) = 1) AS leaver
         USING (category, names)
      WHERE coalesce(array_position($7::text[], newcomer.grade) - array_position($7::text[], leaver.grade) BETWEEN 0 AND $8::int, true)`,
    [query.schoolId, query.syncId, categories, query.day, query.absencesBeforeArchive, adding.numbers, GRADES, MOST_GRADES_UP],
  );
  if ((rowCount ?? 0) === 0) return false;
  await client.query(
    `INSERT INTO ${FILE_LEAVERS} (person_id, part, gives)
     SELECT person_id, 'same_names', '{}' FROM ${FILE_STATEMENT} WHERE part = 'same_names' ON CONFLICT DO NOTHING`,
  );
  return true;
}

type StoredOpenRow = {
  line: number;
  email: string;
  studentId: string | null;
  staffId: string | null;
  /** Facts as numbers: as a new person, and compared with each of the two people that the row meets. */
  alone: number;
  numberId: string | null;
  byNumber: number | null;
  emailId: string | null;
  byEmail: number | null;
};

function openRowOf({ line, email, studentId, staffId, numberId, byNumber, emailId, byEmail }: StoredOpenRow, rules: StatementRules): OpenRow {
  return {
    line,
    email,
    studentId,
    staffId,
    byNumber: numberId === null || byNumber === null ? null : meetingOf(numberId, byNumber, rules),
    byEmail: emailId === null || byEmail === null ? null : meetingOf(emailId, byEmail, rules),
  };
}

function meetingOf(personId: string, number: number, rules: StatementRules): Meeting {
  const facts = readRowFacts(number);
  const isOther = facts.names === 'both' && (facts.match === 'number' || facts.number === 'other');
  return { personId, who: facts.names === 'none' ? 'same' : isOther ? 'other' : 'like', may: may(number, rules) };
}

/** The switches and the rules for rows allow the row's change; whether an owner is asked first does not matter here. */
function may(number: number, rules: StatementRules): boolean {
  const decision = decideRow(readRowFacts(number), rules.rows);
  return decision.kind === 'unchanged' || (decision.kind === 'change' && decision.state !== 'SKIPPED');
}

async function loadMetPeople(client: pg.PoolClient, query: MissingQuery, ids: string[], rules: StatementRules): Promise<MetPerson[]> {
  const staged = stageTable(query.syncId);
  const named = ['email', 'student_id', 'staff_id'].map(
    (column) => `EXISTS (SELECT 1 FROM staged_mention m WHERE m.sync_id = $2 AND m.${column} = p.${column})`,
  );
  const zeros = ['student_id', 'staff_id'].map(
    (column) =>
      `p.${column} LIKE '0%' AND EXISTS (SELECT 1 FROM ${staged} r WHERE r.${column} <> p.${column} AND ltrim(r.${column}, '0') = ltrim(p.${column}, '0'))`,
  );
  const { rows } = await client.query<
    Omit<MetPerson, 'leaves'> & { role: Role; protected: boolean; restoredByHand: boolean; absences: number; isThere: boolean; inWiderList: boolean }
  >(
    `SELECT p.id, p.email, p.student_id AS "studentId", p.staff_id AS "staffId", p.role, p.protected, p.state_by_hand AS "restoredByHand", ${ABSENCES} AS absences,
            p.state = 'ACTIVE' AND NOT (${[...named, ...zeros].join(' OR ')}) AS "isThere", ${IN_WIDER_LIST} AS "inWiderList"
       FROM ${missingPeople({ statement: false })} WHERE p.school_id = $1 AND p.id = ANY ($3::uuid[])`,
    [query.schoolId, query.syncId, ids, query.day],
  );
  return rows.map(({ role, protected: isProtected, restoredByHand, absences, isThere, inWiderList, ...person }) => {
    const decision = decideMissing(
      { role, protected: isProtected, restoredByHand, absences, partInFile: 'alone', inWiderList: false, people: 1 },
      rules.missing,
    );
    // Whether the school keeps an Owner is judged later, for all people together.
    return { ...person, leaves: isThere && !inWiderList && !isPrivileged(role) && decision?.state === 'PLANNED' };
  });
}

async function openStatement(client: pg.PoolClient): Promise<void> {
  await client.query(`CREATE TEMPORARY TABLE ${name(FILE_STATEMENT)} (line int NOT NULL, part text NOT NULL, person_id uuid) ON COMMIT DROP`);
  await client.query(
    `CREATE TEMPORARY TABLE ${name(FILE_LEAVERS)} (person_id uuid PRIMARY KEY, part text NOT NULL, gives text[] NOT NULL) ON COMMIT DROP`,
  );
}

function name(table: string): string {
  return table.replace('pg_temp.', '');
}

async function keepStatement(client: pg.PoolClient, { rows, leavers }: FileStatement): Promise<void> {
  await openStatement(client);
  await client.query(
    `INSERT INTO ${FILE_STATEMENT} (line, part, person_id) SELECT line, 'handed_on', person_id FROM unnest($1::int[], $2::uuid[]) AS told(line, person_id)`,
    [rows.map(({ line }) => line), rows.map(({ personId }) => personId)],
  );
  await client.query(
    `INSERT INTO ${FILE_LEAVERS} (person_id, part, gives) SELECT person_id, 'handed_on', string_to_array(gives, ' ') FROM unnest($1::uuid[], $2::text[]) AS told(person_id, gives)`,
    [leavers.map(({ personId }) => personId), leavers.map(({ gives }) => gives.join(' '))],
  );
}
