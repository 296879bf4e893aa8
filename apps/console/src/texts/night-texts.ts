import type { NightTexts } from './night-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about the last nights and the next. */
export const useNightTexts = textsOfPage<NightTexts>({
  en: async () => (await import('./night-en.js')).nightEn,
  'fr-CA': async () => (await import('./night-fr-ca.js')).nightFrCa,
});
