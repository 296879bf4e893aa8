import type { GoodFile } from '../domain/retention/last-good-files.js';
import { FINAL_STATUSES, GOOD_FILE } from '../domain/sync-status.js';
import type { Database } from './database.js';

const ROWS_AT_A_TIME = 5_000;

/** The schools that sent a file before then whose bytes are still kept. */
export async function listSchoolsWithOldUploads({ pool }: Database, before: Date): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT DISTINCT school_id AS id FROM upload WHERE wrapped_key IS NOT NULL AND received_at < $1',
    [before],
  );
  return rows.map(({ id }) => id);
}

/** The good files of a school since then whose bytes are kept, newest first. */
export async function listGoodUploads({ pool }: Database, schoolId: string, since: Date): Promise<(GoodFile & { uploadId: string })[]> {
  const { rows } = await pool.query<GoodFile & { uploadId: string }>(
    `SELECT upload.id AS "uploadId", upload.file_name AS "fileName", sync.covers::text[] AS covers
       FROM upload JOIN sync ON sync.upload_id = upload.id
      WHERE upload.school_id = $1 AND upload.wrapped_key IS NOT NULL AND upload.received_at >= $2
        AND NOT sync.dry_run AND sync.status = ANY ($3::text[]::"SyncStatus"[])
      ORDER BY upload.received_at DESC, upload.id DESC`,
    [schoolId, since, GOOD_FILE],
  );
  return rows;
}

/** `bytes`: the size of the file. */
type OldUpload = { uploadId: string; syncId: string; bytes: number };

/** Files of a school from before then whose bytes are kept and whose syncs have ended, without those of `kept`, oldest first. */
export async function listOldUploads(
  { pool }: Database,
  { schoolId, before, kept, limit }: { schoolId: string; before: Date; kept: readonly string[]; limit: number },
): Promise<OldUpload[]> {
  const { rows } = await pool.query<OldUpload>(
    `SELECT upload.id AS "uploadId", sync.id AS "syncId", upload.bytes
       FROM upload JOIN sync ON sync.upload_id = upload.id
      WHERE upload.school_id = $1 AND upload.wrapped_key IS NOT NULL AND upload.received_at < $2
        AND upload.id <> ALL ($3::uuid[]) AND sync.status = ANY ($4::text[]::"SyncStatus"[])
      ORDER BY upload.received_at LIMIT $5`,
    [schoolId, before, kept, FINAL_STATUSES, limit],
  );
  return rows;
}

/** Schools of which more than so many bytes are kept, and how many: what several uploads share counts once. */
export async function listSchoolsOver({ pool }: Database, mostBytes: number): Promise<{ schoolId: string; bytes: number }[]> {
  const { rows } = await pool.query<{ schoolId: string; bytes: number }>(
    `SELECT school_id AS "schoolId", sum(bytes)::bigint AS bytes
       FROM (SELECT DISTINCT ON (storage_key) school_id, bytes FROM upload WHERE wrapped_key IS NOT NULL) AS stored
      GROUP BY school_id HAVING sum(bytes) > $1::bigint`,
    [mostBytes],
  );
  return rows;
}

/** Erases the original rows of the problems of a sync, some thousands at a time, so that locks stay short. */
export async function forgetOriginalRows({ pool }: Database, syncId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `UPDATE problem SET original = NULL
        WHERE sync_id = $1 AND seq IN (SELECT seq FROM problem WHERE sync_id = $1 AND original IS NOT NULL LIMIT ${ROWS_AT_A_TIME} FOR UPDATE SKIP LOCKED)`,
      [syncId],
    );
    if ((rowCount ?? 0) < ROWS_AT_A_TIME) return;
  }
}
