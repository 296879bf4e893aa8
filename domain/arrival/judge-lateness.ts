import { dayBefore } from '../report/local-time.js';
import type { RosteringSettings } from '../settings.js';
import { arrivalRhythm } from './arrival-rhythm.js';
import { isFileExpected } from './is-file-expected.js';
import { instantInNight, MINUTES_A_DAY, nightOfArrival, nightWindow } from './night-window.js';

export type ArrivalFacts = {
  timeZone: string;
  createdAt: Date;
  settings: RosteringSettings;
  /** The newest file, however it came; null: none ever did. */
  lastReceivedAt: Date | null;
  /** Files of the last weeks that came over SFTP; of each night, the first is enough. */
  arrivals: readonly Date[];
};

/** `expectedBy`: the last instant by which a file should have come; null: none was due yet. */
export type Lateness = { late: boolean; expectedBy: Date | null; hours: number };

/**
 * Whether a file is late now, by the school's own rhythm: an hour or more after its usual time. Without a rhythm it is late
 * when its night closes.
 */
export function judgeLateness(facts: ArrivalFacts, now: Date): Lateness {
  const { settings, timeZone, lastReceivedAt } = facts;
  const due = lastDue(facts, now);
  if (due === null || due.by <= facts.createdAt) return { late: false, expectedBy: null, hours: 0 };
  const late = lastReceivedAt === null || lastReceivedAt <= nightWindow(due.night, settings.nightly.at, timeZone).from;
  return { late, expectedBy: due.by, hours: late ? Math.floor((now.getTime() - due.by.getTime()) / 3_600_000) : 0 };
}

function lastDue({ settings, timeZone, arrivals }: ArrivalFacts, now: Date): { night: string; by: Date } | null {
  const { at } = settings.nightly;
  const lateFrom = arrivalRhythm(arrivals, { nightly: settings.nightly, timeZone })?.lateFrom ?? MINUTES_A_DAY;
  let { night } = nightOfArrival(now, at, timeZone);
  for (let back = 0; back <= 8; back++, night = dayBefore(night)) {
    const by = instantInNight(night, lateFrom, at, timeZone);
    if (by <= now && isFileExpected(settings, night, by)) return { night, by };
  }
  return null;
}
