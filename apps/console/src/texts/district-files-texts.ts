import type { DistrictFilesTexts } from './district-files-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about files for the whole district. */
export const useDistrictFilesTexts = textsOfPage<DistrictFilesTexts>({
  en: async () => (await import('./district-files-en.js')).districtFilesEn,
  'fr-CA': async () => (await import('./district-files-fr-ca.js')).districtFilesFrCa,
});
