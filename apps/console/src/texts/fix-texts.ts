import type { FixTexts } from './fix-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about what a file does not say, and about its problems. */
export const useFixTexts = textsOfPage<FixTexts>({
  en: async () => (await import('./fix-en.js')).fixEn,
  'fr-CA': async () => (await import('./fix-fr-ca.js')).fixFrCa,
});
