import { use } from 'react';
import type { Locale } from '../../../../domain/locale.js';
import { useLanguage } from '../language.js';

/** Texts that only some pages need and fetch: each waits for them, in the language that it has, inside the next `Suspense`. */
export function textsOfPage<Texts>(load: Record<Locale, () => Promise<Texts>>): () => Texts {
  const loaded = new Map<Locale, Promise<Texts>>();
  return function useTextsOfPage() {
    const { locale } = useLanguage();
    const texts = loaded.get(locale) ?? load[locale]();
    loaded.set(locale, texts);
    return use(texts);
  };
}
