import type { SchoolWords, UnplacedWord } from '../domain/reading/create-school-router.js';
import type { SyncStatus } from '../domain/sync-status.js';
import type { Ask } from './commit-in-time.js';
import type { Database, Queries } from './database.js';
import { readStoredSettings } from './settings.js';

/** The schools of a district with the words that mean them, and the headers that their settings know; by name. */
export async function loadSchoolsOfDistrict(queries: Queries, districtId: string): Promise<(SchoolWords & { headers: Record<string, string> })[]> {
  const { rows } = await queries.query<{ id: string; name: string; settings: unknown }>(
    `SELECT school.id, school.name, stored.settings FROM school LEFT JOIN rostering_settings stored ON stored.school_id = school.id
      WHERE school.district_id = $1 ORDER BY school.name, school.id`,
    [districtId],
  );
  return rows.map(({ id, name, settings }) => {
    const { ownSchool, maps } = readStoredSettings(settings ?? {});
    return { id, name, ownSchool, headers: maps.headers };
  });
}

/** The words of a school column that mean schools that are not in Rollcall. */
export async function readOtherSchools(queries: Queries, districtId: string): Promise<string[]> {
  const { rows } = await queries.query<{ words: string[] }>("SELECT coalesce(other_schools, '{}') AS words FROM district WHERE id = $1", [
    districtId,
  ]);
  return rows[0]?.words ?? [];
}

export async function writeOtherSchools(client: Queries, districtId: string, words: readonly string[]): Promise<void> {
  await client.query('UPDATE district SET other_schools = $2 WHERE id = $1', [districtId, words]);
}

export type DistrictUploadToStore = {
  districtId: string;
  accountId: string;
  fileName: string;
  dryRun: boolean;
  rows: number;
  otherRows: number;
  unplaced: { rows: number; words: readonly UnplacedWord[] };
};

/** Stores the file of a district, who sent it, and a mail to each District Manager if rows had no place and none was told within the day. Returns its id. */
export async function insertDistrictUpload(ask: Ask, upload: DistrictUploadToStore): Promise<string> {
  const { rows } = await ask<{ id: string }>(
    `WITH stored AS (
       INSERT INTO district_upload (district_id, file_name, dry_run, rows, other_rows, unplaced_rows, unplaced) VALUES ($1, $2, $3, $4, $5, $6, $7)
       RETURNING id, district_id, dry_run, rows, unplaced_rows
     ), audited AS (
       INSERT INTO audit_entry (district_id, actor_kind, actor_id, action, subject_id, detail)
       SELECT district_id, 'account', $8, 'district_upload.received', id::text, jsonb_build_object('dryRun', dry_run, 'rows', rows, 'unplaced', unplaced_rows)
         FROM stored
     ), told AS (
       INSERT INTO account_mail (account_id, kind)
       SELECT account.id, 'ROWS_OF_UNKNOWN_SCHOOLS' FROM stored JOIN account ON account.district_id = stored.district_id
        WHERE stored.unplaced_rows > 0 AND account.removed_at IS NULL AND account.password_hash IS NOT NULL
          AND NOT EXISTS (SELECT FROM account_mail before WHERE before.account_id = account.id AND before.kind = 'ROWS_OF_UNKNOWN_SCHOOLS'
                                                            AND before.created_at > now() - interval '20 hours')
     )
     SELECT id FROM stored`,
    [
      upload.districtId,
      upload.fileName,
      upload.dryRun,
      upload.rows,
      upload.otherRows,
      upload.unplaced.rows,
      JSON.stringify(upload.unplaced.words),
      upload.accountId,
    ],
  );
  return rows[0]!.id;
}

/** Writes down that a person sent a part, as a school's own upload is. */
export async function auditParts(queries: Queries, districtUploadId: string, accountId: string): Promise<void> {
  await queries.query(
    `INSERT INTO audit_entry (district_id, school_id, actor_kind, actor_id, action, subject_id, detail)
     SELECT school.district_id, school.id, 'account', $2, 'upload.received', sync.id::text, jsonb_build_object('dryRun', sync.dry_run, 'ofDistrict', true)
       FROM upload JOIN sync ON sync.upload_id = upload.id JOIN school ON school.id = upload.school_id WHERE upload.district_upload_id = $1`,
    [districtUploadId, accountId],
  );
}

/** A file of a district and what became of its parts; a part that was run again is shown by its first sync. Instants are ISO 8601. */
export type DistrictUploadView = {
  id: string;
  fileName: string;
  dryRun: boolean;
  receivedAt: string;
  rows: number;
  otherRows: number;
  unplacedRows: number;
  unplaced: UnplacedWord[];
  parts: { school: { id: string; name: string }; syncId: string; status: SyncStatus }[];
};

/** The latest files of a district, newest first; `id`: only this one. */
export async function loadDistrictUploads(
  { pool }: Database,
  { districtId, id = null, limit }: { districtId: string; id?: string | null; limit: number },
): Promise<DistrictUploadView[]> {
  const { rows } = await pool.query<Omit<DistrictUploadView, 'receivedAt'> & { receivedAt: Date }>(
    `SELECT file.id, file.file_name AS "fileName", file.dry_run AS "dryRun", file.received_at AS "receivedAt", file.rows,
            file.other_rows AS "otherRows", file.unplaced_rows AS "unplacedRows", file.unplaced,
            coalesce((SELECT jsonb_agg(jsonb_build_object('school', jsonb_build_object('id', part.school_id, 'name', school.name),
                                                          'syncId', part.sync_id, 'status', part.status) ORDER BY school.name, part.school_id)
               FROM (SELECT DISTINCT ON (upload.school_id) upload.school_id, sync.id AS sync_id, sync.status
                       FROM upload JOIN sync ON sync.upload_id = upload.id WHERE upload.district_upload_id = file.id
                      ORDER BY upload.school_id, upload.id) AS part
               JOIN school ON school.id = part.school_id), '[]') AS parts
       FROM district_upload file
      WHERE file.district_id = $1 AND ($2::uuid IS NULL OR file.id = $2)
      ORDER BY file.received_at DESC, file.id DESC LIMIT $3`,
    [districtId, id, limit],
  );
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
