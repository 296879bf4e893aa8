import { PRIVILEGED_ROLES, type Role } from '../../domain/category.js';
import { FEWEST_AT_DOMAIN } from '../../domain/matching/match-row.js';
import { NAME_SIGNS, PLAIN_NAME_SIGNS } from '../../domain/matching/same-name.js';
import {
  OPTIONAL_FIELDS,
  PERSON_FIELDS,
  ROLE_GUESSED_BIT,
  STATUS_UNKNOWN_BIT,
  UNREAD_BIT,
  type PersonField,
  type UnreadField,
} from '../../domain/person.js';
import { WHYS_TO_ASK } from '../../domain/plan/decide-row.js';
import {
  MATCHES,
  NAME_CHANGES,
  NUMBER_CHANGES,
  LIST_CHANGES,
  PARTS_IN_FILE,
  type ListChange,
  type Match,
  type PartInFile,
  type RowFacts,
} from '../../domain/plan/row-facts.js';
import { GRADES } from '../../domain/reading/read-grade.js';
import { stageTable } from './stage-table.js';

/** The columns of `person` and of a stage table that hold the fields of the file. */
export const COLUMN_OF: Record<PersonField, string> = {
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  role: 'role',
  studentId: 'student_id',
  grade: 'grade',
  gradeRaw: 'grade_raw',
  parentEmail: 'parent_email',
  parentPhone: 'parent_phone',
  studentPhone: 'student_phone',
  idField1: 'id_field1',
  idField2: 'id_field2',
  staffId: 'staff_id',
};

/** The values of a person or staged row as a change stores them: PERSON_FIELDS in their order. */
export function fieldsArray(alias: string): string {
  return `ARRAY[${PERSON_FIELDS.map((field) => (field === 'role' ? `${alias}.role::text` : `${alias}.${COLUMN_OF[field]}`)).join(', ')}]`;
}

/**
 * The parts into which the rows of a file fall. Nearly all rows of a daily file `agree`: one person has both the row's
 * e-mail and its number (or neither has a number), which one cheap join finds. The `rest` is examined in full;
 * if it is small it is set aside first (`setAsideSql`), and these `few` are looked up one by one. If a school has no
 * people yet, all rows are `new`, and there is nothing to join.
 */
export const ROW_PARTS = ['new', 'agree', 'few', 'rest'] as const;
export type RowPart = (typeof ROW_PARTS)[number];

/**
 * The staged rows of one part with the person of their school ($1) that they match, and their facts as one small number,
 * so that rows can be counted by their facts and joined with the decisions about them.
 *
 * @param fields the fields that the file has a column for: no other can differ
 * @param statement some rows were read together (FILE_STATEMENT)
 */
export function rowFactsSql(syncId: string, fields: readonly PersonField[], part: RowPart, statement = false): string {
  const staged = stageTable(syncId);
  const nobody = NOBODY * UNIT.person;
  // Every part must use the same parameter, so this statement mentions it, too.
  if (part === 'new') return `SELECT r.*, NULL::uuid AS person_id, ${rowNumber()} + ${nobody} AS facts FROM ${staged} r WHERE $1::uuid IS NOT NULL`;
  const beside = (p: string, known: { email: boolean; number: boolean }): string => comparedNumber(fields, p, staged, part, known, 'student_id');
  if (part === 'agree')
    return `
    SELECT r.*, p.id AS person_id,
           ${rowNumber()} + CASE WHEN coalesce(r.student_id, r.staff_id) IS NULL THEN ${matched('email')} ELSE ${matched('number')} END
           + ${personNumber('p')} + ${beside('p', { email: true, number: true })} AS facts
      FROM ${staged} r JOIN person p ON ${agrees(fields)}`;
  return NUMBER_SPACES.filter(({ field }) => field === 'studentId' || fields.includes(field))
    .map((space) => restSql(syncId, fields, part, space, statement))
    .join(' UNION ALL ');
}

