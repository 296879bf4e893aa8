import { FULLY_APPLIED } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import type pg from 'pg';
import type { SyncCounts } from '../../domain/sync.js';
import type { SyncRecord } from './with-sync.js';

export type SameFile = {
  syncId: string;
  fileName: string;
  counts: SyncCounts | null;
  day: string;
  /** It has columns that say who is there by a date. */ hasDates: boolean;
};

/** Syncs of the same bytes that left the school's people, with the same settings, exactly as they are now; newest first. A part of a district's file that archived no one, because
 * rows of that file had no place, says less than the same bytes may say now. */
export async function findSameFile(client: pg.PoolClient, sync: SyncRecord, settingsVersion: number): Promise<SameFile[]> {
  const { rows } = await client.query<SameFile>(
    `SELECT other.id AS "syncId", upload.file_name AS "fileName", other.counts,
            (other.received_at AT TIME ZONE school.time_zone)::date::text AS day,
            coalesce(jsonb_path_exists(other.columns, '$[*] ? (@.why == "entry_date" || @.why == "exit_date" || @.why == "status")'), false) AS "hasDates"
       FROM sync AS other JOIN upload ON upload.id = other.upload_id JOIN school ON school.id = other.school_id
      WHERE other.school_id = $1 AND upload.sha256 = $2 AND other.id <> $3 AND NOT other.dry_run
        AND NOT (other.partial AND upload.district_upload_id IS NOT NULL)
        AND other.status IN ${sqlStatuses(FULLY_APPLIED)} AND other.left_version = $4 AND other.planned_settings = $5
      ORDER BY other.received_at DESC, other.id DESC LIMIT 20`,
    [sync.schoolId, sync.sha256, sync.id, sync.rosterVersion, settingsVersion],
  );
  return rows;
}
