import { judgeLateness, type ArrivalFacts, type Lateness } from '../arrival/judge-lateness.js';
import { isRosteringOff } from '../plan/is-rostering-off.js';
import type { SyncStatus } from '../sync-status.js';

/** What the district overview judges a school by. */
export type SchoolFacts = Omit<ArrivalFacts, 'lastReceivedAt'> & {
  /** The newest sync that was no dry run. */
  lastSync: { status: SyncStatus; receivedAt: Date } | null;
  /** Syncs that wait for an owner, even if newer ones came after them. */
  heldSyncs: number;
};

/**
 * The worst first: somebody must decide; the last file failed on our side, or could not be used; a file is missing; paused; none was due
 * so far; all is well; rostering is off.
 */
export const SCHOOL_STATES = ['HELD', 'FAILED', 'REJECTED', 'LATE', 'PAUSED', 'WAITING', 'OK', 'OFF'] as const;
export type SchoolState = (typeof SCHOOL_STATES)[number];

/** How a school stands, for the District Manager's overview. */
export function judgeSchool(facts: SchoolFacts, now: Date): { state: SchoolState; lateness: Lateness } {
  const lateness = judgeLateness({ ...facts, lastReceivedAt: facts.lastSync?.receivedAt ?? null }, now);
  return { state: stateOf(facts, lateness, now), lateness };
}

function stateOf(facts: SchoolFacts, lateness: Lateness, now: Date): SchoolState {
  if (isOff(facts)) return 'OFF';
  if (facts.heldSyncs > 0) return 'HELD';
  const last = facts.lastSync?.status;
  if (last === 'FAILED' || last === 'REJECTED') return last;
  if (isRosteringOff(facts.settings, now)) return 'PAUSED';
  if (lateness.late) return 'LATE';
  // The pause is over, and its newest file waits for somebody to run it.
  if (last === 'PAUSED') return 'PAUSED';
  return facts.lastSync === null ? 'WAITING' : 'OK';
}

function isOff({ settings }: SchoolFacts): boolean {
  return !settings.enabled || settings.method === 'NONE';
}
