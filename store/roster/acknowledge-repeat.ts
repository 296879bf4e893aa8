import type pg from 'pg';
import { CATEGORIES } from '../../domain/category.js';
import { shapeOfRepeat, type SyncShape } from '../../domain/plan/sync-shape.js';
import { noCounts, type SyncCounts } from '../../domain/sync.js';
import { moveSync } from '../sync-store.js';

/**
 * Ends a sync that says what an earlier one said, for the people as that one left them: there is nothing to do. What was not read has the
 * account and the problems of the earlier one.
 *
 * @param read false: the file was not even read, because its bytes are the same
 */
export async function acknowledgeRepeat(client: pg.PoolClient, syncId: string, sameSyncId: string, { read }: { read: boolean }): Promise<void> {
  const { rows } = await client.query<{ counts: SyncCounts | null; shape: SyncShape | null }>('SELECT counts, shape FROM sync WHERE id = $1', [
    sameSyncId,
  ]);
  const { counts = null, shape = null } = rows[0] ?? {};
  const reading = `format = same.format, encoding = same.encoding, columns = same.columns, covers = same.covers, stands_for = same.stands_for, partial = same.partial, account = same.account,
            rows_total = same.rows_total, rows_valid = same.rows_valid, rows_problems = same.rows_problems, rows_warnings = same.rows_warnings,`;
  await client.query(
    `UPDATE sync SET ${read ? '' : reading} counts = $3, shape = $4,
            planned_for = same.left_version, planned_settings = same.planned_settings, left_version = same.left_version
       FROM sync AS same WHERE sync.id = $1 AND same.id = $2`,
    [syncId, sameSyncId, JSON.stringify(allUnchanged(counts)), shape === null ? null : JSON.stringify(shapeOfRepeat(shape))],
  );
  if (!read) {
    await client.query(
      `INSERT INTO problem (sync_id, seq, line, "column", field, code, severity, params, original)
       SELECT $1, seq, line, "column", field, code, severity, params, original FROM problem WHERE sync_id = $2
       ON CONFLICT DO NOTHING`,
      [syncId, sameSyncId],
    );
  }
  await moveSync(client, syncId, 'STAGING', 'UNCHANGED');
}

function allUnchanged(counts: SyncCounts | null): SyncCounts {
  const unchanged = noCounts();
  for (const category of CATEGORIES) {
    const of = counts?.[category];
    if (of !== undefined) unchanged[category].unchanged = of.unchanged + of.added + of.updated + of.restored;
  }
  return unchanged;
}
