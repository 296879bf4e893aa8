import type { Role } from '../category.js';
import { OPTIONAL_FIELDS, type PersonField, type PersonFields, type UnreadField } from '../person.js';
import type { Match, NumberChange, RowFacts } from '../plan/row-facts.js';
import { GRADES } from '../reading/read-grade.js';
import type { Mention, RosterRow } from '../reading/types.js';
import { compareNames } from './compare-names.js';
import { isSameName } from './same-name.js';

// How the rows of a file meet the people of a school: the reference. store/roster says the same in SQL, whole files at a time
// (rowFactsSql, isMissing); test/infra/roster/matching.test.ts checks that both agree.

export type KnownPerson = Omit<PersonFields, 'category'> & { id: string };

/** The person that a row is about: by its number, then by its e-mail address. In a conflict, `person` is the one it is compared with. */
export function matchRow(row: RosterRow, rows: readonly RosterRow[], people: readonly KnownPerson[]): { match: Match; person: KnownPerson | null } {
  const field = numberField(row);
  const number = field === null ? null : row[field];
  const byNumber = field === null ? undefined : people.find((person) => person[field] === number);
  const byEmail = people.find((person) => person.email === row.email);
  if (byNumber !== undefined) {
    if (byEmail !== undefined && byEmail !== byNumber) return { match: 'two_people', person: byNumber };
    return { match: byEmail === undefined && isOtherByNames(row, byNumber) ? 'reused_number' : 'number', person: byNumber };
  }
  if (byEmail !== undefined) {
    if (rows.some((other) => isNumberOf(other, byEmail))) return { match: 'taken', person: byEmail };
    const other = numberChange(row, byEmail) === 'other';
    return { match: other && isOtherByNames(row, byEmail) ? 'reused_email' : 'email', person: byEmail };
  }
  const hasZeros = field !== null && people.some((person) => isNumberWithoutZeros(number, person[field]));
  return { match: hasZeros ? 'number_without_zeros' : 'none', person: null };
}

export type Comparison = Pick<RowFacts, 'differs' | 'emailDiffers' | 'emailOfParents' | 'emailOutside' | 'number' | 'names' | 'gradeBack'>;

/** What the row would change of the person; `fields` are those that the file has a column for. `among`: all rows of the file, and all people of the school. */
export function compareRow(
  row: RosterRow,
  person: KnownPerson,
  fields: readonly PersonField[],
  among: { rows: readonly RosterRow[]; people: readonly KnownPerson[] },
): Comparison {
  const emailDiffers = row.email !== person.email;
  const ofStudent = emailDiffers && row.role === 'STUDENT';
  const ofParents = (email: string): boolean =>
    isOfParents(email, row, person) || (ofStudent && [...among.rows, ...among.people].some(({ parentEmail }) => parentEmail === email));
  const domain = domainOf(person.email);
  const emailOfParents = emailDiffers && ofParents(row.email) && !ofParents(person.email);
  return {
    differs: fields.some((field) => changesField(field, row, person)),
    emailDiffers,
    emailOfParents,
    emailOutside:
      ofStudent &&
      !emailOfParents &&
      domainOf(row.email) !== domain &&
      isDomainOfSchool(domain, among.rows) &&
      isDomainOfSchool(domain, among.people),
    number: numberChange(row, person),
    names: compareNames({ firstName: readName('firstName', row, person), lastName: readName('lastName', row, person) }, person),
    gradeBack: fields.includes('grade') && row.grade !== null && person.grade !== null && placeOf(row.grade) < placeOf(person.grade),
  };
}

function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1);
}

/** Nearly all students have an address at this domain. Of fewer than five, there is no telling. */
function isDomainOfSchool(domain: string, people: readonly (RosterRow | KnownPerson)[]): boolean {
  const students = people.filter(({ role }) => role === 'STUDENT');
  const outside = students.filter(({ email }) => domainOf(email) !== domain).length;
  return students.length >= FEWEST_AT_DOMAIN && outside <= Math.max(1, students.length / 10);
}
export const FEWEST_AT_DOMAIN = 5;

/** If the school already knows a child by a family's address, another address of the family is a new address like any other. */
function isOfParents(email: string, row: RosterRow, person: KnownPerson): boolean {
  return email === person.parentEmail || email === row.parentEmail;
}

