import type { PersonField } from '../person.js';

/**
 * True where a header names people, be it others than the file's or with columns missing: first and last name, or a name beside
 * what else a person is known by. A list of sections, of absences or of totals does not. `wholeNames`: a column may hold both
 * names; by itself it may also be a count (`Students`), or whose class it is (`Teacher`).
 */
export function namesPeople(fields: readonly PersonField[], wholeNames: boolean): boolean {
  const has = (field: PersonField): boolean => fields.includes(field);
  const isKnown = has('email') || has('studentId') || has('staffId');
  if (wholeNames) return isKnown;
  if (has('firstName') && has('lastName')) return true;
  return (has('firstName') || has('lastName')) && (isKnown || has('grade'));
}
