import type pg from 'pg';
import type { Category } from '../../../domain/category.js';
import type { ColumnMapping } from '../../../domain/reading/types.js';
import type { RosteringSettings } from '../../../domain/settings.js';
import type { HoldReason, SyncCounts, SyncTrigger } from '../../../domain/sync.js';
import type { SyncStatus } from '../../../domain/sync-status.js';
import { readSettings, readStoredSettings } from '../../schools/settings.js';
import { inTransaction, type Database } from '../database.js';

/** A sync and what surrounds it, as one step of it needs them. */
export type SyncRecord = {
  id: string;
  schoolId: string;
  districtId: string;
  uploadId: string;
  trigger: SyncTrigger;
  dryRun: boolean;
  /** Settings that this dry run plans with instead of the school's, as stored; null: the school's own. */
  whatIf: unknown;
  status: SyncStatus;
  columns: ColumnMapping[] | null;
  covers: Category[];
  standsFor: Category[];
  rowsTotal: number;
  rowsValid: number;
  rowsStaged: number;
  rowsUnidentified: number;
  cutLastLine: boolean;
  partial: boolean;
  counts: SyncCounts | null;
  hold: HoldReason[] | null;
  decision: 'APPROVED' | 'DISCARDED' | null;
  plannedFor: number | null;
  plannedSettings: number | null;
  leftVersion: number | null;
  applied: boolean;
  fileName: string;
  sha256: string;
  region: 'US' | 'CA';
  /** The school's local day on which the upload was received, `YYYY-MM-DD`. */
  day: string;
  rosterVersion: number;
};

/** One step's hold on one sync: its connection inside the transaction, and what is stored. */
export type SyncUnit = {
  client: pg.PoolClient;
  sync: SyncRecord;
  settings: { version: number; settings: RosteringSettings };
};

export type SyncLock = {
  /** `read`: nobody changes the people of the school meanwhile. `write`: we do, alone. */
  people: 'none' | 'read' | 'write';
  /** The longest that one statement may take. */
  statementSeconds: number;
};

/**
 * Runs one step of a sync in one transaction, alone: whoever else works on the same sync, such as an earlier attempt that
 * was thought dead, waits or is waited for. A process that stops in the middle loses its transaction after a minute.
 */
export async function withSync<T>(database: Database, syncId: string, lock: SyncLock, step: (unit: SyncUnit) => Promise<T>): Promise<T> {
  return inTransaction(database.pool, async (client) => {
    await client.query(
      `SET LOCAL statement_timeout = '${lock.statementSeconds}s'; SET LOCAL lock_timeout = '120s';
       SET LOCAL idle_in_transaction_session_timeout = '60s'`,
    );
    // An advisory lock, not the sync's row: marking it as announced must not wait until a long file is read.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [syncId]);
    // Not FOR UPDATE: new uploads refer to the school's row and go on.
    if (lock.people !== 'none')
      await client.query(
        `SELECT 1 FROM school WHERE id = (SELECT school_id FROM sync WHERE id = $1) FOR ${lock.people === 'write' ? 'NO KEY UPDATE' : 'SHARE'}`,
        [syncId],
      );
    return step(await readUnit(client, syncId));
  });
}

/** What is stored now; for a step that has changed it, and goes on in the same transaction. */
export async function readUnit(client: pg.PoolClient, syncId: string): Promise<SyncUnit> {
  const { rows } = await client.query<SyncRecord>(SELECT_SYNC, [syncId]);
  const sync = rows[0];
  if (sync === undefined) throw new Error(`There is no sync ${syncId}.`);
  const settings = await readSettings(client, sync.schoolId);
  return { client, sync, settings: sync.whatIf === null ? settings : { ...settings, settings: readStoredSettings(sync.whatIf) } };
}

const SELECT_SYNC = `
  SELECT sync.id, sync.school_id AS "schoolId", school.district_id AS "districtId", sync.upload_id AS "uploadId", sync.trigger,
         sync.dry_run AS "dryRun", CASE WHEN sync.dry_run THEN sync.what_if->'settings' END AS "whatIf", sync.status, sync.columns, sync.covers::text[] AS covers, sync.stands_for::text[] AS "standsFor",
         sync.rows_total AS "rowsTotal", sync.rows_valid AS "rowsValid", sync.rows_staged AS "rowsStaged",
         sync.rows_unidentified AS "rowsUnidentified", sync.cut_last_line AS "cutLastLine", sync.partial, sync.counts, sync.hold,
         sync.decision->>'decision' AS decision, sync.planned_for AS "plannedFor", sync.planned_settings AS "plannedSettings",
         sync.left_version AS "leftVersion", sync.applied_at IS NOT NULL AS applied, upload.file_name AS "fileName", upload.sha256,
         school.region, (sync.received_at AT TIME ZONE school.time_zone)::date::text AS day, school.roster_version AS "rosterVersion"
    FROM sync JOIN upload ON upload.id = sync.upload_id JOIN school ON school.id = sync.school_id
   WHERE sync.id = $1`;
