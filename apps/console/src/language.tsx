import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LOCALES, localeOf, type Locale } from '../../../domain/locale.js';
import { setRequestLocale } from './api.js';
import type { Texts } from './texts/en.js';
import { loadTexts } from './texts/load-texts.js';

/** Remembers the choice of this visit only; a language tag, nothing about a person. */
const CHOICE_KEY = 'rollcall.locale';

type Language = { locale: Locale; texts: Texts; choose(locale: Locale): void; followAccount(locale: string | null): void };
const LanguageContext = createContext<Language | null>(null);

/** A language with its texts, which are loaded before it is shown. */
export type LoadedLanguage = { locale: Locale; texts: Texts };

/** The language to start with, as long as the account is not known: what was chosen in this visit, else the browser's. */
export async function firstLanguage(): Promise<LoadedLanguage> {
  const locale = storedChoice() ?? localeOf(navigator.language);
  return { locale, texts: await loadTexts(locale) };
}

/** The language of the page: what was chosen in this visit, else the account's, else the browser's. */
export function LanguageProvider({ first, children }: { first: LoadedLanguage; children: ReactNode }): ReactNode {
  const [chosen, setChosen] = useState<Locale | null>(storedChoice);
  const [ofAccount, setOfAccount] = useState<Locale | null>(null);
  const [shown, setShown] = useState(first);
  const wanted = chosen ?? ofAccount ?? localeOf(navigator.language);
  const { locale, texts } = shown;
  setRequestLocale(locale);

  useEffect(() => {
    if (wanted === locale) return;
    let current = true;
    loadTexts(wanted).then(
      (loaded) => {
        if (current) setShown({ locale: wanted, texts: loaded });
      },
      // Without a connection the page stays in the language that it has; choosing again tries again.
      () => {
        if (current) setChosen(locale);
      },
    );
    return () => {
      current = false;
    };
  }, [wanted, locale]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const language = useMemo<Language>(
    () => ({
      locale,
      texts,
      choose: (choice) => {
        sessionStorage.setItem(CHOICE_KEY, choice);
        setChosen(choice);
      },
      followAccount: (tag) => setOfAccount(tag === null ? null : localeOf(tag)),
    }),
    [locale, texts],
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
      date: (instant, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone(timeZone) }).format(new Date(instant)),
      day: (localDate) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${localDate}T12:00:00Z`)),
      bytes: (bytes) => {
        const [value, unit] = bytes < 1024 ? [bytes, 'byte'] : bytes < 1024 ** 2 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 ** 2, 'megabyte'];
        return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
      },
    };
  }, [locale]);
}

function storedChoice(): Locale | null {
  const stored = sessionStorage.getItem(CHOICE_KEY);
  return LOCALES.find((locale) => locale === stored) ?? null;
}
