import type { CalendarSpec, ScheduleSpec } from '@temporalio/client';
import { minuteOf, timeOfMinute } from '../../domain/arrival/night-window.js';

/** Years ahead for which changes of the clocks are written into a Schedule; a worker that starts rewrites older ones. */
export const YEARS_AHEAD = 10;

const MONTHS = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const;

type NightlyCalendar = Pick<ScheduleSpec, 'calendars' | 'skip' | 'timezone'>;

// Thousands of schools share a few hours and time zones, and looking up clock changes takes milliseconds.
const calendars = new Map<string, NightlyCalendar>();

/**
 * Once in every night at `at` (HH:MM), local time, plus a number of seconds. A Temporal calendar alone misses a night if
 * the clocks jump over its time, and runs twice if they repeat it. On such a day the run is later by as much as the clocks moved.
 */
export function nightlyCalendar(at: string, delayS: number, timeZone: string, fromYear: number): NightlyCalendar {
  // Clocks move at whole minutes.
  const { calendars, skip, ...rest } = wholeMinutes(timeOfMinute(minuteOf(at) + Math.floor(delayS / 60)), timeZone, fromYear);
  const later = (days: CalendarSpec[] | undefined): CalendarSpec[] | undefined => days?.map((day) => ({ ...day, second: delayS % 60 }));
  return { ...rest, calendars: later(calendars)!, ...(skip === undefined ? {} : { skip: later(skip)! }) };
}

function wholeMinutes(at: string, timeZone: string, fromYear: number): NightlyCalendar {
  const key = `${at} ${timeZone} ${fromYear}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const [hour = 22, minute = 0] = at.split(':').map(Number);
  const skip: CalendarSpec[] = [];
  const instead: CalendarSpec[] = [];
  const zone = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  for (const wall of daysAroundChanges(zone, Date.UTC(fromYear, 0, 1, hour, minute))) {
    const before = offsetMs(zone, wall - DAY_MS);
    const after = offsetMs(zone, wall + DAY_MS);
    if (before === after) continue;
    const timesOf = (moment: number): number =>
      [...new Set([moment - before, moment - after])].filter((instant) => instant + offsetMs(zone, instant) === moment).length;
    const later = wall + Math.abs(after - before);
    if (timesOf(wall) !== 1) {
      skip.push(momentOf(wall));
      instead.push(momentOf(later));
    } else if (timesOf(later) === 2) {
      // Shortly before an hour that the clocks repeat, Temporal finds a time that comes once, and finds it again in that hour.
      skip.push(momentOf(later));
    }
  }
  const calendar = { calendars: [{ hour, minute }, ...instead], ...(skip.length === 0 ? {} : { skip }), timezone: timeZone };
  calendars.set(key, calendar);
  return calendar;
}

/** The same wall time on every day of a fortnight in which the clocks change: no need to look at the other 3,000 days. */
function* daysAroundChanges(zone: Intl.DateTimeFormat, first: number): Generator<number> {
  const step = 14 * DAY_MS;
  const last = first + YEARS_AHEAD * 366 * DAY_MS;
  let before = offsetMs(zone, first - DAY_MS);
  for (let from = first; from < last; from += step) {
    // Two days more than the step, because each day is checked with its neighbours.
    const after = offsetMs(zone, from + step + DAY_MS);
    if (before !== after) for (let day = from; day < from + step; day += DAY_MS) yield day;
    before = offsetMs(zone, from + step - DAY_MS);
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** How far the zone's clocks are ahead of UTC at an instant. */
function offsetMs(zone: Intl.DateTimeFormat, instant: number): number {
  const parts = zone.formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - instant;
}

function momentOf(wall: number): CalendarSpec {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: MONTHS[date.getUTCMonth()] ?? 'JANUARY',
    dayOfMonth: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}
