import type { Member } from '../world/member.js';
import { createRandom } from '../world/random.js';

/** What a column of an export is about. `rowId` and `stateId` are further numbers that many SISs put beside the student number. */
export type ColumnKey =
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'number'
  | 'grade'
  | 'homeroom'
  | 'parentEmail'
  | 'parentPhone'
  | 'stateId'
  | 'rowId'
  | 'status';

/** How the SIS of one district writes its files. */
export type Dialect = {
  columns: readonly (readonly [ColumnKey, header: string])[];
  adultColumns: readonly (readonly [ColumnKey, header: string])[];
  delimiter: ',' | ';' | '\t';
  encoding: 'utf-8' | 'utf-8 with BOM' | 'windows-1252' | 'utf-16le';
  lineEnd: '\n' | '\r\n';
  quotes: 'all' | 'needed';
  grade: (grade: string) => string;
  phone: (e164: string) => string;
  order: 'lastName' | 'number' | 'grade';
  /** The name carries the date. */
  dated: boolean;
  extension: 'csv' | 'txt' | 'tsv';
};

type Form = Pick<Dialect, 'columns' | 'adultColumns' | 'delimiter' | 'encoding' | 'lineEnd' | 'quotes' | 'extension'>;

const FORMS: readonly Form[] = [
  // The list that the product documents.
  form('utf-8', ',', 'csv', {
    email: 'email',
    firstName: 'first name',
    lastName: 'last name',
    number: 'student id',
    grade: 'grade',
    parentEmail: 'parentEmail',
    parentPhone: 'parentPhone',
  }),
  // PowerSchool.
  form('utf-8', '\t', 'txt', {
    number: 'Student_Number',
    firstName: 'First_Name',
    lastName: 'Last_Name',
    grade: 'Grade_Level',
    homeroom: 'Home_Room',
    email: 'Student_Email',
    parentEmail: 'guardianemail',
    parentPhone: 'guardianphone',
  }),
  // Clever, with its three numbers.
  form('utf-8', ',', 'csv', {
    rowId: 'Student_id',
    number: 'Student_number',
    stateId: 'State_id',
    lastName: 'Last_name',
    firstName: 'First_name',
    grade: 'Grade',
    email: 'Student_email',
    parentEmail: 'Contact_email',
    parentPhone: 'Contact_phone',
  }),
  // A spreadsheet's export.
  form('utf-8 with BOM', ',', 'csv', {
    firstName: 'First Name',
    lastName: 'Last Name',
    email: 'Email Address',
    grade: 'Grade',
    number: 'Student ID Number',
    homeroom: 'Homeroom',
    parentEmail: 'Parent Email',
    parentPhone: 'Parent Phone',
  }),
  // A Canadian spreadsheet's export.
  form('windows-1252', ';', 'csv', {
    lastName: 'Nom',
    firstName: 'Prénom',
    number: 'Numéro élève',
    grade: 'Niveau',
    email: 'Courriel',
    parentEmail: 'Courriel parent',
    parentPhone: 'Téléphone parent',
  }),
  form('utf-16le', '\t', 'tsv', {
    rowId: 'ID',
    number: 'Student Number',
    lastName: 'Last',
    firstName: 'First',
    grade: 'Gr',
    email: 'E-mail',
    parentEmail: 'Parent Email',
    homeroom: 'HR',
  }),
];

function form(
  encoding: Dialect['encoding'],
  delimiter: Dialect['delimiter'],
  extension: Dialect['extension'],
  headers: Partial<Record<ColumnKey, string>>,
): Form {
  const columns = Object.entries(headers) as [ColumnKey, string][];
  const adult: readonly ColumnKey[] = ['email', 'firstName', 'lastName'];
  return {
    columns,
    adultColumns: [
      ['number', 'Staff ID'],
      ...columns.filter(([key]) => adult.includes(key)).map(([key, header]) => [key, header.replace('Student_', 'Staff_')] as const),
    ],
    delimiter,
    encoding,
    lineEnd: encoding === 'utf-8' ? '\n' : '\r\n',
    quotes: encoding === 'utf-8 with BOM' ? 'all' : 'needed',
    extension,
  };
}

/** The dialect of a district: always the same one for the same seed. */
export function dialectOf(seed: string, district: string): Dialect {
  const random = createRandom(`${seed}/${district}/dialect`);
  const number = Number(district.slice(1));
  const form = FORMS[(number - 1) % FORMS.length] as Form;
  return {
    ...form,
    grade: random.pick([
      (grade) => grade.replace(/^0/, ''),
      (grade) => grade,
      (grade) => (grade === 'KG' ? 'Kindergarten' : `Grade ${Number(grade)}`),
    ]),
    phone: random.pick([
      (e164) => e164,
      (e164) => `${e164.slice(2, 5)}-${e164.slice(5, 8)}-${e164.slice(8)}`,
      (e164) => `(${e164.slice(2, 5)}) ${e164.slice(5, 8)}-${e164.slice(8)}`,
    ]),
    order: random.pick(['lastName', 'number', 'grade']),
    dated: random.chance(0.5),
  };
}

/** What the export says about somebody in one column. */
export function cellOf(member: Member, key: ColumnKey, dialect: Dialect): string {
  switch (key) {
    case 'email':
    case 'firstName':
    case 'lastName':
    case 'number':
      return member[key];
    case 'homeroom':
    case 'parentEmail':
      return member[key] ?? '';
    case 'grade':
      return member.grade === null ? '' : dialect.grade(member.grade);
    case 'parentPhone':
      return member.parentPhone === null ? '' : dialect.phone(member.parentPhone);
    case 'stateId':
      return `9${String(member.human).padStart(9, '0')}`;
    case 'rowId':
      return String(member.human * 7);
    case 'status':
      return '';
  }
}
