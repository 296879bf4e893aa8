import { PREVIEWABLE, type SyncStatus } from '../domain/sync-status.js';
import type { PreviewableFile } from '../domain/plan/choose-file-to-preview.js';
import { localeOf, type Locale } from '../domain/locale.js';
import type { ApprovedAs, HoldReason } from '../domain/sync.js';
import type { RosteringSettings } from '../domain/settings.js';
import type { Database, Queries } from './database.js';
import { readStoredSettings } from './settings.js';
import { IS_NO_COMPANION } from './is-no-companion.js';

/** The name of the file of a sync; null: the school has no such sync. */
export async function findSyncOfSchool({ prisma }: Database, schoolId: string, syncId: string): Promise<{ fileName: string } | null> {
  const sync = await prisma.sync.findFirst({ where: { id: syncId, schoolId }, select: { upload: { select: { fileName: true } } } });
  return sync?.upload ?? null;
}

/** Notes that a person opened the page of a sync; the first time after it was planned is kept. */
export async function noteSyncLookedAt(queries: Queries, syncId: string, at: Date): Promise<void> {
  await queries.query(
    `UPDATE sync SET looked_at = $2 WHERE id = $1 AND looked_at IS NULL AND status NOT IN ('RECEIVED', 'STAGING', 'PLANNING', 'APPLYING')`,
    [syncId, at],
  );
}

/** What reading the file of a sync again depends on; `day`: the school's local day on which it came, `YYYY-MM-DD`. */
export type FileOfSync = { uploadId: string; fileName: string; region: 'US' | 'CA'; day: string };

/** Null: the school has no such sync. */
export async function readFileOfSync(queries: Queries, schoolId: string, syncId: string): Promise<FileOfSync | null> {
  const { rows } = await queries.query<FileOfSync>(
    `SELECT upload.id AS "uploadId", upload.file_name AS "fileName", school.region,
            (sync.received_at AT TIME ZONE school.time_zone)::date::text AS day
       FROM sync JOIN upload ON upload.id = sync.upload_id JOIN school ON school.id = sync.school_id
      WHERE sync.id = $1 AND sync.school_id = $2`,
    [syncId, schoolId],
  );
  return rows[0] ?? null;
}

/** The file of a sync as it came; `received`: the school's local day, `YYYY-MM-DD`. */
export type ReceivedFile = { fileName: string; sha256: string; received: string };

/** Null: there is no such sync. */
export async function readReceivedFile(queries: Queries, syncId: string): Promise<ReceivedFile | null> {
  const { rows } = await queries.query<ReceivedFile>(
    `SELECT upload.file_name AS "fileName", upload.sha256, (sync.received_at AT TIME ZONE school.time_zone)::date::text AS received
       FROM sync JOIN upload ON upload.id = sync.upload_id JOIN school ON school.id = sync.school_id
      WHERE sync.id = $1`,
    [syncId],
  );
  return rows[0] ?? null;
}

/** The state of a sync; `applied`: some of its changes took effect; `otherSettings`: the school's settings are not those of its plan. */
export type SyncStanding = { status: SyncStatus; applied: boolean; uploadId: string; districtId: string; otherSettings: boolean };

/** Null: the school has no such sync. */
export async function readSyncStanding(queries: Queries, schoolId: string, syncId: string): Promise<SyncStanding | null> {
  const { rows } = await queries.query<SyncStanding>(
    `SELECT sync.status, sync.applied_at IS NOT NULL AS applied, sync.upload_id AS "uploadId", school.district_id AS "districtId",
            EXISTS (SELECT 1 FROM rostering_settings s WHERE s.school_id = sync.school_id AND s.version <> abs(sync.planned_settings)) AS "otherSettings"
       FROM sync JOIN school ON school.id = sync.school_id
      WHERE sync.id = $1 AND sync.school_id = $2`,
    [syncId, schoolId],
  );
  return rows[0] ?? null;
}

/** A preview; `triedSettings`: those that it planned with instead of the school's, if it did. */
export type StoredPreview = { status: SyncStatus; dryRun: boolean; uploadId: string; triedSettings: RosteringSettings | null };

/** Null: the school has no such sync. */
export async function readPreview(queries: Queries, schoolId: string, syncId: string): Promise<StoredPreview | null> {
  const { rows } = await queries.query<Omit<StoredPreview, 'triedSettings'> & { tried: unknown }>(
    `SELECT status, dry_run AS "dryRun", upload_id AS "uploadId", what_if->'settings' AS tried FROM sync WHERE id = $1 AND school_id = $2`,
    [syncId, schoolId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { tried, ...preview } = row;
  return { ...preview, triedSettings: tried === null ? null : readStoredSettings(tried) };
}

/** A sync that an owner decides on; `decided`: an owner has done so. Not locked against problems that are being stored. */
export type HeldSync = { status: SyncStatus; decided: boolean; districtId: string; locale: Locale; hold: HoldReason[] | null };

/** Locks a sync of this school until the transaction ends, and reads its held changes; null: the school has no such sync. */
export async function lockHeldSync(client: Queries, schoolId: string, syncId: string): Promise<HeldSync | null> {
  const { rows } = await client.query<Omit<HeldSync, 'locale'> & { locale: string }>(
    `SELECT sync.status, sync.decision IS NOT NULL AS decided, sync.hold, school.district_id AS "districtId", school.locale
       FROM sync JOIN school ON school.id = sync.school_id
      WHERE sync.id = $1 AND sync.school_id = $2
        FOR NO KEY UPDATE OF sync`,
    [syncId, schoolId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, locale: localeOf(row.locale) };
}

/** `by`: the id of an account; null: Rollcall itself, because no owner decided in time. `at`: ISO 8601. */
export type StoredDecision = { by: string | null; at: string; reason: string; decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED'; as?: ApprovedAs };

export async function storeDecision(client: Queries, syncId: string, decision: StoredDecision): Promise<void> {
  await client.query('UPDATE sync SET decision = $2 WHERE id = $1', [syncId, JSON.stringify(decision)]);
}

// A school of four categories and a file for each grade has a dozen files a day; older ones say little about today.
const MOST_FILES = 500;

/** The good files of a school whose bytes are kept, newest first. */
export async function listPreviewableFiles({ pool }: Database, schoolId: string): Promise<(PreviewableFile & { uploadId: string })[]> {
  const { rows } = await pool.query<PreviewableFile & { uploadId: string }>(
    `SELECT upload.id AS "uploadId", upload.file_name AS "fileName", sync.status, sync.covers::text[] AS covers, sync.stands_for::text[] AS "standsFor"
       FROM sync JOIN upload ON upload.id = sync.upload_id
      WHERE sync.school_id = $1 AND NOT sync.dry_run AND sync.status = ANY ($2::text[]::"SyncStatus"[]) AND upload.wrapped_key IS NOT NULL AND ${IS_NO_COMPANION}
      ORDER BY sync.received_at DESC, sync.id DESC LIMIT ${MOST_FILES}`,
    [schoolId, PREVIEWABLE],
  );
  return rows;
}
