import type { ProviderTexts } from './provider-en.js';
import { textsOfPage } from './texts-of-page.js';

export type { ProviderTexts as ProviderWords } from './provider-en.js';

/** The texts about signing in with a provider. */
export const useProviderTexts = textsOfPage<ProviderTexts>({
  en: async () => (await import('./provider-en.js')).providerEn,
  'fr-CA': async () => (await import('./provider-fr-ca.js')).providerFrCa,
});
