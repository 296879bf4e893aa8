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
  'staffId',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** Fields that a blank cell clears; a blank in any other field leaves the person as is, or is an error (docs/product.md, Files). */
export const OPTIONAL_FIELDS = ['parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'] as const;

/**
 * Fields in which a valid row may have an unreadable value: an optional value that cannot be right, a name that has
 * lost letters. This is not a blank: the stored value stays (docs/product.md, "What is not understood is never silent"). An unknown
 * grade is not listed here: unlike a blank, it comes with the file's own text.
 */
export const UNREAD_FIELDS = ['firstName', 'lastName', ...OPTIONAL_FIELDS] as const;
export type UnreadField = (typeof UNREAD_FIELDS)[number];

/** Each of them as one bit, as batches and stages hold them together in one number. */
export const UNREAD_BIT = Object.fromEntries(UNREAD_FIELDS.map((field, place) => [field, 1 << place])) as Record<UnreadField, number>;
/** In the same number: no known word says whether the person is at the school. */
export const STATUS_UNKNOWN_BIT = 1 << 13;
/** In the same number: the role is only a guess for a new person, from the file name or a title; it does not change an existing role. */
export const ROLE_GUESSED_BIT = 1 << 14;

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
  /** The employee number of an adult, as `studentId` is the student number: what identifies. Null for students. */
  staffId: string | null;
};
