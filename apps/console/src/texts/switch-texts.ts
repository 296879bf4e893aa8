import type { SwitchTexts } from './switch-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about switching Auto update and Archive on. */
export const useSwitchTexts = textsOfPage<SwitchTexts>({
  en: async () => (await import('./switch-en.js')).switchEn,
  'fr-CA': async () => (await import('./switch-fr-ca.js')).switchFrCa,
});
