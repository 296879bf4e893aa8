import type { Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import type { HoldReason } from '../sync.js';

export type UpdatingFacts = {
  category: Category;
  /** Active people that this plan would change. */
  updated: number;
  /** Active people of the category before it. */
  active: number;
};

/**
 * Why updating in one category waits for an owner; empty: it does not. A handful of people is never too many: `archiveCount`
 * applies here too, so that a school of four may change three of them.
 */
export function judgeUpdating({ category, updated, active }: UpdatingFacts, safety: RosteringSettings['safety']): HoldReason[] {
  if (updated <= safety.archiveCount || updated * 100 <= safety.updatePercent * active) return [];
  return [{ code: 'update_guard', category, params: { updated, active, updatePercent: safety.updatePercent } }];
}
