import { FULLY_APPLIED } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import type pg from 'pg';
import type { SyncCounts } from '../../domain/sync.js';
import type { SyncRecord } from './with-sync.js';

export type SameFile = { syncId: string; fileName: string; counts: SyncCounts | null };

/** Syncs of the same bytes that left the school's people, with the same settings, exactly as they are now; newest first. */
export async function findSameFile(client: pg.PoolClient, sync: SyncRecord, settingsVersion: number): Promise<SameFile[]> {
  const { rows } = await client.query<SameFile>(
    `SELECT other.id AS "syncId", upload.file_name AS "fileName", other.counts
       FROM sync AS other JOIN upload ON upload.id = other.upload_id
      WHERE other.school_id = $1 AND upload.sha256 = $2 AND other.id <> $3 AND NOT other.dry_run
        AND other.status IN ${sqlStatuses(FULLY_APPLIED)} AND other.left_version = $4 AND other.planned_settings = $5
      ORDER BY other.received_at DESC, other.id DESC LIMIT 20`,
    [sync.schoolId, sync.sha256, sync.id, sync.rosterVersion, settingsVersion],
  );
  return rows;
}
