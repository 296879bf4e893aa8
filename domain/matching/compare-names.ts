import type { NameChange } from '../plan/row-facts.js';
import { nameKey } from './same-name.js';

type Names = { firstName: string; lastName: string };

/** The names of a row beside those of the person it matches. `nameChangeSql` of store/roster says the same in SQL. */
export function compareNames(row: Names, person: Names): NameChange {
  const [first, last] = [
    { row: nameKey(row.firstName), person: nameKey(person.firstName) },
    { row: nameKey(row.lastName), person: nameKey(person.lastName) },
  ];
  if (first.row === first.person && last.row === last.person) return 'none';
  const otherFirst = !isFormOf(first.row, first.person);
  const otherLast = !isFormOf(last.row, last.person);
  if (otherFirst) return otherLast ? 'both' : 'first';
  return otherLast ? 'last' : 'spelling';
}

/** Two forms of one name: the shorter is the beginning of the longer (Ann, Anne; Smith, Smith-Jones). */
function isFormOf(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