/** The two kinds of identifying numbers. A row has at most one: that of a student, or that of an adult. */
const NUMBER_SPACES = [
  { field: 'studentId', column: 'student_id', rows: 'r.staff_id IS NULL' },
  { field: 'staffId', column: 'staff_id', rows: 'r.staff_id IS NOT NULL' },
] as const;
type NumberSpace = (typeof NUMBER_SPACES)[number];

/** Rows that do not agree with one person, with the number that identifies them. */
function restSql(syncId: string, fields: readonly PersonField[], part: RowPart, space: NumberSpace, statement: boolean): string {
  const { column } = space;
  const staged = stageTable(syncId);
  const nobody = NOBODY * UNIT.person;
  const beside = (p: string, known: { email: boolean; number: boolean }): string => comparedNumber(fields, p, staged, part, known, column);
  const namedByNumber = NUMBER_SPACES.map(
    (space) => `pe.${space.column} IN (SELECT o.${space.column} FROM ${staged} o WHERE o.${space.column} IS NOT NULL)`,
  );
  const otherNames = (p: string): string =>
    `NOT (${isSameNameSql(readName('firstName', p), 'first_name', p)}) AND NOT (${isSameNameSql(readName('lastName', p), 'last_name', p)})`;
  return `
    SELECT r.*, ${statement ? 'CASE WHEN s.line IS NULL THEN coalesce(pn.id, pe.id) ELSE s.person_id END' : 'coalesce(pn.id, pe.id)'} AS person_id,
           ${rowNumber()}
           + CASE ${statement ? toldTogether(beside) : ''} WHEN pn.id IS NOT NULL THEN
                    CASE WHEN pe.id <> pn.id THEN ${matched('two_people')}
                         WHEN pe.id IS NULL AND ${otherNames('pn')} THEN ${matched('reused_number')}
                         ELSE ${matched('number')} END
                    + ${personNumber('pn')} + ${beside('pn', { email: false, number: true })}
                  WHEN pe.id IS NOT NULL THEN
                    CASE WHEN ${namedByNumber.join(' OR ')} THEN ${matched('taken')}
                         WHEN r.${column} <> pe.${column} AND ltrim(r.${column}, '0') <> ltrim(pe.${column}, '0') AND ${otherNames('pe')} THEN ${matched('reused_email')}
                         ELSE ${matched('email')} END
                    + ${personNumber('pe')} + ${beside('pe', { email: true, number: false })}
                  WHEN ltrim(r.${column}, '0') IN (SELECT ltrim(o.${column}, '0') FROM person o WHERE o.school_id = $1 AND o.${column} LIKE '0%')
                    THEN ${matched('number_without_zeros')} + ${nobody}
                  ELSE ${nobody} + ${DISCARDED_NEWCOMER} END AS facts
      FROM ${rowsBesidePeople(syncId, part, space)}
      ${statement ? `LEFT JOIN ${FILE_STATEMENT} s ON s.line = r.line` : ''}
     WHERE ${isOpen(fields, part, space)}`;
}

function rowsBesidePeople(syncId: string, part: RowPart, { column }: NumberSpace): string {
  return `${part === 'few' ? SET_ASIDE : stageTable(syncId)} r
      LEFT JOIN person pn ON pn.school_id = $1 AND pn.${column} = r.${column}
      LEFT JOIN person pe ON pe.school_id = $1 AND pe.email = r.email`;
}

function isOpen(fields: readonly PersonField[], part: RowPart, { rows }: NumberSpace): string {
  return part === 'few' ? rows : `${rows} AND ${isRest(fields)}`;
}

/** The results for rows that were read together (read-statement.ts), as WHEN clauses: such a row is not judged alone. */
function toldTogether(beside: (p: string, known: { email: boolean; number: boolean }) => string): string {
  return `
    WHEN s.part = 'handed_on' THEN ${partInFile('handed_on')}
         + CASE WHEN s.person_id = pn.id THEN ${matched('number')} + ${personNumber('pn')} + ${beside('pn', { email: false, number: true })}
                WHEN s.person_id = pe.id THEN ${matched('email')} + ${personNumber('pe')} + ${beside('pe', { email: true, number: false })}
                ELSE ${NOBODY * UNIT.person} END
    WHEN s.part = 'same_names' THEN ${partInFile('same_names')} + ${NOBODY * UNIT.person}`;
}

