import type pg from 'pg';
import { CATEGORIES } from '../../../domain/category.js';
import { countsOfSync, type CountedSync } from '../../../domain/counts-of-sync.js';
import type { RosterPerson } from '../judging/roster-person.js';
import type { RosterRule } from './rule.js';

/** Holds what the product does to people against what its syncs say of it: the counts that page, receipt and mail show. */
export type Telling = {
  /** Does something, and compares the people before and after it with the counts before and after it. */
  watch(deed: () => Promise<void>): Promise<void>;
  told: NonNullable<RosterRule['told']>;
};

export function tellingOf(pool: pg.Pool, schoolId: string, people: () => Promise<readonly RosterPerson[]>): Telling {
  let silently = 0;
  return {
    async watch(deed) {
      const [before, saidBefore] = [await people(), await said()];
      await deed();
      const after = await people();
      if (after === before) return;
      const now = await said();
      const done = deedsBetween(before, after);
      silently += Math.max(0, done.archived - (now.archived - saidBefore.archived)) + Math.max(0, done.altered - (now.altered - saidBefore.altered));
    },
    async told(since) {
      const { rows } = await pool.query<{ more: boolean }>(
        `SELECT EXISTS (SELECT FROM sync WHERE school_id = $1 AND received_at >= $2
            AND (hold IS NOT NULL OR rows_problems > 0 OR rows_warnings > 0 OR error_code IS NOT NULL OR shape ? 'rollover')) AS more`,
        [schoolId, since],
      );
      return { silently, moreThanCounts: rows[0]?.more === true };
    },
  };

  async function said(): Promise<Deeds> {
    const { rows } = await pool.query<CountedSync>(
      'SELECT status, dry_run AS "dryRun", applied_at IS NOT NULL AS applied, counts FROM sync WHERE school_id = $1 AND counts IS NOT NULL',
      [schoolId],
    );
    const deeds = { archived: 0, altered: 0 };
    for (const row of rows) {
      const counts = countsOfSync(row);
      for (const category of CATEGORIES) {
        deeds.archived += counts[category].archived;
        deeds.altered += counts[category].updated + counts[category].restored;
      }
    }
    return deeds;
  }
}

type Deeds = { archived: number; altered: number };

function deedsBetween(before: readonly RosterPerson[], after: readonly RosterPerson[]): Deeds {
  const was = new Map(before.map((person) => [person.id, person]));
  const deeds = { archived: 0, altered: 0 };
  for (const person of after) {
    const old = was.get(person.id);
    if (old === undefined) continue;
    if (old.active && !person.active) deeds.archived += 1;
    else if (JSON.stringify(old) !== JSON.stringify(person)) deeds.altered += 1;
  }
  return deeds;
}
