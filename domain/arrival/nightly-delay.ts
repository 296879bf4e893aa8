import { DEFAULT_NIGHTLY_AT } from '../settings.js';
import { minuteOf } from './night-window.js';
import { placeOfSchool } from './place-of-school.js';

const MINUTE_S = 60;
const NOON = minuteOf('12:00');

/** Over how many seconds the nights that are due at the same minute are spread. */
export const NIGHTLY_SPREAD_S = 10 * MINUTE_S;
/** The same for the default time, which most schools keep. */
export const DEFAULT_SPREAD_S = 60 * MINUTE_S;

/**
 * How many seconds after `at` (HH:MM) the nightly run of a school starts: always the same for a school, so that a file that comes
 * at its usual minute belongs to the same night every day. A run in the late morning stays before noon, when the next
 * night begins.
 */
export function nightlyDelayS(schoolId: string, at: string): number {
  const minute = minuteOf(at);
  const spreadS = at === DEFAULT_NIGHTLY_AT ? DEFAULT_SPREAD_S : NIGHTLY_SPREAD_S;
  return placeOfSchool(schoolId) % (minute < NOON ? Math.min(spreadS, (NOON - minute) * MINUTE_S) : spreadS);
}