/** The rows of a part that meet a person, with the people that they meet by number and by address, and the facts for each. */
export function openRowsSql(syncId: string, fields: readonly PersonField[], part: RowPart): string {
  return NUMBER_SPACES.filter(({ field }) => field === 'studentId' || fields.includes(field))
    .map((space) => {
      const beside = (p: string, known: { email: boolean; number: boolean }): string =>
        comparedNumber(fields, p, stageTable(syncId), part, known, space.column);
      return `
    SELECT r.line, r.email, r.student_id AS "studentId", r.staff_id AS "staffId", ${roleNumber('r.role')} + ${NOBODY * UNIT.person} AS alone,
           pn.id AS "numberId", ${roleNumber('r.role')} + ${matched('number')} + ${personNumber('pn')} + ${beside('pn', { email: false, number: true })} AS "byNumber",
           pe.id AS "emailId", ${roleNumber('r.role')} + ${matched('email')} + ${personNumber('pe')} + ${beside('pe', { email: true, number: false })} AS "byEmail"
      FROM ${rowsBesidePeople(syncId, part, space)}
     WHERE (pn.id IS NOT NULL OR pe.id IS NOT NULL) AND ${isOpen(fields, part, space)}`;
    })
    .join(' UNION ALL ');
}

/** Lines that were read together: `part` of PARTS_IN_FILE, and the person that the row is about, or whose names it has. */
export const FILE_STATEMENT = 'pg_temp.file_statement';

/** Sets aside the rows that agree with no person of the school ($1), until the transaction ends. Unlike an INSERT, this runs in parallel. */
export function setAsideSql(syncId: string, fields: readonly PersonField[]): string {
  return `CREATE TEMPORARY TABLE ${SET_ASIDE} ON COMMIT DROP AS SELECT r.* FROM ${stageTable(syncId)} r WHERE ${isRest(fields)}`;
}

const SET_ASIDE = 'pg_temp.set_aside_row';
/** The row has the person's e-mail and number. An employee number that the file has no column for says nothing. */
export function agrees(fields: readonly PersonField[]): string {
  const employee = fields.includes('staffId') ? ' AND p.staff_id IS NOT DISTINCT FROM r.staff_id' : '';
  return `p.school_id = $1 AND p.email = r.email AND p.student_id IS NOT DISTINCT FROM r.student_id${employee}`;
}
function isRest(fields: readonly PersonField[]): string {
  return `NOT EXISTS (SELECT 1 FROM person p WHERE ${agrees(fields)})`;
}

const ROLE_NUMBERS: readonly Role[] = ['STUDENT', 'TEACHER', 'STAFF', 'MANAGER', 'OWNER'];
/** Stands in for a person's role: the row matches no one. */
const NOBODY = ROLE_NUMBERS.length;

/** The digits of a number of facts, from the lowest: how many values each has. */
const BASE = {
  role: ROLE_NUMBERS.length,
  match: MATCHES.length,
  person: ROLE_NUMBERS.length + 1,
  archived: 2,
  protected: 2,
  differs: 2,
  email: 4,
  number: NUMBER_CHANGES.length,
  names: NAME_CHANGES.length,
  gradeBack: 2,
  discardedBefore: 2,
  partInFile: PARTS_IN_FILE.length,
  statusUnknown: 2,
  roleGuessed: 2,
  list: LIST_CHANGES.length,
  archivedByHand: 2,
};
type Digit = keyof typeof BASE;
/** What one of each digit counts. */
const UNIT = Object.fromEntries(
  (Object.keys(BASE) as Digit[]).map((digit, index, all) => [digit, all.slice(0, index).reduce((unit, lower) => unit * BASE[lower], 1)]),
) as Record<Digit, number>;

