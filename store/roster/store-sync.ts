import type pg from 'pg';
import type { RosterRejection, RosterSummary } from '../../domain/reading/types.js';
import type { SyncCounts } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import { moveSync, tryMoveSync } from '../sync-store.js';
import { writeAudit } from '../write-audit.js';
import type { Database } from '../database.js';
import type { SyncRecord } from './with-sync.js';

/**
 * Shows at once that work on a sync has begun, also on a failed one that support restarted. Later states stay.
 * Returns its status, and the rows that were read from its file.
 */
export async function startSync(database: Database, syncId: string): Promise<{ status: SyncStatus; rows: number; valid: number } | null> {
  await tryMoveSync(database.pool, syncId, ['RECEIVED', 'FAILED'], 'STAGING');
  const { rows } = await database.pool.query<{ status: SyncStatus; rows: number; valid: number }>(
    'SELECT status, rows_total AS rows, rows_valid AS valid FROM sync WHERE id = $1',
    [syncId],
  );
  return rows[0] ?? null;
}

/** Stores what was read, replacing the result of an earlier attempt and its plan. */
export async function storeReading(
  client: pg.PoolClient,
  syncId: string,
  reading: RosterSummary | RosterRejection,
  staged: { rowsStaged: number },
): Promise<void> {
  const read = reading.kind === 'read' ? reading : null;
  await client.query(
    `UPDATE sync SET format = $2, encoding = $3, columns = $4, covers = $5::text[]::"Category"[],
            stands_for = $6::text[]::"Category"[], rows_total = $7, rows_valid = $8, rows_problems = $9, rows_warnings = $10,
            rows_staged = $11, rows_unidentified = $12, cut_last_line = $13, partial = $14, account = $15, rows_conflicts = 0, rows_remarks = 0, planned_for = NULL
      WHERE id = $1`,
    [
      syncId,
      reading.format,
      reading.encoding,
      JSON.stringify(reading.columns),
      read?.coversCategories ?? [],
      read?.standsFor ?? [],
      reading.rows,
      reading.valid,
      reading.problemRows,
      reading.warnings,
      staged.rowsStaged,
      read?.unidentifiedRows ?? 0,
      read?.cutLastLine ?? false,
      read?.partial ?? false,
      JSON.stringify({ sis: reading.sis, ...reading.account }),
    ],
  );
}

/** Why the file of a sync was rejected: a FileRejectionCode. */
export async function readRejectionCode(client: pg.PoolClient, syncId: string): Promise<string> {
  const { rows } = await client.query<{ code: string | null }>('SELECT error_code AS code FROM sync WHERE id = $1', [syncId]);
  return rows[0]?.code ?? '';
}

/** Records the roster version at which a sync leaves the people: until it changes, the same file again needs no work. */
export async function storeLeftVersion(client: pg.PoolClient, syncId: string, version: number): Promise<void> {
  await client.query('UPDATE sync SET left_version = $2 WHERE id = $1', [syncId, version]);
}

/** The outcome of a sync after its hold was settled or it was undone. `leftVersion` null: the people are not as its file says. */
export async function storeOutcome(client: pg.PoolClient, syncId: string, counts: SyncCounts, leftVersion: number | null): Promise<void> {
  await client.query('UPDATE sync SET counts = $2, left_version = $3 WHERE id = $1', [syncId, JSON.stringify(counts), leftVersion]);
}

/** An owner's decision about the sync, if any, locked until the transaction ends; `newPeople`: those with the names of leavers are others. */
export async function lockDecision(client: pg.PoolClient, syncId: string): Promise<Pick<SyncRecord, 'decision'> & { newPeople: boolean }> {
  const { rows } = await client.query<Pick<SyncRecord, 'decision'> & { newPeople: boolean }>(
    `SELECT decision->>'decision' AS decision, coalesce(decision->>'as' = 'NEW_PEOPLE', false) AS "newPeople" FROM sync WHERE id = $1 FOR NO KEY UPDATE`,
    [syncId],
  );
  return rows[0] ?? { decision: null, newPeople: false };
}

/** How many changes of a sync wait for an owner. */
export async function countHeld(client: pg.PoolClient, syncId: string): Promise<number> {
  const { rows } = await client.query<{ held: number }>("SELECT count(*) AS held FROM change WHERE sync_id = $1 AND state = 'HELD'", [syncId]);
  return rows[0]?.held ?? 0;
}

/** A sync that failed after it was applied returns to its former state: HELD while changes wait, otherwise APPLIED. */
export async function takeUpAgain(client: pg.PoolClient, syncId: string): Promise<'HELD' | 'APPLIED'> {
  const status = (await countHeld(client, syncId)) > 0 ? 'HELD' : 'APPLIED';
  await moveSync(client, syncId, 'FAILED', status);
  return status;
}

/** One line of the audit trail about what the product did by itself, in the transaction that did it. */
export async function auditSync(client: pg.PoolClient, sync: SyncRecord, action: string, detail: Record<string, unknown>): Promise<void> {
  await writeAudit(client, {
    actor: { kind: 'system' },
    action,
    districtId: sync.districtId,
    schoolId: sync.schoolId,
    subjectId: sync.id,
    detail,
  });
}
