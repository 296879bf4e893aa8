import { FINAL_STATUSES, GOOD_FILE } from '../../domain/sync-status.js';
import { lastGoodFiles, type GoodFile } from '../../domain/retention/last-good-files.js';
import type { Database } from '../../store/database.js';
import type { Uploads } from '../../store/uploads.js';

export type PurgeDeps = { database: Database; uploads: Pick<Uploads, 'purge'> };

/** The last good file of an export is kept for longer: a school's rhythm is a year. After that it goes, too. */
const LAST_GOOD_DAYS = 400;
const BATCH = 200;
const ROWS_AT_A_TIME = 5_000;

/**
 * Erases what schools sent more than `retentionDays` ago: the key and the bytes of each upload, and the original rows of its
 * problems. The last good file of each export stays, for previews of settings and re-runs, for 400 days at most; so does
 * whatever is under way or held. Returns how many uploads were purged. Several at once are harmless.
 */
export async function purgeOldUploads(deps: PurgeDeps, input: { retentionDays: number; now: Date }): Promise<number> {
  const before = daysBefore(input.now, input.retentionDays);
  const longBefore = daysBefore(input.now, Math.max(LAST_GOOD_DAYS, input.retentionDays));
  const { rows: schools } = await deps.database.pool.query<{ id: string }>(
    'SELECT DISTINCT school_id AS id FROM upload WHERE wrapped_key IS NOT NULL AND received_at < $1',
    [before],
  );
  let purged = 0;
  for (const school of schools) {
    const kept = await keptUploads(deps.database, school.id, longBefore);
    for (;;) {
      const uploads = await oldUploads(deps.database, { schoolId: school.id, before, kept });
      for (const { uploadId, syncId } of uploads) {
        await forgetOriginalRows(deps.database, syncId);
        await deps.uploads.purge(uploadId);
      }
      purged += uploads.length;
      if (uploads.length < BATCH) break;
    }
  }
  return purged;
}

async function keptUploads({ pool }: Database, schoolId: string, since: Date): Promise<string[]> {
  const { rows } = await pool.query<GoodFile & { uploadId: string }>(
    `SELECT upload.id AS "uploadId", upload.file_name AS "fileName", sync.covers::text[] AS covers
       FROM upload JOIN sync ON sync.upload_id = upload.id
      WHERE upload.school_id = $1 AND upload.wrapped_key IS NOT NULL AND upload.received_at >= $2
        AND NOT sync.dry_run AND sync.status = ANY ($3::text[]::"SyncStatus"[])
      ORDER BY upload.received_at DESC, upload.id DESC`,
    [schoolId, since, GOOD_FILE],
  );
  return lastGoodFiles(rows).map(({ uploadId }) => uploadId);
}

async function oldUploads(
  { pool }: Database,
  { schoolId, before, kept }: { schoolId: string; before: Date; kept: string[] },
): Promise<{ uploadId: string; syncId: string }[]> {
  const { rows } = await pool.query<{ uploadId: string; syncId: string }>(
    `SELECT upload.id AS "uploadId", sync.id AS "syncId"
       FROM upload JOIN sync ON sync.upload_id = upload.id
      WHERE upload.school_id = $1 AND upload.wrapped_key IS NOT NULL AND upload.received_at < $2
        AND upload.id <> ALL ($3::uuid[]) AND sync.status = ANY ($4::text[]::"SyncStatus"[])
      ORDER BY upload.received_at LIMIT ${BATCH}`,
    [schoolId, before, kept, FINAL_STATUSES],
  );
  return rows;
}

/** Before the bytes: a crash in between leaves an upload that is still to be purged. */
async function forgetOriginalRows({ pool }: Database, syncId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `UPDATE problem SET original = NULL
        WHERE sync_id = $1 AND seq IN (SELECT seq FROM problem WHERE sync_id = $1 AND original IS NOT NULL LIMIT ${ROWS_AT_A_TIME} FOR UPDATE SKIP LOCKED)`,
      [syncId],
    );
    if ((rowCount ?? 0) < ROWS_AT_A_TIME) return;
  }
}

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