/** The facts behind the number that rowFactsSql made. */
export function readRowFacts(number: number): RowFacts {
  const digit = (name: Digit): number => Math.floor(number / UNIT[name]) % BASE[name];
  const matched = ROLE_NUMBERS[digit('person')];
  return {
    role: ROLE_NUMBERS[digit('role')]!,
    match: MATCHES[digit('match')]!,
    person:
      matched === undefined
        ? null
        : {
            role: matched,
            archived: digit('archived') === 1,
            protected: digit('protected') === 1,
            archivedByHand: digit('archivedByHand') === 1,
          },
    differs: digit('differs') === 1,
    emailDiffers: digit('email') > 0,
    emailOfParents: digit('email') === 2,
    emailOutside: digit('email') === 3,
    number: NUMBER_CHANGES[digit('number')]!,
    names: NAME_CHANGES[digit('names')]!,
    gradeBack: digit('gradeBack') === 1,
    discardedBefore: digit('discardedBefore') === 1,
    partInFile: PARTS_IN_FILE[digit('partInFile')]!,
    statusUnknown: digit('statusUnknown') === 1,
    roleGuessed: digit('roleGuessed') === 1,
    list: LIST_CHANGES[digit('list')]!,
  };
}

function matched(match: Match): number {
  return MATCHES.indexOf(match) * UNIT.match;
}

function partInFile(part: PartInFile): number {
  return PARTS_IN_FILE.indexOf(part) * UNIT.partInFile;
}

/** The facts of the row alone: its role, and what is unknown. */
function rowNumber(): string {
  return `${roleNumber('r.role')} + CASE WHEN r.unread < ${STATUS_UNKNOWN_BIT} THEN 0
    ELSE CASE WHEN r.unread & ${STATUS_UNKNOWN_BIT} <> 0 THEN ${UNIT.statusUnknown} ELSE 0 END + CASE WHEN r.unread & ${ROLE_GUESSED_BIT} <> 0 THEN ${UNIT.roleGuessed} ELSE 0 END END`;
}

/** The role that the row gives to a person: a guess does not change an existing role. */
export function takenRole(p: string): string {
  return `CASE WHEN r.unread & ${ROLE_GUESSED_BIT} <> 0 THEN ${p}.role ELSE r.role END`;
}

function roleNumber(column: string): string {
  return `CASE ${column} ${ROLE_NUMBERS.map((role, number) => `WHEN '${role}' THEN ${number}`).join(' ')} END`;
}

function personNumber(p: string): string {
  return `${UNIT.person} * (${roleNumber(`${p}.role`)})
    + CASE WHEN r.role = ${p}.role THEN 0 ELSE ${listNumber(p)} END
    + CASE WHEN ${p}.state = 'ARCHIVED' THEN CASE WHEN ${p}.state_by_hand THEN ${UNIT.archived + UNIT.archivedByHand} ELSE ${UNIT.archived} END ELSE 0 END + CASE WHEN ${p}.protected THEN ${UNIT.protected} ELSE 0 END`;
}

/** ListChange, if the row says another role than the person has. */
function listNumber(p: string): string {
  const number = (change: ListChange): number => LIST_CHANGES.indexOf(change) * UNIT.list;
  const has = (list: 'listed_in' | 'left_out_of', category: string): string => `${category} = ANY (${p}.${list})`;
  return `CASE
    WHEN ${p}.role = 'STUDENT' THEN CASE WHEN ${has('listed_in', `'students'`)} THEN ${number('student')} WHEN ${has('left_out_of', `'students'`)} THEN ${number('dropped')} ELSE 0 END
    WHEN ${p}.role = 'TEACHER' AND r.role = 'STAFF' AND ${has('left_out_of', `'teachers'`)} THEN ${number('dropped')}
    WHEN ((${p}.role = 'STAFF' AND r.role IN ('TEACHER', 'STUDENT')) OR (${p}.role = 'TEACHER' AND r.role = 'STUDENT'))
         AND NOT ${has('listed_in', 'category_of(r.role::text)')} THEN ${number('joins')}
    ELSE 0 END`;
}

