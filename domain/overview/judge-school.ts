import { judgeLateness, type ArrivalFacts, type Lateness } from '../arrival/judge-lateness.js';
import type { SyncStatus } from '../sync-status.js';

/** What the district overview judges a school by. */
export type SchoolFacts = Omit<ArrivalFacts, 'lastReceivedAt'> & {
  /** The newest sync that was no dry run. */
  lastSync: { status: SyncStatus; receivedAt: Date } | null;
  /** Syncs that wait for an owner, even if newer ones came after them. */
  heldSyncs: number;
};

export const SCHOOL_STATES = ['OFF', 'HELD', 'FAILED', 'LATE', 'WAITING', 'OK'] as const;
/** The first that fits: rostering is off; somebody must decide; the last file failed; a file is missing; none was due so far; all is well. */
export type SchoolState = (typeof SCHOOL_STATES)[number];

/** How a school stands, for the District Manager's overview. */
export function judgeSchool(facts: SchoolFacts, now: Date): { state: SchoolState; lateness: Lateness } {
  const lateness = judgeLateness({ ...facts, lastReceivedAt: facts.lastSync?.receivedAt ?? null }, now);
  return { state: stateOf(facts, lateness), lateness };
}

function stateOf(facts: SchoolFacts, lateness: Lateness): SchoolState {
  if (isOff(facts)) return 'OFF';
  if (facts.heldSyncs > 0) return 'HELD';
  if (facts.lastSync?.status === 'FAILED' || facts.lastSync?.status === 'REJECTED') return 'FAILED';
  if (lateness.late) return 'LATE';
  return facts.lastSync === null ? 'WAITING' : 'OK';
}

function isOff({ settings }: SchoolFacts): boolean {
  return !settings.enabled || settings.method === 'NONE';
}
