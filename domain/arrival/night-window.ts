import { dayAfter, dayBefore, instantOf, localTimeOf } from '../report/local-time.js';

/**
 * The local date whose evening a nightly run closes: until noon, the day before. So a run that is due at 00:30, or
 * that is late, still covers the evening on which the files came.
 */
export function nightThatEnds(instant: Date, timeZone: string): string {
  const { date, time } = localTimeOf(instant, timeZone);
  return time < NOON ? dayBefore(date) : date;
}

/** The instants between which files belong to a night: after the one before was due, until it is due itself. */
export function nightWindow(night: string, at: string, timeZone: string): { from: Date; until: Date } {
  return {
    from: instantOf(closingDate(dayBefore(night), at), at, timeZone),
    until: instantOf(closingDate(night, at), at, timeZone),
  };
}

/** The night to which a file belongs by the clock, and how many minutes after the night before closed it came (1 to 1,440). */
export function nightOfArrival(instant: Date, at: string, timeZone: string): { night: string; minute: number } {
  const { date, time } = localTimeOf(instant, timeZone);
  const opened = time > at ? date : dayBefore(date);
  return { night: at < NOON ? opened : dayAfter(opened), minute: minuteOf(time) - minuteOf(at) + (time > at ? 0 : MINUTES_A_DAY) };
}

/** The instant that is so many minutes of the local clock after the night before was due. */
export function instantInNight(night: string, minute: number, at: string, timeZone: string): Date {
  const opens = closingDate(dayBefore(night), at);
  const clock = minuteOf(at) + minute;
  return instantOf(clock < MINUTES_A_DAY ? opens : dayAfter(opens), timeOfMinute(clock), timeZone);
}

/** `HH:MM` of a minute of the day; minutes after midnight come round again. */
export function timeOfMinute(minute: number): string {
  const ofDay = ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
  return [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export const MINUTES_A_DAY = 1_440;
const NOON = '12:00';

/** The local date on whose clock a night is closed: a run that is due before noon closes the evening before. */
function closingDate(night: string, at: string): string {
  return at < NOON ? dayAfter(night) : night;
}
