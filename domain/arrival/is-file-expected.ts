import { isRosteringOff } from '../plan/is-rostering-off.js';
import { weekdayOf } from '../report/local-time.js';
import type { RosteringSettings } from '../settings.js';

/** Whether a file should have come in a night that closes at `until`: on the days that the owner chose, unless rostering is off or paused. */
export function isFileExpected(settings: RosteringSettings, night: string, until: Date): boolean {
  return settings.nightly.expectDays.includes(weekdayOf(night)) && !isRosteringOff(settings, until);
}
