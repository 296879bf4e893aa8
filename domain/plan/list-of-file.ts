import type { Category } from '../category.js';

/**
 * The category whose list the file is; null: it is none. A file without a role column is the list of the one category that its
 * name says; the students' list is one in any case. Where no file has roles, the narrowest list that has a person says what they
 * are: students, then teachers, then staff (docs/files.md).
 */
export function listOfFile(file: { covers: readonly Category[]; standsFor: readonly Category[]; hasRole: boolean }): Category | null {
  const [category, ...others] = file.standsFor;
  if (category === undefined || others.length > 0 || file.covers.length !== 1) return null;
  return file.hasRole && category !== 'students' ? null : category;
}
