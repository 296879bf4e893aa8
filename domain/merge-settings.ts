import type { RosteringSettings } from './settings.js';

/**
 * What two people made of the same settings, together: `theirs`, which was saved first, with every change of `mine` on top. Words, recipients
 * and days are joined one by one; where both changed the same value, mine counts.
 *
 * @param base the settings that both began with
 */
export function mergeSettings(base: RosteringSettings, mine: RosteringSettings, theirs: RosteringSettings): RosteringSettings {
  return merge(base, mine, theirs) as RosteringSettings;
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base)) return mine;
  if (isRecord(mine) && isRecord(theirs)) {
    const from = isRecord(base) ? base : {};
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const entries = [...keys].map((key) => [key, merge(from[key], mine[key], theirs[key])] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const removed = base.filter((entry) => !mine.includes(entry));
    return [...theirs.filter((entry) => !removed.includes(entry)), ...mine.filter((entry) => !base.includes(entry) && !theirs.includes(entry))];
  }
  return mine;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys of words may stand in another order. */
function isSame(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && isSame(one[key], other[key]));
  }
  return JSON.stringify(one) === JSON.stringify(other);
}
