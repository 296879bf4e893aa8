import { dayBefore, weekdayOf } from '../report/local-time.js';
import { WEEKDAYS } from '../settings.js';

/** Monday to Sunday, local dates `YYYY-MM-DD`. */
export type Week = { from: string; to: string };

/** The summary of a week is sent by the night of its Sunday. If that night was missed, or the relay was down, one of the next two sends it. */
const LATER_NIGHTS = 2;

/** The week whose summary is due when this night is closed; null: none is. */
export function weekToSummarise(night: string): Week | null {
  let to = night;
  for (let later = 0; later <= LATER_NIGHTS; later++, to = dayBefore(to)) {
    if (weekdayOf(to) === 'SUN') return weekThatEnds(to);
  }
  return null;
}

/** The seven days up to this one. */
export function weekThatEnds(to: string): Week {
  let from = to;
  for (let days = 1; days < WEEKDAYS.length; days++) from = dayBefore(from);
  return { from, to };
}
