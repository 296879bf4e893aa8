/** One day on which a school is open and its SIS exports in the evening. */
export type CalendarDay = {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Which school week, counted from 0. */
  week: number;
};

/** First and last days without school, both included. */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2026-09-07', '2026-09-07'],
  ['2026-10-12', '2026-10-12'],
  ['2026-11-25', '2026-11-27'],
  ['2026-12-21', '2027-01-01'],
  ['2027-01-18', '2027-01-18'],
  ['2027-02-15', '2027-02-19'],
  ['2027-03-29', '2027-04-02'],
];

/** The open days from the start of August, when the SIS still has last year's people, to the end of May. */
export function schoolCalendar(days = Infinity): CalendarDay[] {
  const open: CalendarDay[] = [];
  const start = Date.UTC(2026, 7, 3);
  for (let offset = 0; open.length < days; offset++) {
    const day = new Date(start + offset * 86_400_000);
    const date = day.toISOString().slice(0, 10);
    if (date > '2027-05-14') break;
    const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
    if (!isWeekend && !HOLIDAYS.some(([first, last]) => first <= date && date <= last)) open.push({ date, week: Math.floor(offset / 7) });
  }
  return open;
}

/** The instant at which a file comes: an evening in every time zone of North America, on the same local date. */
export function eveningOf(date: string, minutes: number): Date {
  return new Date(Date.parse(`${date}T23:00:00Z`) + minutes * 60_000);
}
