import type { Category } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import type { HoldReason } from '../sync.js';
import { isMany } from './is-many.js';

export type ArchivingFacts = {
  category: Category;
  /** Active people whom this plan would archive. */
  missing: number;
  /** Of them, those who graduate with a new school year: how many they are says nothing. */
  graduates: number;
  /** Active people of the category before it. */
  active: number;
  cutLastLine: boolean;
  /** How many of the last rows of the last good file are missing, while all before them is the same; 0: it is not the beginning of it. */
  rowsCutOff: number;
  unidentifiedRows: number;
};

/** Why archiving in one category waits for an owner; empty: it goes on. Exact in whole people, at the boundary too. */
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
 * Those who leave a school seldom stand last in its file, one after the other: a copy that stopped between two lines looks like
 * this. One row may be a newcomer, who stood last, and left again.
 */
export function isCutOff(rows: number): boolean {
  return rows >= FEWEST_ROWS_CUT_OFF;
}
export const FEWEST_ROWS_CUT_OFF = 2;
