import type { Category, Role } from './category.js';

/** The fields that a roster file can carry, in the order in which they are stored and shown. */
export const PERSON_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'role',
  'studentId',
  'grade',
  'gradeRaw',
  'parentEmail',
  'parentPhone',
  'studentPhone',
  'idField1',
  'idField2',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** Fields that a blank cell clears; a blank in any other field leaves the person as is, or is an error (docs/product.md, Files). */
export const OPTIONAL_FIELDS = ['parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'] as const;

/** What a change stores of a person, before and after. `grade` is canonical (`09`), `gradeRaw` is the file's own text. */
export type PersonFields = {
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  category: Category;
  studentId: string | null;
  grade: string | null;
  gradeRaw: string | null;
  parentEmail: string | null;
  parentPhone: string | null;
  studentPhone: string | null;
  idField1: string | null;
  idField2: string | null;
};
