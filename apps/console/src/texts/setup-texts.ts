import type { SetupTexts } from './setup-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about setting a school up. */
export const useSetupTexts = textsOfPage<SetupTexts>({
  en: async () => (await import('./setup-en.js')).setupEn,
  'fr-CA': async () => (await import('./setup-fr-ca.js')).setupFrCa,
});
