import type { Locale } from '../../domain/locale.js';
import { judgeSchool, type SchoolState } from '../../domain/overview/judge-school.js';
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
  /** Syncs that wait for an owner. */
  heldSyncs: number;
  lateness: { late: boolean; expectedBy: string | null; hours: number };
};

type SchoolRow = SchoolOverview['school'] & { createdAt: Date; settings: unknown; heldSyncs: number };

/** The state of every school of a district, by name: for its District Manager. */
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
              (SELECT count(*)::int FROM sync WHERE sync.school_id = school.id AND sync.status = 'HELD') AS "heldSyncs"
         FROM school LEFT JOIN rostering_settings stored ON stored.school_id = school.id
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
  return schools.rows.map(({ createdAt, settings: _stored, heldSyncs, ...school }) => {
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
      lateness: { ...lateness, expectedBy: lateness.expectedBy?.toISOString() ?? null },
    };
  });
}
