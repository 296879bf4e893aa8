import type { Week } from '../../domain/arrival/week-of-night.js';
import { countsOfSync } from '../../domain/counts-of-sync.js';
import type { Locale } from '../../domain/locale.js';
import { holdMood } from '../../domain/messages/hold-texts.js';
import type { SyncOfWeek, WeekFacts } from '../../domain/report/weekly-report.js';
import type { SyncCounts } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import type { Database } from '../database.js';
import { IS_NO_COMPANION } from '../is-no-companion.js';
import { loadNightsOf } from '../nights.js';
import { selectSyncs } from './load-daily-facts.js';
import { loadSchool } from './load-report.js';
import type { TemporalLinks } from './workflow-url.js';

/** Everything in the summary of a week: its closed nights, and what became of their files until now. Null: no night of it was closed. */
export async function loadWeekFacts(
  database: Database,
  { schoolId, week }: { schoolId: string; week: Week },
  locale: Locale,
  links: TemporalLinks,
): Promise<WeekFacts | null> {
  const [school, nights] = await Promise.all([loadSchool(database, schoolId), loadNightsOf(database, schoolId, week)]);
  const [first, last] = [nights[0], nights.at(-1)];
  if (school === null || first === undefined || last === undefined) return null;
  const [syncs, held] = await Promise.all([
    loadSyncsOfWeek(database, schoolId, first.from, last.until),
    // A reset of the night must not tell of what came later.
    selectSyncs(database, locale, links, `sync.school_id = $1 AND NOT sync.dry_run AND sync.status = 'HELD' AND sync.received_at <= $2`, [
      schoolId,
      last.until,
    ]),
  ]);
  return { school: { id: school.id, name: school.name, timeZone: school.timeZone }, week, nights, syncs, held };
}

/** Identifies the summary of one week. */
export function weeklyOccasion(schoolId: string, { to }: Week): string {
  return `${schoolId}:${to}`;
}

async function loadSyncsOfWeek({ pool }: Database, schoolId: string, from: Date, until: Date): Promise<SyncOfWeek[]> {
  const { rows } = await pool.query<{ status: SyncStatus; applied: boolean; counts: Partial<SyncCounts> | null; hasHold: boolean }>(
    `SELECT sync.status, sync.applied_at IS NOT NULL AS applied, sync.counts, sync.hold IS NOT NULL AS "hasHold"
       FROM sync WHERE sync.school_id = $1 AND NOT sync.dry_run AND sync.received_at > $2 AND sync.received_at <= $3 AND ${IS_NO_COMPANION}`,
    [schoolId, from, until],
  );
  return rows.map(({ status, applied, counts, hasHold }) => ({
    status,
    counts: countsOfSync({ status, dryRun: false, applied, counts }),
    wasHeld: hasHold && holdMood({ status, applied }) !== null,
  }));
}
