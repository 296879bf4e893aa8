import { NO_ACCOUNT } from '../../../domain/reading/file-account.js';
import { defaultSettings } from '../../../domain/settings.js';
import { noCounts, type SyncView } from '../../../domain/sync.js';
import type { SyncStatus } from '../../../domain/sync-status.js';
import type { SyncFacts } from '../../../domain/report/sync-report.js';

/** A student file of Lincoln High School that was read, in the given state; everything else can be said otherwise. */
export function syncFacts(status: SyncStatus, view: Partial<SyncView> = {}, rest: Partial<Omit<SyncFacts, 'view'>> = {}): SyncFacts {
  return {
    view: {
      id: '0192f0c1-1111-7111-8111-111111111111',
      status,
      trigger: 'SFTP',
      dryRun: status === 'PREVIEWED',
      triedSettings: null,
      rollover: null,
      file: { name: 'Lincoln_students.csv', bytes: 1_000, sha256: 'a'.repeat(64), format: 'csv', encoding: 'utf-8' },
      counts: noCounts(),
      rows: { total: 0, valid: 0, problems: 0, warnings: 0 },
      hold: null,
      receivedAt: '2026-11-23T23:05:00.000Z',
      startedAt: '2026-11-23T23:05:01.000Z',
      appliedAt: null,
      finishedAt: status === 'HELD' ? null : '2026-11-23T23:05:04.000Z',
      error: null,
      workflow: { id: 'sync/a/b', runId: null, url: null },
      ...view,
    },
    school: { id: '0192f0c1-2222-7222-8222-222222222222', name: 'Lincoln High School', timeZone: 'America/Toronto' },
    settings: rosteringOn(),
    covers: ['students'],
    standsFor: ['students'],
    errorParams: {},
    problems: [],
    problemCount: 0,
    leftAlone: [],
    rowsSkipped: false,
    otherHolds: 0,
    names: null,
    takenBack: null,
    account: NO_ACCOUNT,
    sis: null,
    ...rest,
  };
}

export function rosteringOn(): ReturnType<typeof defaultSettings> {
  const settings = defaultSettings();
  settings.method = 'SFTP';
  settings.enabled = true;
  settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  return settings;
}

export function students(counts: Partial<ReturnType<typeof noCounts>['students']>): SyncView['counts'] {
  return { ...noCounts(), students: { ...noCounts().students, ...counts } };
}

export const LINKS = {
  sync: (schoolId: string, syncId: string): string => `https://rollcall.example/schools/${schoolId}/syncs/${syncId}`,
  syncs: (schoolId: string): string => `https://rollcall.example/schools/${schoolId}/syncs`,
};
