import type { Locale } from '../../domain/locale.js';
import { failureText } from '../../domain/messages/failure-texts.js';
import { countsOfSync } from '../../domain/counts-of-sync.js';
import { holdMood, holdText } from '../../domain/messages/hold-texts.js';
import { problemText } from '../../domain/messages/problem-texts.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { FILE_REJECTION_CODES, type FileRejectionCode, type ProblemParams } from '../../domain/problem.js';
import type { Reader } from '../../domain/reader.js';
import type { SettingsChange } from '../../domain/settings.js';
import { rolloverOfSync, type StoredRollover } from '../../domain/rollover-of-sync.js';
import type { FileFormat, HoldReason, SyncCounts, SyncTrigger, SyncView } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import type { Database } from '../database.js';
import { workflowUrl, type TemporalLinks } from './workflow-url.js';

/** One sync as docs/contract.md fixes it, its sentences in `locale`; null when there is none. */
export async function loadSync(
  database: Database,
  syncId: string,
  locale: Locale,
  links: TemporalLinks,
  reader: Reader = 'OWNER',
): Promise<SyncView | null> {
  const { rows } = await database.pool.query<SyncRow>(`${SELECT_SYNC} WHERE sync.id = $1`, [syncId]);
  return rows[0] === undefined ? null : syncViewOf(rows[0], locale, links, reader);
}

/** The StoredRollover of a `sync`: once a year; null for all other syncs. */
export const ROLLOVER = `
         CASE WHEN sync.shape ? 'rollover' THEN (
           SELECT jsonb_build_object('found', sync.shape->'rollover',
                    'archived', count(*) FILTER (WHERE kind = 'ARCHIVE' AND sync.shape->'rollover'->'grades' ? before[${gradeColumn()}]),
                    'raised', count(*) FILTER (WHERE kind = 'UPDATE' AND before[${gradeColumn()}] <> after[${gradeColumn()}]))
             FROM change WHERE change.sync_id = sync.id AND change.category = 'students'
              AND (change.state = 'APPLIED' OR change.state = 'PLANNED' AND sync.applied_at IS NOT NULL)) END AS rollover`;

function gradeColumn(): number {
  return PERSON_FIELDS.indexOf('grade') + 1;
}

/** What `syncViewOf` is made from; to be followed by a WHERE. */
export const SELECT_SYNC = `
  SELECT sync.id, sync.school_id AS "schoolId", sync.status, sync.trigger, sync.dry_run AS "dryRun", sync.what_if->'changed' AS "triedSettings", sync.format, sync.encoding,
         sync.rows_total AS "rowsTotal", sync.rows_valid AS "rowsValid", sync.rows_problems AS "rowsProblems",
         sync.rows_warnings AS "rowsWarnings", sync.applied_at IS NOT NULL AS applied, sync.counts, sync.hold, sync.error_code AS "errorCode",
         sync.error_params AS "errorParams", sync.received_at AS "receivedAt", sync.started_at AS "startedAt", sync.applied_at AS "appliedAt",
         sync.finished_at AS "finishedAt", sync.workflow_id AS "workflowId", sync.run_id AS "runId",
         upload.file_name AS "fileName", upload.bytes, upload.sha256,${ROLLOVER}
    FROM sync JOIN upload ON upload.id = sync.upload_id`;

export type SyncRow = {
  id: string;
  schoolId: string;
  status: SyncStatus;
  trigger: SyncTrigger;
  dryRun: boolean;
  triedSettings: SettingsChange[] | null;
  format: FileFormat | null;
  encoding: string | null;
  rowsTotal: number;
  rowsValid: number;
  rowsProblems: number;
  rowsWarnings: number;
  applied: boolean;
  counts: Partial<SyncCounts> | null;
  hold: HoldReason[] | null;
  errorCode: string | null;
  errorParams: ProblemParams | null;
  receivedAt: Date;
  startedAt: Date | null;
  appliedAt: Date | null;
  finishedAt: Date | null;
  workflowId: string;
  runId: string | null;
  fileName: string;
  bytes: number;
  sha256: string;
  rollover: StoredRollover | null;
};

/** `reader`: an Owner, unless a District Manager is known to be asking. */
export function syncViewOf(row: SyncRow, locale: Locale, links: TemporalLinks, reader: Reader = 'OWNER'): SyncView {
  const mood = holdMood(row);
  return {
    id: row.id,
    status: row.status,
    trigger: row.trigger,
    dryRun: row.dryRun,
    triedSettings: row.triedSettings,
    file: { name: row.fileName, bytes: row.bytes, sha256: row.sha256, format: row.format, encoding: row.encoding },
    counts: countsOfSync(row),
    rows: { total: row.rowsTotal, valid: row.rowsValid, problems: row.rowsProblems, warnings: row.rowsWarnings },
    hold:
      mood === null || row.hold === null || row.hold.length === 0
        ? null
        : {
            reasons: row.hold.map((reason) => ({
              code: reason.code,
              category: reason.category,
              message: holdText(locale, reason, { mood, reader }),
            })),
          },
    rollover: rolloverOfSync(row, row.rollover, locale),
    receivedAt: row.receivedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    error: row.errorCode === null ? null : { code: row.errorCode, message: errorMessage(locale, row.errorCode, row.errorParams ?? {}) },
    workflow: { id: row.workflowId, runId: row.runId, url: row.runId === null ? null : workflowUrl(row.workflowId, links) },
  };
}

/** A rejected file says what is wrong and what to do; anything else is a failure for support. */
function errorMessage(locale: Locale, code: string, params: ProblemParams): string {
  const { message, remedy } = isRejection(code) ? problemText(locale, code, params, { column: null, line: null }) : failureText(locale, code);
  return [message, remedy].filter((sentence) => sentence !== '').join(' ');
}

function isRejection(code: string): code is FileRejectionCode {
  return (FILE_REJECTION_CODES as readonly string[]).includes(code);
}
