import type { Locale } from '../locale.js';

/** How numbers, instants and lists read in one language and one time zone. Depends on nothing but its arguments. */
export type Format = {
  locale: Locale;
  number(n: number): string;
  /** The plural form for `n`, with `#` replaced by the number as the language writes it. */
  count(n: number, forms: { one: string; other: string }): string;
  /** `Monday, November 23, 2026, 10:05 p.m. EST`. */
  instant(iso: string): string;
  time(iso: string): string;
  /** A local time `HH:MM`, as the language writes it. */
  clock(time: string): string;
  /** A local date `YYYY-MM-DD`, written out. */
  date(localDate: string): string;
  /** The days from one local date to another: `November 16 – 22, 2026`. */
  days(from: string, to: string): string;
  list(items: readonly string[]): string;
};

const made = new Map<string, Format>();
/** More than there are time zones in two languages. */
const MOST_MADE = 2_000;

/** Made once for each language and zone: making one costs more than writing a mail with it. */
export function createFormat(locale: Locale, timeZone: string): Format {
  const key = `${locale} ${timeZone}`;
  const found = made.get(key);
  if (found !== undefined) return found;
  const format = makeFormat(locale, timeZone);
  if (made.size >= MOST_MADE) made.clear();
  made.set(key, format);
  return format;
}

function makeFormat(locale: Locale, timeZone: string): Format {
  const zone = knownTimeZone(timeZone);
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const day = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  const instants = new Intl.DateTimeFormat(locale, { ...day, ...clock, timeZone: zone });
  const times = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone });
  const clocks = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const dates = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
  const ranges = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const noon = (localDate: string): Date => new Date(`${localDate}T12:00:00Z`);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    locale,
    number: (n) => numbers.format(n),
    count: (n, forms) => (plurals.select(n) === 'one' ? forms.one : forms.other).replace('#', numbers.format(n)),
    instant: (iso) => inOnePiece(instants.format(new Date(iso))),
    time: (iso) => inOnePiece(times.format(new Date(iso))),
    clock: (time) => inOnePiece(clocks.format(new Date(`2000-01-01T${time}:00Z`))),
    date: (localDate) => dates.format(noon(localDate)),
    // The thin spaces around its dash are a sign of their own in many mail programs.
    days: (from, to) => ranges.formatRange(noon(from), noon(to)).replace(/\u2009/g, ' '),
    list: (items) => lists.format(items),
  };
}

/** `18 h 05` and `6:05 PM` are not torn apart at the end of a line. */
function inOnePiece(text: string): string {
  return text.replace(/(\d) h (\d)/, '$1\u00a0h\u00a0$2').replace(/(\d)\s([AP]M)/, '$1\u00a0$2');
}

/** A stored zone that this runtime does not know must not keep a report from being written. */
function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
