import type { FindTexts } from './find-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts of the page that finds a person. */
export const useFindTexts = textsOfPage<FindTexts>({
  en: async () => (await import('./find-en.js')).findEn,
  'fr-CA': async () => (await import('./find-fr-ca.js')).findFrCa,
});
