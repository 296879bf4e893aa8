import { CATEGORIES, type Category } from '../category.js';
import type { SettingsInSeason } from './season.js';

/** The categories in which the school archives people who are missing; none while files only add people. */
export function archivingCategories(settings: Pick<SettingsInSeason, 'categories' | 'additionsOnly'>): Category[] {
  if (settings.additionsOnly === true) return [];
  return CATEGORIES.filter((category) => settings.categories[category].missingUsers === 'ARCHIVE');
}