/** What the row would change of the person. `known`: the two have the same e-mail, or number, by the way they were found. */
function comparedNumber(
  fields: readonly PersonField[],
  p: string,
  staged: string,
  part: RowPart,
  known: { email: boolean; number: boolean },
  number: NumberSpace['column'],
): string {
  const tests = comparisons(fields, p, part);
  const ofParents = (email: string): string => isOfParents(email, p, staged);
  const parts = [
    `CASE WHEN ${tests.length === 0 ? 'false' : tests.join(' OR ')} THEN ${UNIT.differs} ELSE 0 END`,
    `${UNIT.names} * CASE WHEN r.unread & ${UNREAD_BIT.firstName + UNREAD_BIT.lastName} = 0 THEN ${nameChangeSql(p)}
           ELSE ${nameChangeSql(p, readName('firstName', p), readName('lastName', p))} END`,
  ];
  if (!known.email)
    parts.push(
      `CASE WHEN r.email = ${p}.email THEN 0
          WHEN ${ofParents('r.email')} AND (${ofParents(`${p}.email`)}) IS NOT TRUE THEN ${2 * UNIT.email}
          WHEN ${isOutside(p, staged)} THEN ${3 * UNIT.email} ELSE ${UNIT.email} END`,
    );
  if (!known.number)
    parts.push(`CASE WHEN r.${number} = ${p}.${number} OR r.${number} IS NULL THEN 0
          WHEN ${p}.${number} IS NULL THEN ${NUMBER_CHANGES.indexOf('first') * UNIT.number}
          WHEN ltrim(r.${number}, '0') <> ltrim(${p}.${number}, '0') THEN ${NUMBER_CHANGES.indexOf('other') * UNIT.number}
          WHEN length(r.${number}) < length(${p}.${number}) THEN ${NUMBER_CHANGES.indexOf('lost_zeros') * UNIT.number} ELSE 0 END`);
  if (fields.includes('grade'))
    parts.push(`CASE WHEN r.grade = ${p}.grade OR r.grade IS NULL OR ${p}.grade IS NULL THEN 0
          WHEN array_position(${GRADE_ORDER}, r.grade) < array_position(${GRADE_ORDER}, ${p}.grade) THEN ${UNIT.gradeBack} ELSE 0 END`);
  parts.push(discardedNumber(fields, p));
  return parts.join(' + ');
}

/**
 * The address is known as that of parents: of this person's, and for students of anybody's. Only rows with another address get so far,
 * and the lists are made for the first of them, once.
 */
function isOfParents(email: string, p: string, staged: string): string {
  return `(${email} = ${p}.parent_email OR ${email} = r.parent_email
    OR (r.role = 'STUDENT' AND (${email} IN (SELECT o.parent_email FROM ${staged} o WHERE o.parent_email IS NOT NULL)
        OR ${email} IN (SELECT o.parent_email FROM person o WHERE o.school_id = $1 AND o.parent_email IS NOT NULL))))`;
}

/** A student's address would leave the domain of nearly all students. Some of them have left, but what they had was the school's, too. */
function isOutside(p: string, staged: string): string {
  const isOfSchool = (people: string): string => `${domainOf(`${p}.email`)} IN (
    SELECT of_domain.domain FROM (SELECT ${domainOf('o.email')} AS domain, count(*) AS inside, sum(count(*)) OVER () AS total FROM ${people} GROUP BY 1) AS of_domain
     WHERE of_domain.total >= ${FEWEST_AT_DOMAIN} AND of_domain.total - of_domain.inside <= greatest(1, of_domain.total / 10.0))`;
  return `r.role = 'STUDENT' AND ${domainOf('r.email')} <> ${domainOf(`${p}.email`)}
    AND ${isOfSchool(`${staged} o WHERE o.role = 'STUDENT'`)} AND ${isOfSchool(`person o WHERE o.school_id = $1 AND o.role = 'STUDENT'`)}`;
}

function domainOf(email: string): string {
  return `split_part(${email}, '@', 2)`;
}

