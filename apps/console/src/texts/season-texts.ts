import type { SeasonTexts } from './season-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about a pause and the summer switch. */
export const useSeasonTexts = textsOfPage<SeasonTexts>({
  en: async () => (await import('./season-en.js')).seasonEn,
  'fr-CA': async () => (await import('./season-fr-ca.js')).seasonFrCa,
});
