import { placeOfSchool } from './place-of-school.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A night that was missed because Temporal was down is still closed so long after it was due; later the next one is near. */
export const CATCH_UP_HOURS = 10;
/** A busy minute is no outage. */
const LATE_MS = 10 * MINUTE_MS;
/** Over so long the schools are spread that an outage has held up. */
const SPREAD_MS = 40 * MINUTE_MS;

/**
 * How long a school's nightly run waits before it begins, in milliseconds, so that after an outage not all schools close their
 * nights, and mail, in one moment. Always the same for a school. Nothing while it is in time, and nothing for a night of long
 * ago, which somebody asked for by hand.
 */
export function catchUpPauseMs(schoolId: string, lateByMs: number): number {
  if (lateByMs <= LATE_MS || lateByMs > (CATCH_UP_HOURS + 1) * HOUR_MS) return 0;
  return placeOfSchool(schoolId) % SPREAD_MS;
}
