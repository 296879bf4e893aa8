/**
 * What a date cell says: a day, `YYYY-MM-DD`; one of two days, if its day could be its month; `none`, for the ways in which
 * exports write that there is no date; or nothing readable.
 */
export type DayReading = { kind: 'days'; days: readonly [string] | readonly [string, string] } | { kind: 'none' } | { kind: 'unknown' };

/** Reads a date. `order`: how the file writes `3/4/2026`; null: both ways are possible. Takes cleaned, non-blank text. */
export function readDay(text: string, order: 'month_first' | 'day_first' | null): DayReading {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (NO_DATE.test(plain)) return { kind: 'none' };
  const found = daysIn(plain.replace(TIME, ''), order);
  const [first, second] = found;
  if (first === undefined) return { kind: 'unknown' };
  // Databases write a missing date as the first or the last one that they support.
  if (first < EARLIEST) return { kind: 'none' };
  return { kind: 'days', days: second === undefined || second === first ? [first] : [first, second] };
}

const NO_DATE = /^(?:0|-|n\/?a|null|none|never|jamais|aucune?|0{1,2}[/.-]0{1,2}[/.-]0{1,4}|0000-00-00.*)$/;
const TIME = /[t ]+\d{1,2}:\d{2}.*$/;
const EARLIEST = '1950-01-01';
const MONTHS: readonly RegExp[] = ['jan', 'f[eé]?[bv]', 'mar', 'a[pv]r', 'ma[iy]', 'jun|juin', 'jul|juil', 'aug|aou', 'sep', 'oct', 'nov', 'dec'].map(
  (month) => new RegExp(`^(?:${month})`),
);

function daysIn(text: string, order: 'month_first' | 'day_first' | null): string[] {
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$/.exec(text);
  if (numbers !== null) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), yearOf(numbers[3]!)];
    const monthFirst = dayOf(year, first, second);
    const dayFirst = dayOf(year, second, first);
    // Whatever the order of the file, a number above 12 cannot be the month.
    if (order === 'month_first') return monthFirst.length > 0 ? monthFirst : dayFirst;
    if (order === 'day_first') return dayFirst.length > 0 ? dayFirst : monthFirst;
    return [...monthFirst, ...dayFirst];
  }
  const named = /^(\d{1,2})(?:st|nd|rd|th|er)?[-/. ]+([a-z]{3,9})\.?[-/., ]+(\d{2}|\d{4})$/.exec(text);
  if (named !== null) return dayOf(yearOf(named[3]!), monthOf(named[2]!), Number(named[1]));
  const american = /^([a-z]{3,9})\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4})$/.exec(text);
  if (american !== null) return dayOf(Number(american[3]), monthOf(american[1]!), Number(american[2]));
  // Days since 1900, as a spreadsheet counts them: of 1950 to 2099.
  return /^\d{5}(?:\.0+)?$/.test(text) ? dayOfSpreadsheet(Number(text)) : [];
}

function dayOfSpreadsheet(days: number): string[] {
  if (days < 18_264 || days > 73_050) return [];
  return [new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)];
}

function monthOf(name: string): number {
  return MONTHS.findIndex((month) => month.test(name)) + 1;
}

function yearOf(text: string): number {
  return text.length === 4 ? Number(text) : 2000 + Number(text);
}

function dayOf(year: number, month: number, day: number): string[] {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere = month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1 && year >= 1;
  return isThere ? [`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`] : [];
}
