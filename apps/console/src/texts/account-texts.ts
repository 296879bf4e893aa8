import { use } from 'react';
import type { Locale } from '../../../../domain/locale.js';
import { useLanguage } from '../language.js';
import type { AccountTexts } from './account-en.js';

const LOADERS: Record<Locale, () => Promise<AccountTexts>> = {
  en: async () => (await import('./account-en.js')).accountEn,
  'fr-CA': async () => (await import('./account-fr-ca.js')).accountFrCa,
};
const loaded = new Map<Locale, Promise<AccountTexts>>();

/** The texts about accounts and access in the language of the page; the page waits for them. */
export function useAccountTexts(): AccountTexts {
  const { locale } = useLanguage();
  const texts = loaded.get(locale) ?? LOADERS[locale]();
  loaded.set(locale, texts);
  return use(texts);
}
