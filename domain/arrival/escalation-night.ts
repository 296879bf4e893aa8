import { dayAfter } from '../report/local-time.js';
import type { RosteringSettings } from '../settings.js';
import { isFileExpected } from './is-file-expected.js';
import { nightOfArrival, nightWindow } from './night-window.js';

/** A school that expects no file within so many days has nobody to remind. */
const MOST_DAYS = 120;

/**
 * The night at which a hold that no one decided is also told to Owners and District Managers who are not recipients (ADR 51): the first night
 * that expects a file, after the night of the held file. Null: no such night is near, or the school wants no mail.
 */
export function escalationNight(settings: RosteringSettings, receivedAt: Date, timeZone: string): string | null {
  if (settings.notifications.when === 'NEVER') return null;
  let { night } = nightOfArrival(receivedAt, settings.nightly.at, timeZone);
  for (let days = 0; days < MOST_DAYS; days++) {
    night = dayAfter(night);
    if (isFileExpected(settings, night, nightWindow(night, settings.nightly.at, timeZone).until)) return night;
  }
  return null;
}

/** On so many nights that expected a file none came, since the last one: then the others are told. */
export const SILENT_NIGHTS = 2;
