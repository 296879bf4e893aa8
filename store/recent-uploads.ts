import type { Queries } from './database.js';

/** A file that came over SFTP and whose bytes are kept. */
export type RecentUpload = { uploadId: string; name: string; bytes: number; receivedAt: Date };

const LISTED_AT_MOST = 1000;

/** The files that a school's SIS sent in the last `recentMs`, previews or real ones, newest first; `name` null: under any name. */
export async function loadRecentUploads(
  queries: Queries,
  { schoolId, dryRun, recentMs, name }: { schoolId: string; dryRun: boolean; recentMs: number; name: string | null },
): Promise<RecentUpload[]> {
  const { rows } = await queries.query<RecentUpload>(
    `SELECT u.id AS "uploadId", u.file_name AS name, u.bytes, u.received_at AS "receivedAt"
       FROM upload u JOIN sync s ON s.upload_id = u.id
      WHERE u.school_id = $1 AND s.trigger = 'SFTP' AND s.dry_run = $2 AND u.wrapped_key IS NOT NULL
        AND u.received_at > now() - make_interval(secs => $3)
        AND ($4::text IS NULL OR u.file_name = $4)
      ORDER BY u.received_at DESC LIMIT ${LISTED_AT_MOST}`,
    [schoolId, dryRun, recentMs / 1000, name],
  );
  return rows;
}
