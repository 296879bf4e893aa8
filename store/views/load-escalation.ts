import { escalationNight } from '../../domain/arrival/escalation-night.js';
import { nightWindow } from '../../domain/arrival/night-window.js';
import type { Database } from '../database.js';
import { listEscalationAddresses, readOpenHold } from '../escalations.js';
import { loadSettings } from '../settings.js';

/** By which night the Owners and District Managers who are no recipients are told of a hold; `isTold`: they were. `night`: its local date. */
export type HoldEscalation = { night: string; isTold: boolean };

/** A nightly run is spread over an hour, waits half an hour for open files, and may be caught up later. */
const NIGHT_ENDS_MS = 12 * 3_600_000;

/** Null: the sync does not wait for an owner, or there is nobody else to tell. */
export async function loadHoldEscalation(
  database: Database,
  school: { id: string; timeZone: string },
  syncId: string,
  now: Date,
): Promise<HoldEscalation | null> {
  const hold = await readOpenHold(database, syncId);
  if (hold === null) return null;
  const { settings } = await loadSettings(database, school.id);
  const night = escalationNight(settings, hold.receivedAt, school.timeZone);
  if (night === null) return null;
  if (hold.isTold) return { night, isTold: true };
  const others = await listEscalationAddresses(database, school.id, settings, now);
  const isOver = nightWindow(night, settings.nightly.at, school.timeZone).until.getTime() + NIGHT_ENDS_MS < now.getTime();
  return others.length === 0 || isOver ? null : { night, isTold: false };
}
