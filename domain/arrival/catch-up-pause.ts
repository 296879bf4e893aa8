import { placeOfSchool } from './place-of-school.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How late a night that was missed because Temporal was down is still closed; any later, the next one is near. */
export const CATCH_UP_HOURS = 10;
/** A busy minute is not an outage. */
const LATE_MS = 10 * MINUTE_MS;
/** Over this time, schools are spread after an outage. */
const SPREAD_MS = 40 * MINUTE_MS;

/**
 * How long a school's nightly run waits before it begins, in milliseconds, so that after an outage the schools do not all close their
 * nights and send mail at the same moment. Always the same for a school. 0 if the run is on time, and 0 for a night long ago, which
 * somebody started by hand.
 */
export function catchUpPauseMs(schoolId: string, lateByMs: number): number {
  if (lateByMs <= LATE_MS || lateByMs > (CATCH_UP_HOURS + 1) * HOUR_MS) return 0;
  return placeOfSchool(schoolId) % SPREAD_MS;
}
