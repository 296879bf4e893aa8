import type { ProviderTexts } from './provider-en.js';
import { textsOfPage } from './texts-of-page.js';

export type SignInRefusal = keyof ProviderTexts['rejected'];

/** The texts about signing in with a provider. */
export const useProviderTexts = textsOfPage<ProviderTexts>({
  en: async () => (await import('./provider-en.js')).providerEn,
  'fr-CA': async () => (await import('./provider-fr-ca.js')).providerFrCa,
});
