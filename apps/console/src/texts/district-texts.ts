import type { DistrictTexts } from './district-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts of the district overview. */
export const useDistrictTexts = textsOfPage<DistrictTexts>({
  en: async () => (await import('./district-en.js')).districtEn,
  'fr-CA': async () => (await import('./district-fr-ca.js')).districtFrCa,
});
