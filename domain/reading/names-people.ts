import type { PersonField } from '../person.js';

/**
 * True if a header names people, even others than the file's, or with columns missing: first and last name, or a name beside
 * another identifier of a person. A list of sections, of absences or of totals does not. `wholeNames`: a column may have both
 * names; alone it may also be a count (`Students`), or the teacher of a class (`Teacher`).
 */
export function namesPeople(fields: readonly PersonField[], wholeNames: boolean): boolean {
  const has = (field: PersonField): boolean => fields.includes(field);
  const isKnown = has('email') || has('studentId') || has('staffId');
  if (wholeNames) return isKnown;
  if (has('firstName') && has('lastName')) return true;
  return (has('firstName') || has('lastName')) && (isKnown || has('grade'));
}