/** An owner was asked about this change of this person to these values, and discarded it; explained changes are kept for a month. */
function discardedNumber(fields: readonly PersonField[], p: string): string {
  // Lists change roles, too, but a list is not a column of the file.
  const roles = fields.includes('role') ? `(${takenRole(p)})::text` : `r.role::text, ${p}.role::text`;
  return `CASE WHEN (r.first_name <> ${p}.first_name OR r.last_name <> ${p}.last_name OR r.email <> ${p}.email OR r.student_id <> ${p}.student_id OR r.staff_id <> ${p}.staff_id OR r.role <> ${p}.role)
      AND EXISTS (SELECT 1 FROM change c WHERE c.person_id = ${p}.id AND c.kind <> 'ADD' AND ${WAS_DISCARDED}
                     AND c.after[1:3] = ARRAY[r.email, ${readName('firstName', p)}, ${readName('lastName', p)}] AND c.after[4] IN (${roles})
                     AND c.after[5] IS NOT DISTINCT FROM coalesce(r.student_id, ${p}.student_id) AND c.after[13] IS NOT DISTINCT FROM coalesce(r.staff_id, ${p}.staff_id))
      THEN ${UNIT.discardedBefore} ELSE 0 END`;
}

const WAS_DISCARDED = `c.state = 'SKIPPED' AND c.why_code = 'hold_discarded' AND c.why_params->>'was' IN (${WHYS_TO_ASK.map((why) => `'${why}'`).join(', ')})`;

/** A person who is unknown here, and whom an owner did not accept as Owner or Manager. */
const DISCARDED_NEWCOMER = `CASE WHEN ${isPrivilegedSql('r.role')}
      AND EXISTS (SELECT 1 FROM sync s JOIN change c ON c.sync_id = s.id
                   WHERE s.school_id = $1 AND s.status = 'DISCARDED' AND c.kind = 'ADD' AND ${WAS_DISCARDED} AND c.after[1] = r.email AND c.after[4] = r.role::text)
      THEN ${UNIT.discardedBefore} ELSE 0 END`;

/** `isPrivileged` of domain/plan. */
export function isPrivilegedSql(role: string): string {
  return `${role} IN (${PRIVILEGED_ROLES.map((privileged) => `'${privileged}'`).join(', ')})`;
}

const GRADE_ORDER = `ARRAY[${GRADES.map((grade) => `'${grade}'`).join(', ')}]`;

/**
 * The place in NAME_CHANGES of what `compareNames` (domain/matching) says of two names and those of person `p`: `spelling`
 * + 1 for the first name + 2 for the last name. Equal names, which nearly all are, are recognised without comparing letters.
 */
export function nameChangeSql(p: string, first = 'r.first_name', last = 'r.last_name'): string {
  const isOtherName = (name: string, column: string): string => {
    const [key, stored] = [nameKeySql(name), nameKeySql(`${p}.${column}`)];
    return `NOT (starts_with(${key}, ${stored}) OR starts_with(${stored}, ${key}))`;
  };
  return `CASE WHEN ${first} = ${p}.first_name AND ${last} = ${p}.last_name THEN 0
          WHEN (${isSameNameSql(first, 'first_name', p)}) AND (${isSameNameSql(last, 'last_name', p)}) THEN 0
          ELSE 1 + CASE WHEN ${isOtherName(first, 'first_name')} THEN 1 ELSE 0 END + CASE WHEN ${isOtherName(last, 'last_name')} THEN 2 ELSE 0 END END`;
}

/** The row's value for this field could not be read. */
export function isUnread(field: UnreadField): string {
  return `r.unread & ${UNREAD_BIT[field]} <> 0`;
}

/** The row's name; if it has lost letters and the person's name fits what is left of it, the person's name. */
function readName(field: 'firstName' | 'lastName', p: string): string {
  const column = COLUMN_OF[field];
  return `CASE WHEN ${isUnread(field)} AND ${fits(column, p)} THEN ${p}.${column} ELSE r.${column} END`;
}

