import type { Locale } from '../../../../domain/locale.js';
import type { Texts } from './en.js';

const LOADERS: Record<Locale, () => Promise<Texts>> = {
  en: async () => (await import('./en.js')).en,
  'fr-CA': async () => (await import('./fr-ca.js')).frCA,
};

/** The texts of one language; nobody has to fetch the other one. */
export function loadTexts(locale: Locale): Promise<Texts> {
  return LOADERS[locale]();
}
