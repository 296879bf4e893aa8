import { dayBefore, instantOf, localDateOf } from '../report/local-time.js';
import { WEEKDAYS, type RosteringSettings } from '../settings.js';
import type { SyncStatus } from '../sync.js';

/** What the district overview judges a school by. */
export type SchoolFacts = {
  timeZone: string;
  createdAt: Date;
  settings: Pick<RosteringSettings, 'method' | 'enabled' | 'nightly'>;
  /** The newest sync that was no dry run. */
  lastSync: { status: SyncStatus; receivedAt: Date } | null;
  /** Syncs that wait for an owner, whatever came after them. */
  heldSyncs: number;
};

export const SCHOOL_STATES = ['OFF', 'HELD', 'FAILED', 'LATE', 'WAITING', 'OK'] as const;
/** The first that fits: rostering is off; somebody must decide; the last file failed; a file is missing; none was due so far; all is well. */
export type SchoolState = (typeof SCHOOL_STATES)[number];

/** `expectedBy`: the last instant by which a file should have come; null: none was due yet. */
export type Lateness = { late: boolean; expectedBy: Date | null; hours: number };

/** A file belongs to the night that closes within a day after it came. */
const DAY_MS = 24 * 3_600_000;

/** How a school stands, for the District Manager's overview. */
export function judgeSchool(facts: SchoolFacts, now: Date): { state: SchoolState; lateness: Lateness } {
  const lateness = latenessOf(facts, now);
  return { state: stateOf(facts, lateness), lateness };
}

function stateOf(facts: SchoolFacts, lateness: Lateness): SchoolState {
  if (isOff(facts)) return 'OFF';
  if (facts.heldSyncs > 0) return 'HELD';
  if (facts.lastSync?.status === 'FAILED' || facts.lastSync?.status === 'REJECTED') return 'FAILED';
  if (lateness.late) return 'LATE';
  return facts.lastSync === null ? 'WAITING' : 'OK';
}

function latenessOf(facts: SchoolFacts, now: Date): Lateness {
  const due = isOff(facts) ? null : lastDue(facts, now);
  if (due === null || due <= facts.createdAt) return { late: false, expectedBy: null, hours: 0 };
  const late = facts.lastSync === null || facts.lastSync.receivedAt.getTime() < due.getTime() - DAY_MS;
  return { late, expectedBy: due, hours: late ? Math.floor((now.getTime() - due.getTime()) / 3_600_000) : 0 };
}

/** The last time that the school's night closed on a day on which a file is expected. */
function lastDue({ settings, timeZone }: SchoolFacts, now: Date): Date | null {
  let date = localDateOf(now, timeZone);
  for (let back = 0; back <= 7; back++, date = dayBefore(date)) {
    const weekday = WEEKDAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7]!;
    const due = instantOf(date, settings.nightly.at, timeZone);
    if (settings.nightly.expectDays.includes(weekday) && due <= now) return due;
  }
  return null;
}

function isOff({ settings }: SchoolFacts): boolean {
  return !settings.enabled || settings.method === 'NONE';
}
