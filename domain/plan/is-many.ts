import type { RosteringSettings } from '../settings.js';

/** More people than a number and a share: the limit of every guard that counts people. Exact in whole people. */
export function isMany(people: number, of: number, safety: Pick<RosteringSettings['safety'], 'archiveCount' | 'archivePercent'>): boolean {
  return people > safety.archiveCount && people * 100 > safety.archivePercent * of;
}
