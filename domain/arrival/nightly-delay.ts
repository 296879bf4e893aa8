import { DEFAULT_NIGHTLY_AT } from '../settings.js';
import { minuteOf } from './night-window.js';
import { placeOfSchool } from './place-of-school.js';

const MINUTE_S = 60;
const NOON = minuteOf('12:00');

/** Over so long the nights of schools are spread that are due at the same minute, in seconds. */
export const NIGHTLY_SPREAD_S = 10 * MINUTE_S;
/** The same at the time that most schools keep because they never chose one. */
export const DEFAULT_SPREAD_S = 60 * MINUTE_S;

/**
 * How many seconds after `at` (HH:MM) the nightly run of a school comes: always the same for a school, so that a file that comes
 * at its usual minute falls into the same night every day. A run of the late morning stays before noon, with which the next
 * night begins.
 */
export function nightlyDelayS(schoolId: string, at: string): number {
  const minute = minuteOf(at);
  const spreadS = at === DEFAULT_NIGHTLY_AT ? DEFAULT_SPREAD_S : NIGHTLY_SPREAD_S;
  return placeOfSchool(schoolId) % (minute < NOON ? Math.min(spreadS, (NOON - minute) * MINUTE_S) : spreadS);
}
