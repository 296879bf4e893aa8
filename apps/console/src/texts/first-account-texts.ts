import type { FirstAccountTexts } from './first-account-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts of the page on which the first account is made. */
export const useFirstAccountTexts = textsOfPage<FirstAccountTexts>({
  en: async () => (await import('./first-account-en.js')).firstAccountEn,
  'fr-CA': async () => (await import('./first-account-fr-ca.js')).firstAccountFrCa,
});
