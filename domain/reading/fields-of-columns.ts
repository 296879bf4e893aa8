import type { PersonField } from '../person.js';
import type { ColumnMapping } from './types.js';

/** Why a column of numbers is read as both: it is the student number of students and the employee number of all others. */
export const NUMBER_OF_EVERYBODY = 'number_of_everybody';

/** The fields of a person that a file has a column for. */
export function fieldsOfColumns(columns: readonly ColumnMapping[]): PersonField[] {
  return columns.flatMap(({ field, why }) => (field === null ? [] : why === NUMBER_OF_EVERYBODY ? [field, 'staffId' as const] : [field]));
}
