import type { RosteringSettings } from '../settings.js';

/**
 * Why nothing is applied for this school now (docs/product.md): the main switch or the method (`OFF`), or a pause (`PAUSED`), which ends by
 * itself at its instant. Null: files are applied.
 */
export function whyNothingIsApplied(settings: RosteringSettings, now: Date): 'OFF' | 'PAUSED' | null {
  if (!settings.enabled || settings.method === 'NONE') return 'OFF';
  return isPausedAt(settings, now) ? 'PAUSED' : null;
}

export function isRosteringOff(settings: RosteringSettings, now: Date): boolean {
  return whyNothingIsApplied(settings, now) !== null;
}

/** Whether the pause of these settings has not ended yet. */
export function isPausedAt({ pausedUntil }: Pick<RosteringSettings, 'pausedUntil'>, now: Date): boolean {
  return pausedUntil !== null && new Date(pausedUntil) > now;
}
