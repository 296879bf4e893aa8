import type { NameChange } from '../plan/row-facts.js';
import { nameKey } from './same-name.js';

type Names = { firstName: string; lastName: string };

/** The names of a row beside those of the person it matches. `namesNumber` of store/roster says the same in SQL. */
export function compareNames(row: Names, person: Names): NameChange {
  const [first, last] = [
    { row: nameKey(row.firstName), person: nameKey(person.firstName) },
    { row: nameKey(row.lastName), person: nameKey(person.lastName) },
  ];
  if (first.row === first.person && last.row === last.person) return 'none';
  const otherFirst = firstLetter(first.row) !== firstLetter(first.person);
  const otherLast = firstLetter(last.row) !== firstLetter(last.person);
  if (otherFirst) return otherLast ? 'both' : 'first';
  return otherLast ? 'last' : 'spelling';
}

function firstLetter(key: string): string {
  return String.fromCodePoint(key.codePointAt(0) ?? 0);
}
