import type { FactorTexts } from './factor-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about the second factor. */
export const useFactorTexts = textsOfPage<FactorTexts>({
  en: async () => (await import('./factor-en.js')).factorEn,
  'fr-CA': async () => (await import('./factor-fr-ca.js')).factorFrCa,
});