/** One sign may stand for several letters, because one letter may be several bytes, and the other way round. */
function fits(column: string, p: string): string {
  const escaped = `replace(replace(replace(r.${column}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
  return `${p}.${column} ILIKE replace(${escaped}, U&'\\FFFD', '%')`;
}

/** The person's value after the row is applied: a blank clears, and an unreadable value leaves the stored one. */
function takenValue(field: UnreadField, p: string): string {
  if (field === 'firstName' || field === 'lastName') return readName(field, p);
  const column = COLUMN_OF[field];
  return `CASE WHEN ${isUnread(field)} THEN coalesce(${p}.${column}, r.${column}) ELSE r.${column} END`;
}

/** The person with the file's values in the columns that the file has (docs/product.md), and the role that was decided. */
export function takenArray(fields: readonly PersonField[]): string {
  const values = PERSON_FIELDS.map((field) => {
    const column = COLUMN_OF[field];
    const isGrade = field === 'grade' || field === 'gradeRaw';
    if (isGrade && fields.includes('grade')) return `CASE WHEN ${gradeDiffers('p')} THEN r.${column} ELSE p.${column} END`;
    if (field === 'role') return 'd.role';
    if (isGrade || !fields.includes(field)) return `p.${column}`;
    if (isOptional(field) || field === 'firstName' || field === 'lastName') return takenValue(field, 'p');
    return `coalesce(r.${column}, p.${column})`;
  });
  return `ARRAY[${values.join(', ')}]`;
}

/** `isSameName` of domain/matching. */
function isSameNameSql(name: string, column: string, p: string): string {
  return `${name} = ${p}.${column} OR ${nameKeySql(name)} = ${nameKeySql(`${p}.${column}`)}`;
}

/**
 * `nameKey` of domain/matching. Beyond ASCII it uses ICU's rules for letters, as JavaScript does: the database's own rules
 * may be for another language, or not handle accents. ASCII alone costs a tenth of that.
 */
export function nameKeySql(name: string): string {
  const plain = `translate(lower(${name} COLLATE "C"), ${quoted(PLAIN_NAME_SIGNS)}, '')`;
  const accented = `regexp_replace(normalize(lower(${name} COLLATE "und-x-icu"), NFD), ${quoted(NAME_SIGNS)}, '', 'g') COLLATE "C"`;
  return `coalesce(nullif(CASE WHEN octet_length(${name}) = length(${name}) THEN ${plain} ELSE ${accented} END, ''), ${name})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One test per column of the file. A blank cell differs only where a blank clears (docs/product.md, Files). */
function comparisons(fields: readonly PersonField[], p: string, part: RowPart): string[] {
  return fields.flatMap((field) => {
    const column = COLUMN_OF[field];
    if (field === 'role' || field === 'gradeRaw') return [];
    if (part === 'agree' && (field === 'email' || field === 'studentId' || field === 'staffId')) return [];
    if (field === 'grade') return [`(${gradeDiffers(p)})`];
    if (isOptional(field)) return [`(r.${column} IS DISTINCT FROM ${p}.${column} AND (NOT ${isUnread(field)} OR ${p}.${column} IS NULL))`];
    if (field === 'firstName' || field === 'lastName') return [`(r.${column} <> ${p}.${column} AND NOT (${isUnread(field)} AND ${fits(column, p)}))`];
    // Only the number may be blank, in the file or in the school; the other three are always present.
    if (field === 'studentId' || field === 'staffId')
      return [`r.${column} <> ${p}.${column} OR (r.${column} IS NOT NULL AND ${p}.${column} IS NULL)`];
    return [`r.${column} <> ${p}.${column}`];
  });
}

/**
 * The same grade in another spelling (`9`, `09`) is not a change. An unknown grade leaves the stored one, with
 * its text; the file's own text counts only if none is stored.
 */
function gradeDiffers(p: string): string {
  return `r.grade_raw IS NOT NULL AND (r.grade <> ${p}.grade OR (${p}.grade IS NULL AND (r.grade IS NOT NULL OR r.grade_raw IS DISTINCT FROM ${p}.grade_raw)))`;
}

export function isOptional(field: PersonField): field is (typeof OPTIONAL_FIELDS)[number] {
  return (OPTIONAL_FIELDS as readonly PersonField[]).includes(field);
}
