import type { Category, Role } from '../category.js';
import type { ProblemParams } from '../problem.js';
import type { RoleReading, TitleReading } from './read-role.js';

export type RoleOfRow =
  /** `guessed`: from the file name or a title, because the role word is unknown. */
  | { kind: 'role'; role: Role; guessed: boolean }
  | { kind: 'unclear'; code: 'unknown_role' | 'category_unclear' | 'wrong_category_in_file'; params: ProblemParams };

/**
 * docs/product.md, Role: `students` files make students; otherwise the role decides; otherwise the file name, in a staff file with the
 * title; otherwise, with number and grade, a student.
 */
export function roleOfRow(role: RoleReading | null, named: Category | null, title: TitleReading | null, hasNumberAndGrade: () => boolean): RoleOfRow {
  if (named === 'students') {
    // Treating another person's row as a student here would archive and overwrite: never guess.
    if (isRole(role) && role !== 'STUDENT') return { kind: 'unclear', code: 'wrong_category_in_file', params: { role } };
    return { kind: 'role', role: 'STUDENT', guessed: false };
  }
  if (isRole(role)) return { kind: 'role', role, guessed: false };
  // An unknown title says less than the file name.
  if (role === 'unknown' && named !== 'teachers' && named !== 'staff') return { kind: 'unclear', code: 'unknown_role', params: {} };
  switch (named) {
    case 'teachers':
      return { kind: 'role', role: 'TEACHER', guessed: role === 'unknown' };
    case 'staff':
      return title === 'TEACHER' ? { kind: 'role', role: 'TEACHER', guessed: true } : { kind: 'role', role: 'STAFF', guessed: role === 'unknown' };
    case 'admin':
      return { kind: 'role', role: 'MANAGER', guessed: false };
    case null:
      if (hasNumberAndGrade()) return { kind: 'role', role: 'STUDENT', guessed: false };
      return title === 'TEACHER' || title === 'STAFF'
        ? { kind: 'role', role: title, guessed: true }
        : { kind: 'unclear', code: 'category_unclear', params: {} };
  }
}

function isRole(reading: RoleReading | null): reading is Role {
  return reading !== null && reading !== 'unknown' && reading !== 'not_rostered' && reading !== 'left_out';
}
