import { categoryOf, ROLES, type Role } from '../category.js';
import { PERSON_FIELDS, ROLE_GUESSED_BIT, STATUS_UNKNOWN_BIT, UNREAD_BIT, UNREAD_FIELDS, type PersonField } from '../person.js';
import { textOfRange } from './cells.js';
import type { RosterRow } from './types.js';

/** The values of each row in a batch, in the order of PERSON_FIELDS; line and role are stored beside them. */
export const BATCH_FIELDS = PERSON_FIELDS.filter((field): field is Exclude<PersonField, 'role'> => field !== 'role');

/** Rows in one batch; only the last batch of a file may have fewer. */
export const ROWS_PER_BATCH = 1024;

/**
 * Valid rows, normalised, as UTF-8 bytes side by side: a hundred thousand rows are a few hundred objects and no string, which
 * is most of what makes a large file cheap.
 */
export type RowBatch = {
  readonly count: number;
  /** The line of each row. */
  readonly lines: Int32Array;
  /** The role of each row, as its place in ROLES. */
  readonly roles: Uint8Array;
  /** The unreadable values of each row: the sum of the UNREAD_BIT of its fields, STATUS_UNKNOWN_BIT and ROLE_GUESSED_BIT. */
  readonly unread: Uint16Array;
  /** The values one after another, with nothing between them. A missing value has no bytes: a present value is never empty. */
  readonly bytes: Uint8Array;
  /** Where each value ends in `bytes`, BATCH_FIELDS.length of them per row; it begins where the previous one ends. */
  readonly ends: Int32Array;
};

/** The rows of a batch as objects: for a few rows, or where speed does not matter. */
export function rowsOfBatch(batch: RowBatch): RosterRow[] {
  return Array.from({ length: batch.count }, (_, index) => rowOfBatch(batch, index));
}

export function rowOfBatch(batch: RowBatch, index: number): RosterRow {
  const role: Role = ROLES[batch.roles[index]!]!;
  const unread = batch.unread[index]!;
  const first = index * BATCH_FIELDS.length;
  const rowStart = first === 0 ? 0 : batch.ends[first - 1]!;
  const rowEnd = batch.ends[first + BATCH_FIELDS.length - 1]!;
  const whole = textOfRange(batch.bytes, rowStart, rowEnd);
  // One character a byte: the values can be cut out of the whole row.
  const isAscii = whole.length === rowEnd - rowStart;
  let start = rowStart;
  const values = BATCH_FIELDS.map((_, field) => {
    const from = start;
    start = batch.ends[first + field]!;
    if (start === from) return null;
    return isAscii ? whole.slice(from - rowStart, start - rowStart) : textOfRange(batch.bytes, from, start);
  });
  const [email, firstName, lastName, studentId, grade, gradeRaw, parentEmail, parentPhone, studentPhone, idField1, idField2, staffId] = values as [
    string,
    string,
    string,
    ...(string | null)[],
  ];
  return {
    line: batch.lines[index]!,
    category: categoryOf(role),
    role,
    email,
    firstName,
    lastName,
    studentId: studentId ?? null,
    grade: grade ?? null,
    gradeRaw: gradeRaw ?? null,
    parentEmail: parentEmail ?? null,
    parentPhone: parentPhone ?? null,
    studentPhone: studentPhone ?? null,
    idField1: idField1 ?? null,
    idField2: idField2 ?? null,
    staffId: staffId ?? null,
    ...(unread === 0 ? {} : flagsOf(unread)),
  };
}

function flagsOf(unread: number): Pick<RosterRow, 'unread' | 'statusUnknown' | 'roleGuessed'> {
  const fields = UNREAD_FIELDS.filter((field) => (unread & UNREAD_BIT[field]) !== 0);
  return {
    ...(fields.length === 0 ? {} : { unread: fields }),
    ...((unread & STATUS_UNKNOWN_BIT) === 0 ? {} : { statusUnknown: true }),
    ...((unread & ROLE_GUESSED_BIT) === 0 ? {} : { roleGuessed: true }),
  };
}

/** The number with which batches and stages mark a row's unreadable values. */
export function unreadNumber({ unread = [], statusUnknown, roleGuessed }: Pick<RosterRow, 'unread' | 'statusUnknown' | 'roleGuessed'>): number {
  const fields = unread.reduce((sum, field) => sum + UNREAD_BIT[field], 0);
  return fields + (statusUnknown === true ? STATUS_UNKNOWN_BIT : 0) + (roleGuessed === true ? ROLE_GUESSED_BIT : 0);
}
