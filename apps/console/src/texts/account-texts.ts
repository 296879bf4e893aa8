import type { AccountTexts } from './account-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about accounts and access. */
export const useAccountTexts = textsOfPage<AccountTexts>({
  en: async () => (await import('./account-en.js')).accountEn,
  'fr-CA': async () => (await import('./account-fr-ca.js')).accountFrCa,
});
