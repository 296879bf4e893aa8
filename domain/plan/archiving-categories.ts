import { CATEGORIES, type Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';

/** The categories in which the school archives people who are missing. */
export function archivingCategories(settings: Pick<RosteringSettings, 'categories'>): Category[] {
  return CATEGORIES.filter((category) => settings.categories[category].missingUsers === 'ARCHIVE');
}
