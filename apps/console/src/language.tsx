import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LOCALES, localeOf, type Locale } from '../../../domain/locale.js';
import { setRequestLocale } from './api.js';
import { en, type Texts } from './texts/en.js';
import { frCA } from './texts/fr-ca.js';

const CATALOGS: Record<Locale, Texts> = { en, 'fr-CA': frCA };
/** Remembers the choice of this visit only; a language tag, nothing about a person. */
const CHOICE_KEY = 'rollcall.locale';

type Language = { locale: Locale; texts: Texts; choose(locale: Locale): void; followAccount(locale: string | null): void };
const LanguageContext = createContext<Language | null>(null);

/** The language of the page: what was chosen in this visit, else the account's, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [chosen, setChosen] = useState<Locale | null>(storedChoice);
  const [ofAccount, setOfAccount] = useState<Locale | null>(null);
  const locale = chosen ?? ofAccount ?? localeOf(navigator.language);
  setRequestLocale(locale);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const language = useMemo<Language>(
    () => ({
      locale,
      texts: CATALOGS[locale],
      choose: (choice) => {
        sessionStorage.setItem(CHOICE_KEY, choice);
        setChosen(choice);
      },
      followAccount: (tag) => setOfAccount(tag === null ? null : localeOf(tag)),
    }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (language === null) throw new Error('useLanguage is used outside LanguageProvider.');
  return language;
}

export function useTexts(): Texts {
  return useLanguage().texts;
}

export type Format = {
  number(value: number): string;
  /** Date and time in the given zone (the school's), with the zone's short name left to the page. */
  dateTime(instant: string, timeZone?: string): string;
  date(instant: string, timeZone?: string): string;
  /** A local date, `YYYY-MM-DD`, which no time zone moves. */
  day(localDate: string): string;
  bytes(bytes: number): string;
};

/** Numbers, dates and sizes as the language writes them. */
export function useFormat(): Format {
  const { locale } = useLanguage();
  return useMemo(() => {
    const zone = (timeZone: string | undefined): { timeZone?: string } => (timeZone === undefined ? {} : { timeZone });
    return {
      number: (value) => new Intl.NumberFormat(locale).format(value),
      dateTime: (instant, timeZone) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone(timeZone) }).format(new Date(instant)),
      date: (instant, timeZone) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone(timeZone) }).format(new Date(instant)),
      day: (localDate) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${localDate}T12:00:00Z`)),
      bytes: (bytes) => {
        const [value, unit] =
          bytes < 1024 ? [bytes, 'byte'] : bytes < 1024 ** 2 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 ** 2, 'megabyte'];
        return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
      },
    };
  }, [locale]);
}

function storedChoice(): Locale | null {
  const stored = sessionStorage.getItem(CHOICE_KEY);
  return LOCALES.find((locale) => locale === stored) ?? null;
}
