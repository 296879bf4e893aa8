import type { ActivityTexts } from './activity-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts of the page of activity. */
export const useActivityTexts = textsOfPage<ActivityTexts>({
  en: async () => (await import('./activity-en.js')).activityEn,
  'fr-CA': async () => (await import('./activity-fr-ca.js')).activityFrCa,
});
