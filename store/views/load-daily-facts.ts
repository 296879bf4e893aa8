import { nightWindow } from '../../domain/arrival/night-window.js';
import type { Locale } from '../../domain/locale.js';
import { settingsAt } from '../../domain/plan/season.js';
import type { DailyFacts } from '../../domain/report/daily-report.js';
import type { SyncFacts } from '../../domain/report/sync-report.js';
import { IS_NO_COMPANION } from '../is-no-companion.js';
import { loadSftpTroubles } from '../sftp-troubles.js';
import type { Database } from '../database.js';
import { loadArrivals } from './load-arrivals.js';
import { loadMissing, loadNamesOfWaiting } from './load-missing.js';
import { SELECT_SYNC, syncViewOf, type SyncRow } from './load-sync.js';
import type { TemporalLinks } from './workflow-url.js';
import { lastClosedBefore, loadNight } from '../nights.js';
import { loadSettings } from '../settings.js';
import { countProblems, loadNames, loadSchool, loadStoredProblems, MAIL_NAMES, MAIL_PROBLEMS, type School } from './load-report.js';

/** The most files of a day that a report adds up. */
const MAX_SYNCS_A_DAY = 500;

/**
 * Everything in the daily report of a night; `until` is its end while it is not closed yet (null: report only a closed night).
 * It covers the time since the last night was closed, even if one in between was missed, so no file
 * falls between two reports. The first night begins when the one before would have been due.
 */
export async function loadDailyFacts(
  database: Database,
  input: { schoolId: string; night: string; until: Date | null },
  locale: Locale,
  links: TemporalLinks,
): Promise<DailyFacts | null> {
  const school = await loadSchool(database, input.schoolId);
  if (school === null) return null;
  const { settings } = await loadSettings(database, school.id);
  const closed = await loadNight(database, school.id, input.night);
  const until = closed?.until ?? input.until;
  if (until === null) return null;
  const from = closed?.from ?? (await startOfNight(database, school, input.night, settings.nightly.at));
  const { includeNames } = settings.notifications;
  const inSeason = settingsAt(settings, until);
  const [syncs, held, testFiles, people, arrivals, sftp, troubles] = await Promise.all([
    selectSyncs(
      database,
      locale,
      links,
      `sync.school_id = $1 AND NOT sync.dry_run AND sync.received_at > $2 AND sync.received_at <= $3 AND ${IS_NO_COMPANION}`,
      [school.id, from, until],
    ),
    selectSyncs(database, locale, links, `sync.school_id = $1 AND NOT sync.dry_run AND sync.status = 'HELD'`, [school.id]),
    database.prisma.sync.count({ where: { schoolId: school.id, dryRun: true, trigger: 'SFTP', receivedAt: { gt: from, lte: until } } }),
    loadMissing(database, school.id, inSeason, until),
    loadArrivals(database, [{ id: school.id, timeZone: school.timeZone, at: settings.nightly.at }], until),
    database.prisma.sftpAccount.findUnique({
      where: { schoolId: school.id },
      select: { lastUsedAt: true, passwords: { select: { setAt: true, lastUsedAt: true }, orderBy: { number: 'desc' } } },
    }),
    loadSftpTroubles(database, school.id, from, until),
  ]);
  const ids = syncs.map((sync) => sync.id);
  const [problems, problemCount] = await Promise.all([loadStoredProblems(database, ids, MAIL_PROBLEMS), countProblems(database, ids)]);
  return {
    school: { id: school.id, name: school.name, timeZone: school.timeZone },
    settings,
    night: input.night,
    from: from.toISOString(),
    until: until.toISOString(),
    syncs,
    held,
    problems,
    problemCount,
    names: includeNames ? await loadNames(database, ids) : null,
    missing: { people, names: includeNames ? await loadNamesOfWaiting(database, school.id, inSeason, MAIL_NAMES) : null },
    testFiles,
    arrivals: arrivals.get(school.id) ?? [],
    sftp: {
      lastUsedAt: sftp?.lastUsedAt?.toISOString() ?? null,
      passwordSetAt: sftp?.passwords[0]?.setAt.toISOString() ?? null,
      lastPasswordWorks: sftp?.passwords.some(({ lastUsedAt }) => lastUsedAt !== null) ?? false,
      troubles,
    },
    closed: closed?.verdict ?? null,
  };
}

/** Identifies the daily notification of one night. */
export function dailyOccasion(schoolId: string, night: string): string {
  return `${schoolId}:${night}`;
}

async function startOfNight(database: Database, school: School, night: string, at: string): Promise<Date> {
  return (await lastClosedBefore(database, school.id, night)) ?? nightWindow(night, at, school.timeZone).from;
}

/** Syncs of which the condition is true, the oldest first. */
export async function selectSyncs(
  database: Database,
  locale: Locale,
  links: TemporalLinks,
  where: string,
  values: unknown[],
): Promise<SyncFacts['view'][]> {
  const { rows } = await database.pool.query<SyncRow>(
    `${SELECT_SYNC} WHERE ${where} ORDER BY sync.received_at DESC, sync.id DESC LIMIT ${MAX_SYNCS_A_DAY}`,
    values,
  );
  return rows.map((row) => syncViewOf(row, locale, links)).reverse();
}
