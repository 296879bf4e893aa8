import type { SyncToTell } from '../../domain/report/wants-mail.js';
import type { Locale } from '../../domain/locale.js';
import type { ProblemParams } from '../../domain/problem.js';
import { REASONS_TO_LEAVE_ALONE, type LeftAlone, type PersonNames, type StoredProblem, type SyncFacts } from '../../domain/report/sync-report.js';
import { inTransaction, type Database } from '../database.js';
import { loadFileAccount } from './load-account.js';
import { loadSync } from './load-sync.js';
import type { TemporalLinks } from './workflow-url.js';
import { countUndone } from '../roster/carry-back-changes.js';
import { loadSettings } from '../settings.js';

/** How many problems a mail shows, and how many names. */
export const MAIL_PROBLEMS = 10;
export const MAIL_NAMES = 50;

export type School = { id: string; districtId: string; name: string; timeZone: string; locale: string };

export async function loadSchool(database: Database, schoolId: string): Promise<School | null> {
  return database.prisma.school.findUnique({
    where: { id: schoolId },
    select: { id: true, districtId: true, name: true, timeZone: true, locale: true },
  });
}

/** The facts that decide whether a mail about a sync is sent; null if the school has no such sync. */
export async function loadSyncToTell(database: Database, { syncId, schoolId }: { syncId: string; schoolId: string }): Promise<SyncToTell | null> {
  const sync = await database.prisma.sync.findUnique({ where: { id: syncId } });
  if (sync === null || sync.schoolId !== schoolId) return null;
  const { status, dryRun, errorCode, rowsTotal, rowsValid, rowsProblems, rowsWarnings } = sync;
  return { status, dryRun, errorCode, rows: { total: rowsTotal, valid: rowsValid, problems: rowsProblems, warnings: rowsWarnings } };
}

/** Everything reported about one sync, with sentences in `locale`; null if there is no such sync. */
export async function loadSyncFacts(
  database: Database,
  syncId: string,
  locale: Locale,
  links: TemporalLinks,
  options: { problems?: number; withNames?: boolean } = {},
): Promise<SyncFacts | null> {
  const [view, sync] = await Promise.all([
    loadSync(database, syncId, locale, links),
    database.prisma.sync.findUnique({
      where: { id: syncId },
      select: { schoolId: true, covers: true, standsFor: true, errorParams: true },
    }),
  ]);
  if (view === null || sync === null) return null;
  const [school, { settings }, problems, problemCount, account] = await Promise.all([
    loadSchool(database, sync.schoolId),
    loadSettings(database, sync.schoolId),
    loadStoredProblems(database, [syncId], options.problems ?? MAIL_PROBLEMS),
    countProblems(database, [syncId]),
    loadFileAccount(database, syncId),
  ]);
  if (school === null) return null;
  const withNames = options.withNames === true && settings.notifications.includeNames;
  return {
    view,
    school: { id: school.id, name: school.name, timeZone: school.timeZone },
    settings,
    covers: sync.covers,
    standsFor: sync.standsFor,
    errorParams: (sync.errorParams ?? {}) as ProblemParams,
    problems,
    problemCount,
    leftAlone: await loadLeftAlone(database, syncId),
    ...(await loadElsewhere(database, syncId, sync.schoolId)),
    names: withNames ? await loadNames(database, [syncId]) : null,
    account: account.account,
    sis: account.sis?.name ?? null,
    takenBack: view.status === 'UNDONE' ? await inTransaction(database.pool, (client) => countUndone(client, syncId)) : null,
  };
}

/** The first problems of the syncs, errors before remarks. Never their original rows. */
export async function loadStoredProblems(database: Database, syncIds: string[], limit: number): Promise<(StoredProblem & { syncId: string })[]> {
  if (syncIds.length === 0) return [];
  const { rows } = await database.pool.query<Omit<StoredProblem, 'params'> & { syncId: string; params: ProblemParams | null }>(
    `SELECT sync_id AS "syncId", line, "column", field, code, severity, params
       FROM problem WHERE sync_id = ANY($1::uuid[])
      ORDER BY severity, array_position($1::uuid[], sync_id), seq LIMIT $2`,
    [syncIds, limit],
  );
  return rows.map((row) => ({ ...row, params: row.params ?? {} }));
}

export async function countProblems(database: Database, syncIds: string[]): Promise<number> {
  return database.prisma.problem.count({ where: { syncId: { in: syncIds } } });
}

/** Up to fifty names per kind of change that took effect or, in a dry run, would. */
export async function loadNames(database: Database, syncIds: string[]): Promise<PersonNames> {
  const names = async (kind: 'ADD' | 'ARCHIVE' | 'RESTORE'): Promise<string[]> => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT concat_ws(' ', person->>'firstName', person->>'lastName') AS name
         FROM change CROSS JOIN LATERAL person_fields(change.after) AS person JOIN sync ON sync.id = change.sync_id
        WHERE change.sync_id = ANY($1::uuid[]) AND change.kind = $2::"ChangeKind"
          AND (change.state = 'APPLIED' OR change.state = 'PLANNED' AND (sync.applied_at IS NOT NULL OR sync.dry_run))
        ORDER BY person->>'lastName', person->>'firstName' LIMIT ${MAIL_NAMES}`,
      [syncIds, kind],
    );
    return rows.map((row) => row.name);
  };
  const [added, archived, restored] = await Promise.all([names('ADD'), names('ARCHIVE'), names('RESTORE')]);
  return { added, archived, restored };
}

/** Whether the plan left rows out, and how many other files of the school wait for an owner. */
async function loadElsewhere(database: Database, syncId: string, schoolId: string): Promise<Pick<SyncFacts, 'rowsSkipped' | 'otherHolds'>> {
  const { rows } = await database.pool.query<Pick<SyncFacts, 'rowsSkipped' | 'otherHolds'>>(
    `SELECT coalesce(EXISTS (SELECT 1 FROM change WHERE sync_id = $1 AND state = 'SKIPPED' AND kind <> 'ARCHIVE'), false) AS "rowsSkipped",
            (SELECT count(*) FROM sync WHERE school_id = $2 AND status = 'HELD' AND id <> $1) AS "otherHolds"`,
    [syncId, schoolId],
  );
  return rows[0]!;
}

/** People that the plan left alone, by reason. The plan explains up to a thousand of each kind. */
async function loadLeftAlone(database: Database, syncId: string): Promise<LeftAlone[]> {
  const { rows } = await database.pool.query<LeftAlone>(
    `SELECT why_code AS why, category, count(*) AS people FROM change
      WHERE sync_id = $1 AND state = 'SKIPPED' AND why_code = ANY($2::text[])
      GROUP BY why_code, category ORDER BY category, why_code`,
    [syncId, REASONS_TO_LEAVE_ALONE],
  );
  return rows;
}
