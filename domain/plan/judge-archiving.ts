import type { Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import type { HoldReason } from '../sync.js';
import { isMany } from './is-many.js';

export type ArchivingFacts = {
  category: Category;
  /** Active people that this plan would archive. */
  missing: number;
  /** How many of them graduate with a new school year: their number is not suspicious. */
  graduates: number;
  /** Active people of the category before it. */
  active: number;
  cutLastLine: boolean;
  /** If the file is the beginning of the last good one, how many of its last rows are missing; otherwise 0. */
  rowsCutOff: number;
  unidentifiedRows: number;
};

/** Why archiving in one category waits for an owner; empty: it does not. Exact in whole people, also at the limit. */
export function judgeArchiving(facts: ArchivingFacts, safety: RosteringSettings['safety']): HoldReason[] {
  const { category, missing } = facts;
  if (missing === 0) return [];
  const reasons: HoldReason[] = [];
  const [others, active] = [missing - facts.graduates, facts.active - facts.graduates];
  if (isMany(others, active, safety))
    reasons.push({
      code: 'archive_guard',
      category,
      params: { missing: others, active, archivePercent: safety.archivePercent, archiveCount: safety.archiveCount },
    });
  if (facts.cutLastLine) reasons.push({ code: 'cut_last_line', category, params: { missing } });
  if (isCutOff(facts.rowsCutOff)) reasons.push({ code: 'beginning_of_last_file', category, params: { missing, rows: facts.rowsCutOff } });
  if (facts.unidentifiedRows > 0) reasons.push({ code: 'unidentified_rows', category, params: { missing, rows: facts.unidentifiedRows } });
  return reasons;
}

/**
 * Leavers are seldom the last rows of a file, one after another; a copy that stopped between two lines looks like that. A single
 * row may be a new person who was last and left again.
 */
export function isCutOff(rows: number): boolean {
  return rows >= FEWEST_ROWS_CUT_OFF;
}
export const FEWEST_ROWS_CUT_OFF = 2;
