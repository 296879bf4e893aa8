import { CATEGORIES, type Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';

/** What a save would switch on for one category that lets files change or archive people who are there. */
export type SwitchedOn = { category: Category; autoUpdate: boolean; archive: boolean };

/** The categories in which a save switches Auto update or Archive on, where they were off: what is asked about before it is saved. */
export function listSwitchedOn(before: Pick<RosteringSettings, 'categories'>, after: Pick<RosteringSettings, 'categories'>): SwitchedOn[] {
  return CATEGORIES.map((category) => {
    const [was, is] = [before.categories[category], after.categories[category]];
    return {
      category,
      autoUpdate: is.autoUpdate && !was.autoUpdate,
      archive: is.missingUsers === 'ARCHIVE' && was.missingUsers !== 'ARCHIVE',
    };
  }).filter(({ autoUpdate, archive }) => autoUpdate || archive);
}
