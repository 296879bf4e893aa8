import type { ReactNode } from 'react';
import { LOCALES, type Locale } from '../../../../domain/locale.js';
import { useLanguage } from '../language.js';

const SHORT: Record<Locale, string> = { en: 'EN', 'fr-CA': 'FR' };
const NAMES: Record<Locale, string> = { en: 'English', 'fr-CA': 'Français' };

export function LanguageSwitch(): ReactNode {
  const { locale, texts, choose } = useLanguage();
  return (
    <div role="group" aria-label={texts.language} className="rc-language">
      {LOCALES.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          className="rc-header-link"
          aria-pressed={locale === option}
          aria-label={`${SHORT[option]}, ${NAMES[option]}`}
          title={NAMES[option]}
          onClick={() => choose(option)}
        >
          {SHORT[option]}
        </button>
      ))}
    </div>
  );
}
