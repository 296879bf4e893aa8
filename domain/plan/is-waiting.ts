import type { Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import { archivingCategories } from './archiving-categories.js';

/**
 * Whether a person is on the waiting list: missing, and archived by one of the next files if they stay away. The waiting list,
 * the daily mail and the nights select such people by WAITING (store/waiting-sql.ts); a test compares it with this.
 */
export function isWaiting(
  person: { state: 'ACTIVE' | 'ARCHIVED'; category: Category; protected: boolean; /** Days on which a file did not list them. */ absences: number },
  settings: Pick<RosteringSettings, 'categories'>,
): boolean {
  return person.state === 'ACTIVE' && !person.protected && person.absences > 0 && archivingCategories(settings).includes(person.category);
}
