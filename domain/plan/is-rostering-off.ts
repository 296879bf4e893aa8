import type { RosteringSettings } from '../settings.js';

/** Whether nothing is applied for this school now: the main switch, the method and the pause (docs/product.md). */
export function isRosteringOff(settings: RosteringSettings, now: Date): boolean {
  if (!settings.enabled || settings.method === 'NONE') return true;
  return settings.pausedUntil !== null && new Date(settings.pausedUntil) > now;
}
