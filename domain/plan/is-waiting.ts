import { categoryOf, type Role } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import { archivingCategories } from './archiving-categories.js';
import { keepsOwners } from './keeps-owners.js';

export type AbsentPerson = {
  state: 'ACTIVE' | 'ARCHIVED';
  role: Role;
  protected: boolean;
  /** Days on which a file did not list them. */
  absences: number;
  /** A teacher whom the list of staff has becomes Staff, and does not leave (decideMissing). */
  inWiderList: boolean;
};

/**
 * Those of a school who are on the waiting list: missing, and archived by one of the next files if they stay away. The waiting list,
 * the daily mail and the nights select such people by WAITING (store/waiting-sql.ts), which a test holds against this.
 */
export function whoIsWaiting<Person extends AbsentPerson>(people: readonly Person[], settings: Pick<RosteringSettings, 'categories'>): Person[] {
  const categories = archivingCategories(settings);
  const leaving = people.filter(
    (person) =>
      person.state === 'ACTIVE' && !person.protected && !person.inWiderList && person.absences > 0 && categories.includes(categoryOf(person.role)),
  );
  const isOwner = ({ role }: AbsentPerson): boolean => role === 'OWNER';
  const active = people.filter((person) => isOwner(person) && person.state === 'ACTIVE').length;
  const ownersGo = keepsOwners({ active, lost: leaving.filter((person) => isOwner(person)).length, gained: 0 });
  return leaving.filter((person) => ownersGo || !isOwner(person));
}
