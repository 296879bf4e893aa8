import { weekdayOf } from '../report/local-time.js';
import type { RosteringSettings } from '../settings.js';
import { minuteOf, MINUTES_A_DAY, nightOfArrival, timeOfMinute } from './night-window.js';

/** When the first file of a night usually comes to one school. */
export type ArrivalRhythm = {
  /** Between these local times, `HH:MM`. */
  usualFrom: string;
  usualTo: string;
  /** From this minute after the night before closed, it is late. At most 1,440: the night itself closes then. */
  lateFrom: number;
};

/** The nights that count, newest first: about three weeks of school, so that a new hour in the SIS is soon the usual one. */
const NIGHTS = 15;
const FEWEST_NIGHTS = 5;
/** A school whose files come at any hour has no rhythm. */
const WIDEST_MINUTES = 180;
/** How long after its usual time a file is not late yet. */
const GRACE_MINUTES = 60;

/**
 * The rhythm of a school, from the files that it received over SFTP on days on which it expects one; null if there are too
 * few, or no regular hour. Median and median deviation, so that one odd evening does not change it.
 */
export function arrivalRhythm(
  arrivals: readonly Date[],
  { nightly, timeZone }: { nightly: RosteringSettings['nightly']; timeZone: string },
): ArrivalRhythm | null {
  const first = new Map<string, number>();
  for (const arrival of arrivals) {
    const { night, minute } = nightOfArrival(arrival, nightly.at, timeZone);
    if (nightly.expectDays.includes(weekdayOf(night))) first.set(night, Math.min(minute, first.get(night) ?? MINUTES_A_DAY));
  }
  const minutes = [...first]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, NIGHTS)
    .map(([, minute]) => minute);
  if (minutes.length < FEWEST_NIGHTS) return null;
  const middle = median(minutes);
  const spread = Math.max(5, Math.ceil(2.5 * median(minutes.map((minute) => Math.abs(minute - middle)))));
  if (spread > WIDEST_MINUTES) return null;
  const [from, to] = [Math.max(0, roundTo5(middle - spread, Math.floor)), Math.min(MINUTES_A_DAY, roundTo5(middle + spread, Math.ceil))];
  return {
    usualFrom: timeOfMinute(minuteOf(nightly.at) + from),
    usualTo: timeOfMinute(minuteOf(nightly.at) + to),
    lateFrom: Math.min(MINUTES_A_DAY, to + Math.max(GRACE_MINUTES, to - from)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Rounded to five minutes, as people say times. */
function roundTo5(minute: number, round: (n: number) => number): number {
  return round(minute / 5) * 5;
}
