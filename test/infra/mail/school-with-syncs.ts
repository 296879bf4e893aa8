import { createHash, randomUUID } from 'node:crypto';
import type { SyncRef } from '../../../domain/steps.js';
import type { Category } from '../../../domain/category.js';
import { PERSON_FIELDS, type PersonFields } from '../../../domain/person.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';
import { noCounts, type CategoryCounts, type ChangeKind, type HoldReason } from '../../../domain/sync.js';
import type { SyncStatus } from '../../../domain/sync-status.js';
import type { Database } from '../../../store/database.js';

export const NOW = new Date('2026-11-23T23:10:00.000Z');

export type SchoolSetup = {
  name?: string;
  locale?: 'en' | 'fr-CA';
  timeZone?: string;
  recipients?: string[];
  when?: RosteringSettings['notifications']['when'];
  includeNames?: boolean;
  settings?: (settings: RosteringSettings) => void;
};

/** A school with rostering on, as its owner saved it. */
export async function aSchool(database: Database, setup: SchoolSetup = {}): Promise<{ id: string; districtId: string }> {
  const district = await database.prisma.district.create({ data: { name: 'District of the test' } });
  const school = await database.prisma.school.create({
    data: {
      districtId: district.id,
      name: setup.name ?? 'Lincoln High School',
      region: setup.locale === 'fr-CA' ? 'CA' : 'US',
      timeZone: setup.timeZone ?? 'America/Toronto',
      locale: setup.locale ?? 'en',
    },
  });
  const settings = defaultSettings();
  settings.method = 'SFTP';
  settings.enabled = true;
  settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  settings.notifications = {
    recipients: setup.recipients ?? ['it@lincoln.example'],
    when: setup.when ?? 'EVERY_SYNC',
    includeNames: setup.includeNames ?? false,
    weeklySummary: true,
  };
  setup.settings?.(settings);
  await database.prisma.rosteringSettings.create({ data: { schoolId: school.id, settings } });
  return { id: school.id, districtId: district.id };
}

export type SyncSetup = {
  status: SyncStatus;
  fileName?: string;
  dryRun?: boolean;
  receivedAt?: Date;
  counts?: Partial<CategoryCounts>;
  category?: Category;
  rows?: { total: number; valid: number; problems: number; warnings: number };
  hold?: HoldReason[];
  standsFor?: Category[];
  errorCode?: string;
  errorParams?: Record<string, string | number>;
  problems?: {
    line: number | null;
    column: string | null;
    field: string | null;
    code: string;
    params?: object;
    original?: string;
    severity?: 'error' | 'warning';
  }[];
  changes?: { kind: ChangeKind; state?: 'PLANNED' | 'HELD' | 'APPLIED' | 'UNDONE' | 'SKIPPED'; whyCode?: string; person: Partial<PersonFields> }[];
};

/** A sync in the state in which the steps before telling leave it. */
export async function aSync(database: Database, school: { id: string; districtId: string }, setup: SyncSetup): Promise<SyncRef> {
  const receivedAt = setup.receivedAt ?? new Date(NOW.getTime() - 60_000);
  const upload = await database.prisma.upload.create({
    data: {
      schoolId: school.id,
      fileName: setup.fileName ?? 'LincolnHighSchool_students_mar23_2023.csv',
      bytes: 51_234n,
      sha256: createHash('sha256').update(randomUUID()).digest('hex'),
      storageKey: randomUUID(),
      receivedAt,
    },
  });
  const category = setup.category ?? 'students';
  const sync = await database.prisma.sync.create({
    data: {
      schoolId: school.id,
      uploadId: upload.id,
      trigger: 'SFTP',
      dryRun: setup.dryRun ?? false,
      status: setup.status,
      ...readingOf(setup, category),
      counts: { ...noCounts(), [category]: { ...noCounts()[category], ...setup.counts } },
      ...(setup.hold === undefined ? {} : { hold: setup.hold }),
      errorCode: setup.errorCode ?? null,
      ...(setup.errorParams === undefined ? {} : { errorParams: setup.errorParams }),
      receivedAt,
      startedAt: receivedAt,
      appliedAt: ['APPLIED', 'HELD', 'UNDONE', 'DISCARDED'].includes(setup.status) ? NOW : null,
      finishedAt: setup.status === 'HELD' ? null : NOW,
      announcedAt: receivedAt,
      workflowId: `sync/${school.id}/${upload.id}`,
      runId: randomUUID(),
    },
  });
  await addProblems(database, sync.id, setup.problems ?? []);
  await addChanges(database, sync.id, category, setup.changes ?? []);
  return { syncId: sync.id, uploadId: upload.id, schoolId: school.id, districtId: school.districtId };
}

/** What stageFile notes of a file that it read. */
function readingOf({ status, standsFor = [], rows }: SyncSetup, category: Category) {
  const read = !['RECEIVED', 'DISABLED'].includes(status);
  return {
    format: read ? 'csv' : null,
    encoding: read ? 'utf-8' : null,
    covers: read && status !== 'REJECTED' ? [category] : [],
    standsFor,
    rowsTotal: rows?.total ?? 0,
    rowsValid: rows?.valid ?? 0,
    rowsProblems: rows?.problems ?? 0,
    rowsWarnings: rows?.warnings ?? 0,
  };
}

async function addProblems(database: Database, syncId: string, problems: NonNullable<SyncSetup['problems']>): Promise<void> {
  await database.prisma.problem.createMany({
    data: problems.map((problem, seq) => ({
      syncId,
      seq,
      line: problem.line,
      column: problem.column,
      field: problem.field,
      code: problem.code,
      severity: problem.severity ?? 'error',
      params: problem.params ?? {},
      original: problem.original ?? null,
    })),
  });
}

async function addChanges(database: Database, syncId: string, category: Category, changes: NonNullable<SyncSetup['changes']>): Promise<void> {
  await database.prisma.change.createMany({
    data: changes.map((change, seq) => ({
      syncId,
      seq,
      kind: change.kind,
      state: change.state ?? 'PLANNED',
      category,
      personId: randomUUID(),
      line: change.kind === 'ARCHIVE' ? null : seq + 2,
      // As the plan stores it: the values in the order of PERSON_FIELDS, blank where there is none.
      after: PERSON_FIELDS.map((field) => change.person[field] ?? ''),
      whyCode: change.whyCode ?? 'new_in_file',
    })),
  });
}