/** What the person has after the row is applied; `role` is what was decided about it. */
export function takeRow(row: RosterRow, person: KnownPerson, fields: readonly PersonField[], role: Role): Omit<KnownPerson, 'id'> {
  const taken = { ...person, role };
  for (const field of fields) if (field !== 'role' && changesField(field, row, person)) Object.assign(taken, { [field]: row[field] });
  if (fields.includes('grade') && changesGrade(row, person)) Object.assign(taken, { grade: row.grade, gradeRaw: row.gradeRaw });
  const { id: _id, ...values } = taken;
  return values;
}

/** All that a file says about people: its rows, and the people in its broken rows. `lostZeros`: its numbers have lost leading zeros. */
export type NamingFile = { rows: readonly RosterRow[]; mentions: readonly Mention[]; lostZeros: boolean };

/** Whether any row of the file, valid or not, names the person: such a person is not missing. */
export function isNamed(person: KnownPerson, { rows, mentions, lostZeros }: NamingFile): boolean {
  return (
    [...rows, ...mentions].some((row) => (row.email !== null && row.email === person.email) || isNumberOf(row, person)) ||
    (lostZeros && rows.some((row) => NUMBERS.some((field) => isNumberWithoutZeros(row[field], person[field]))))
  );
}

/** The number that identifies the row's person; null: it has none. Numbers of students and adults are never compared with each other. */
function numberField(row: Pick<RosterRow, 'studentId' | 'staffId'>): 'studentId' | 'staffId' | null {
  if (row.staffId !== null) return 'staffId';
  return row.studentId === null ? null : 'studentId';
}

function isNumberOf(row: Pick<RosterRow, 'studentId' | 'staffId'>, person: KnownPerson): boolean {
  return NUMBERS.some((field) => row[field] !== null && row[field] === person[field]);
}

const NUMBERS = ['studentId', 'staffId'] as const;

function isNumberWithoutZeros(number: string | null, stored: string | null): boolean {
  return number !== null && stored?.startsWith('0') === true && withoutZeros(number) === withoutZeros(stored);
}

function numberChange(row: RosterRow, person: KnownPerson): NumberChange {
  const field = numberField(row);
  const [number, stored] = field === null ? [null, null] : [row[field], person[field]];
  if (number === null || number === stored) return 'none';
  if (stored === null) return 'first';
  if (withoutZeros(number) !== withoutZeros(stored)) return 'other';
  return number.length < stored.length ? 'lost_zeros' : 'none';
}

function withoutZeros(number: string): string {
  return number.replace(/^0+/, '');
}

function isOtherByNames(row: RosterRow, person: KnownPerson): boolean {
  return (['firstName', 'lastName'] as const).every((field) => !isSameName(readName(field, row, person), person[field]));
}

/** The row's name; if it has lost letters and the person's name fits what is left of it, the person's name. */
function readName(field: 'firstName' | 'lastName', row: RosterRow, person: KnownPerson): string {
  return isUnread(field, row) && fits(row[field], person[field]) ? person[field] : row[field];
}

function fits(damaged: string, name: string): boolean {
  const pattern = damaged
    .split('\ufffd')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'isu').test(name);
}

function isUnread(field: UnreadField, row: RosterRow): boolean {
  return row.unread?.includes(field) === true;
}

/** A blank clears only optional fields, and an unreadable value only fills an empty field. */
function changesField(field: PersonField, row: RosterRow, person: KnownPerson): boolean {
  switch (field) {
    case 'role':
    case 'gradeRaw':
      return false;
    case 'email':
      return row.email !== person.email;
    case 'firstName':
    case 'lastName':
      return readName(field, row, person) !== person[field];
    case 'studentId':
    case 'staffId':
      return row[field] !== null && row[field] !== person[field];
    case 'grade':
      return changesGrade(row, person);
    default:
      return isClearedByBlank(field) && row[field] !== person[field] && (!isUnread(field, row) || person[field] === null);
  }
}

/** The same grade in another spelling is not a change. An unknown grade leaves the stored one, and is kept as text if there is none. */
function changesGrade(row: RosterRow, person: KnownPerson): boolean {
  if (row.gradeRaw === null) return false;
  if (person.grade !== null) return row.grade !== null && row.grade !== person.grade;
  return row.grade !== null || row.gradeRaw !== person.gradeRaw;
}

function isClearedByBlank(field: PersonField): field is (typeof OPTIONAL_FIELDS)[number] {
  return (OPTIONAL_FIELDS as readonly PersonField[]).includes(field);
}

function placeOf(grade: string): number {
  return (GRADES as readonly string[]).indexOf(grade);
}
