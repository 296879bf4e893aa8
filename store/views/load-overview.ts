import type { Locale } from '../../domain/locale.js';
import { worstFirst } from '../../domain/overview/worst-first.js';
import { judgeSchool, type SchoolState } from '../../domain/overview/judge-school.js';
import { isPausedAt } from '../../domain/plan/is-rostering-off.js';
import { defaultSettings } from '../../domain/settings.js';
import type { SyncView } from '../../domain/sync.js';
import { readStoredSettings } from '../settings.js';
import type { Database } from '../database.js';
import { loadArrivals } from './load-arrivals.js';
import { SELECT_SYNC, syncViewOf, type SyncRow } from './load-sync.js';
import type { TemporalLinks } from './workflow-url.js';

export type SchoolOverview = {
  school: { id: string; name: string; region: 'US' | 'CA'; timeZone: string };
  state: SchoolState;
  /** The newest sync that was not a dry run. */
  lastSync: SyncView | null;
  /** Syncs that wait for an owner, and since when the oldest does. */
  heldSyncs: number;
  heldSince: string | null;
  pausedUntil: string | null;
  lateness: { late: boolean; expectedBy: string | null; hours: number };
};

type SchoolRow = SchoolOverview['school'] & { createdAt: Date; settings: unknown; heldSyncs: number; heldSince: Date | null };

/** The state of every school of a district, the worst first: for its District Manager. */
export async function loadOverview(
  database: Database,
  districtId: string,
  now: Date,
  locale: Locale,
  links: TemporalLinks,
): Promise<SchoolOverview[]> {
  const [schools, lastSyncs] = await Promise.all([
    database.pool.query<SchoolRow>(
      `SELECT school.id, school.name, school.region, school.time_zone AS "timeZone", school.created_at AS "createdAt", stored.settings,
              coalesce(held.syncs, 0) AS "heldSyncs", held.since AS "heldSince"
         FROM school LEFT JOIN rostering_settings stored ON stored.school_id = school.id
         LEFT JOIN (SELECT school_id, count(*)::int AS syncs, min(received_at) AS since FROM sync WHERE status = 'HELD' GROUP BY school_id) held
                ON held.school_id = school.id
        WHERE school.district_id = $1
        ORDER BY school.name COLLATE "und-x-icu", school.id`,
      [districtId],
    ),
    database.pool.query<SyncRow>(
      `${SELECT_SYNC}
        WHERE sync.id IN (
          SELECT newest.id FROM school CROSS JOIN LATERAL (
            SELECT id FROM sync WHERE sync.school_id = school.id AND NOT sync.dry_run
             ORDER BY received_at DESC, id DESC LIMIT 1) newest
           WHERE school.district_id = $1)`,
      [districtId],
    ),
  ]);
  const lastSyncOf = new Map(lastSyncs.rows.map((row) => [row.schoolId, row]));
  const settingsOf = new Map(schools.rows.map(({ id, settings }) => [id, settings === null ? defaultSettings() : readStoredSettings(settings)]));
  const arrivals = await loadArrivals(
    database,
    schools.rows.map(({ id, timeZone }) => ({ id, timeZone, at: settingsOf.get(id)!.nightly.at })),
    now,
  );
  const judged = schools.rows.map(({ createdAt, settings: _stored, heldSyncs, heldSince, ...school }) => {
    const last = lastSyncOf.get(school.id) ?? null;
    const { state, lateness } = judgeSchool(
      {
        timeZone: school.timeZone,
        createdAt,
        settings: settingsOf.get(school.id)!,
        arrivals: arrivals.get(school.id) ?? [],
        lastSync: last,
        heldSyncs,
      },
      now,
    );
    return {
      school,
      state,
      lastSync: last === null ? null : syncViewOf(last, locale, links, 'DISTRICT_MANAGER'),
      heldSyncs,
      heldSince: heldSince?.toISOString() ?? null,
      pausedUntil: state === 'PAUSED' && isPausedAt(settingsOf.get(school.id)!, now) ? settingsOf.get(school.id)!.pausedUntil : null,
      lateness: { ...lateness, expectedBy: lateness.expectedBy?.toISOString() ?? null },
    };
  });
  return worstFirst(judged);
}
