import { WEEKDAYS, type Weekday } from '../settings.js';

/** The instant at which clocks in `timeZone` show `time` (`HH:MM`) on the local date (`YYYY-MM-DD`). */
export function instantOf(localDate: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${localDate}T${time}:00Z`);
  // Twice, because the offset that counts is the one at the result, not the one at the guess.
  const guess = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(guess, timeZone));
}

/** The local date of an instant, `YYYY-MM-DD`, and what clocks show then, `HH:MM`. */
export function localTimeOf(instant: Date, timeZone: string): { date: string; time: string } {
  const local = new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

export function dayBefore(localDate: string): string {
  return daysLater(localDate, -1);
}

export function dayAfter(localDate: string): string {
  return daysLater(localDate, 1);
}

export function weekdayOf(localDate: string): Weekday {
  // WEEKDAYS starts with Monday, getUTCDay with Sunday.
  return WEEKDAYS[(new Date(`${localDate}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'MON';
}

function daysLater(localDate: string, days: number): string {
  return new Date(Date.parse(`${localDate}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Milliseconds that local clocks are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value ?? '0');
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

// Making one takes longer than a hundred uses of it, and an overview asks for thousands of times in a few zones.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
