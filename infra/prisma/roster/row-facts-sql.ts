import type { Role } from '../../../domain/category.js';
import { OPTIONAL_FIELDS, PERSON_FIELDS, type PersonField } from '../../../domain/person.js';
import { MATCHES, type RowFacts } from '../../../domain/plan/row-facts.js';
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
};

/** The values of a person or staged row as a change stores them: PERSON_FIELDS in their order. */
export function fieldsArray(alias: string): string {
  return `ARRAY[${PERSON_FIELDS.map((field) => (field === 'role' ? `${alias}.role::text` : `${alias}.${COLUMN_OF[field]}`)).join(', ')}]`;
}

/**
 * The parts into which the rows of a file fall. Nearly all rows of a daily file `agree`: one person has both the row's
 * e-mail and its student number (or neither has a number), which one cheap join finds. The `rest` is looked at in full;
 * where it is small it is set aside first (`setAsideSql`), and these `few` are looked up one by one. Where a school has
 * nobody yet, all rows are `new`, and there is nothing to join.
 */
export const ROW_PARTS = ['new', 'agree', 'few', 'rest'] as const;
export type RowPart = (typeof ROW_PARTS)[number];

/**
 * The staged rows of one part beside the person of their school ($1) whom they match, and their facts as one small number,
 * so that rows can be counted by their facts and joined with the decisions about them.
 *
 * @param fields the fields that the file has a column for: no other can differ
 */
export function rowFactsSql(syncId: string, fields: readonly PersonField[], part: RowPart): string {
  const staged = stageTable(syncId);
  // The parameter that every part has must stand in the statement, too.
  if (part === 'new') return `SELECT r.*, NULL::uuid AS person_id, ${roleNumber('r.role')} + 150 AS facts FROM ${staged} r WHERE $1::uuid IS NOT NULL`;
  const differs = (p: string): string => {
    const tests = comparisons(fields, p, part);
    return tests.length === 0 ? 'false' : tests.join(' OR ');
  };
  if (part === 'agree')
    return `
    SELECT r.*, p.id AS person_id,
           ${roleNumber('r.role')} + CASE WHEN r.student_id IS NULL THEN 10 ELSE 5 END + ${personNumber('p', differs('p'))} AS facts
      FROM ${staged} r JOIN person p ON ${AGREES}`;
  const emailDiffers = (p: string): string => ` + CASE WHEN r.email <> ${p}.email THEN 1440 ELSE 0 END`;
  return `
    SELECT r.*, coalesce(pn.id, pe.id) AS person_id,
           ${roleNumber('r.role')}
           + CASE WHEN pn.id IS NOT NULL THEN
                    CASE WHEN pe.id <> pn.id THEN 15
                         WHEN pe.id IS NULL AND lower(pn.first_name) <> lower(r.first_name) AND lower(pn.last_name) <> lower(r.last_name) THEN 20
                         ELSE 5 END
                    + ${personNumber('pn', differs('pn'))}${emailDiffers('pn')}
                  WHEN pe.id IS NOT NULL THEN
                    CASE WHEN pe.student_id IN (SELECT o.student_id FROM ${staged} o WHERE o.student_id IS NOT NULL) THEN 25
                         ELSE 10 END
                    + ${personNumber('pe', differs('pe'))}
                  ELSE 150 END AS facts
      FROM ${part === 'few' ? SET_ASIDE : staged} r
      LEFT JOIN person pn ON pn.school_id = $1 AND pn.student_id = r.student_id
      LEFT JOIN person pe ON pe.school_id = $1 AND pe.email = r.email
     ${part === 'few' ? '' : `WHERE ${IS_REST}`}`;
}

/** Sets the rows aside that agree with nobody of the school ($1), until the transaction ends. Unlike an INSERT, this is done in parallel. */
export function setAsideSql(syncId: string): string {
  return `CREATE TEMPORARY TABLE ${SET_ASIDE} ON COMMIT DROP AS SELECT r.* FROM ${stageTable(syncId)} r WHERE ${IS_REST}`;
}

const SET_ASIDE = 'pg_temp.set_aside_row';
const AGREES = 'p.school_id = $1 AND p.email = r.email AND p.student_id IS NOT DISTINCT FROM r.student_id';
const IS_REST = `NOT EXISTS (SELECT 1 FROM person p WHERE ${AGREES})`;

/** The facts behind the number that rowFactsSql made. */
export function readRowFacts(number: number): RowFacts {
  const digit = (unit: number, base: number): number => Math.floor(number / unit) % base;
  const personRole = digit(30, 6);
  const match = MATCHES[digit(5, 6)];
  const role = ROLE_NUMBERS[digit(1, 5)];
  if (match === undefined || role === undefined) throw new Error(`${number} is no number of facts.`);
  const matched = ROLE_NUMBERS[personRole];
  return {
    role,
    match,
    person: matched === undefined ? null : { role: matched, archived: digit(180, 2) === 1, protected: digit(360, 2) === 1 },
    differs: digit(720, 2) === 1,
    emailDiffers: digit(1440, 2) === 1,
  };
}

const ROLE_NUMBERS: readonly Role[] = ['STUDENT', 'TEACHER', 'STAFF', 'MANAGER', 'OWNER'];

function roleNumber(column: string): string {
  return `CASE ${column} ${ROLE_NUMBERS.map((role, number) => `WHEN '${role}' THEN ${number}`).join(' ')} END`;
}

function personNumber(p: string, differs: string): string {
  return `30 * (${roleNumber(`${p}.role`)})
    + CASE WHEN ${p}.state = 'ARCHIVED' THEN 180 ELSE 0 END + CASE WHEN ${p}.protected THEN 360 ELSE 0 END
    + CASE WHEN ${differs} THEN 720 ELSE 0 END`;
}

/** One test per column of the file. A blank cell differs only where a blank clears (PRODUCT.md, Files). */
function comparisons(fields: readonly PersonField[], p: string, part: RowPart): string[] {
  const optional: readonly PersonField[] = OPTIONAL_FIELDS;
  return fields.flatMap((field) => {
    const column = COLUMN_OF[field];
    if (field === 'role' || field === 'gradeRaw') return [];
    if (part === 'agree' && (field === 'email' || field === 'studentId')) return [];
    if (field === 'grade') return [`(${gradeDiffers(p)})`];
    if (optional.includes(field)) return [`r.${column} IS DISTINCT FROM ${p}.${column}`];
    // The number alone may be blank, in the file or in the school; the other three are always there.
    if (field === 'studentId') return [`r.student_id <> ${p}.student_id OR (r.student_id IS NOT NULL AND ${p}.student_id IS NULL)`];
    return [`r.${column} <> ${p}.${column}`];
  });
}

/** The same grade in another spelling (`9`, `09`) is no change; the file's own text counts only where no grade was understood. */
export function gradeDiffers(p: string): string {
  return `r.grade_raw IS NOT NULL AND (r.grade IS DISTINCT FROM ${p}.grade OR (r.grade IS NULL AND r.grade_raw IS DISTINCT FROM ${p}.grade_raw))`;
}
