import type pg from 'pg';
import type { RosteringSettings, SettingsChange } from '../domain/settings.js';
import type { SyncTrigger } from '../domain/sync.js';
import type { Measured } from '../infra/crypto/seal.js';
import { commitInTime, type Ask } from './commit-in-time.js';

export type ReceivedUpload = { uploadId: string; syncId: string };

export type UploadSource = {
  schoolId: string;
  fileName: string;
  trigger: SyncTrigger;
  dryRun: boolean;
};

/** Rows that are committed with those of an upload, or of several: made in the same transaction, before them. Returns the file of the district that they are parts of. */
export type DistrictRows = (ask: Ask) => Promise<{ districtUploadId: string }>;

/** Until when the database may take (see CommitTerms), and over which connections; default: five seconds, those of the process. */
export type UploadTerms = { by: number; pool: Pick<pg.Pool, 'connect' | 'query'> };

/** What a preview of settings plans with instead of the school's settings, and how it differs from them. */
export type WhatIf = { settings: RosteringSettings; changed: SettingsChange[] };

/** An upload as it is stored; without a key, which a version of its district's key wraps, its bytes cannot be opened. */
export type UploadRow = UploadSource & Measured & { storageKey: string; wrappedKey: Buffer | null; districtKeyId: string | null };
/** Where stored bytes are and what opens them. `isYoung`: received within the hour. */
export type StoredBytes = { storageKey: string; isYoung: boolean; wrappedKey: Buffer; districtKeyId: string; wrappedDistrictKey: Buffer };

type Connections = UploadTerms['pool'];
type ReceivedRow = { upload_id: string; sync_id: string };

/** What a SIS left is in the audit trail in the statement that stores it; what a person sent is written there by the door, with their name. */
const AUDITED = `audited AS (
       INSERT INTO audit_entry (district_id, school_id, actor_kind, actor_id, action, subject_id, detail)
       SELECT school.district_id, school.id, 'sftp', school.id::text, CASE begun.status WHEN 'REJECTED' THEN 'upload.rejected' ELSE 'upload.received' END,
              begun.sync_id::text, jsonb_build_object('dryRun', begun.dry_run)
         FROM begun JOIN school ON school.id = begun.school_id WHERE begun.trigger = 'SFTP'
     )`;

/** The upload and its sync, or neither. With a `rejection`, the sync is over at once. */
export async function insertUpload(
  terms: UploadTerms,
  row: UploadRow,
  rejection?: { code: string; params: Record<string, number> },
): Promise<ReceivedUpload> {
  return commitInTime(terms, async (ask) => {
    // Both rows refer to the school. If that is locked, this fails at once, and the connection is free for others.
    await ask('SELECT 1 FROM school WHERE id = $1 FOR KEY SHARE NOWAIT', [row.schoolId]);
    return insertRows(ask, row, rejection);
  });
}

/** The parts of a district's file with their syncs, in their order, and the rows that come before them; or nothing at all. */
export async function insertParts(terms: UploadTerms, parts: readonly UploadRow[], before: DistrictRows): Promise<ReceivedUpload[]> {
  return commitInTime(terms, async (ask) => {
    const ids = parts.map(({ schoolId }) => schoolId).toSorted();
    await ask('SELECT 1 FROM school WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE NOWAIT', [ids]);
    const { districtUploadId } = await before(ask);
    const received: ReceivedUpload[] = [];
    for (const part of parts) received.push(await insertRows(ask, { ...part, districtUploadId }));
    return received;
  });
}

async function insertRows(
  ask: Ask,
  row: UploadRow & { districtUploadId?: string },
  rejection?: { code: string; params: Record<string, number> },
): Promise<ReceivedUpload> {
  const { rows } = await ask<ReceivedRow>(
    `WITH received AS (
       INSERT INTO upload (school_id, file_name, bytes, sha256, storage_key, wrapped_key, purged_at, district_upload_id, district_key_id)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6::bytea IS NULL THEN now() END, $11, $12)
       RETURNING id, school_id, received_at
     ), begun AS (
     INSERT INTO sync (school_id, upload_id, trigger, dry_run, received_at, workflow_id, status, error_code, error_params, finished_at)
     SELECT school_id, id, $7::"SyncTrigger", $8::boolean, received_at, 'sync/' || school_id || '/' || id,
            CASE WHEN $9::text IS NULL THEN 'RECEIVED'::"SyncStatus" ELSE 'REJECTED' END, $9::text, $10::jsonb,
            CASE WHEN $9::text IS NULL THEN NULL ELSE received_at END
       FROM received
     RETURNING upload_id, id AS sync_id, school_id, trigger, dry_run, status
     ), ${AUDITED}
     SELECT upload_id, sync_id FROM begun`,
    [
      row.schoolId,
      row.fileName,
      row.bytes,
      row.sha256,
      row.storageKey,
      row.wrappedKey,
      row.trigger,
      row.dryRun,
      rejection?.code ?? null,
      rejection === undefined ? null : JSON.stringify(rejection.params),
      row.districtUploadId ?? null,
      row.districtKeyId,
    ],
  );
  return asReceived(rows[0])!;
}

/** The same stored bytes as a new upload with a sync of its own; null when there is no key for them. */
export async function insertCopy(
  terms: UploadTerms,
  uploadId: string,
  trigger: SyncTrigger,
  changes: { dryRun?: boolean; fileName?: string; whatIf?: WhatIf },
): Promise<ReceivedUpload | null> {
  const { rows } = await commitInTime(terms, (ask) =>
    ask<ReceivedRow>(
      `WITH original AS (
       SELECT u.*, s.dry_run FROM upload u LEFT JOIN sync s ON s.upload_id = u.id
        WHERE u.id = $1 AND u.wrapped_key IS NOT NULL FOR SHARE OF u
     ), copy AS (
       INSERT INTO upload (school_id, file_name, bytes, sha256, storage_key, wrapped_key, district_upload_id, district_key_id)
       SELECT school_id, COALESCE($4::text, file_name), bytes, sha256, storage_key, wrapped_key, district_upload_id, district_key_id FROM original
       RETURNING id, school_id, received_at
     ), begun AS (
     INSERT INTO sync (school_id, upload_id, trigger, dry_run, what_if, received_at, workflow_id)
     SELECT c.school_id, c.id, $2::"SyncTrigger", COALESCE($3::boolean, o.dry_run, false), $5::jsonb, c.received_at,
            'sync/' || c.school_id || '/' || c.id
       FROM copy c, original o
     RETURNING upload_id, id AS sync_id, school_id, trigger, dry_run, status
     ), ${AUDITED}
     SELECT upload_id, sync_id FROM begun`,
      [uploadId, trigger, changes.dryRun ?? null, changes.fileName ?? null, changes.whatIf === undefined ? null : JSON.stringify(changes.whatIf)],
    ),
  );
  return asReceived(rows[0]);
}

export async function findByStorageKey(connections: Connections, storageKey: string): Promise<ReceivedUpload | null> {
  const { rows } = await connections.query<ReceivedRow>(
    `SELECT u.id AS upload_id, s.id AS sync_id FROM upload u JOIN sync s ON s.upload_id = u.id WHERE u.storage_key = $1`,
    [storageKey],
  );
  return asReceived(rows[0]);
}

/** Where the bytes of the upload are, and the keys that open them. 'purged': the bytes were purged, or never kept. Null: there is no such upload. */
export async function findStored(connections: Connections, uploadId: string): Promise<StoredBytes | 'purged' | null> {
  const { rows } = await connections.query<{
    storageKey: string;
    isYoung: boolean;
    wrappedKey: Buffer | null;
    districtKeyId: string | null;
    wrappedDistrictKey: Buffer | null;
  }>(
    `SELECT storage_key AS "storageKey", received_at > now() - interval '1 hour' AS "isYoung", upload.wrapped_key AS "wrappedKey",
            district_key_id AS "districtKeyId", district_key.wrapped_key AS "wrappedDistrictKey"
       FROM upload LEFT JOIN district_key ON district_key.id = upload.district_key_id WHERE upload.id = $1`,
    [uploadId],
  );
  if (rows[0] === undefined) return null;
  const { wrappedKey, districtKeyId, wrappedDistrictKey, ...where } = rows[0];
  return wrappedKey === null || districtKeyId === null || wrappedDistrictKey === null
    ? 'purged'
    : { ...where, wrappedKey, districtKeyId, wrappedDistrictKey };
}

/** Erases the key of the upload; returns where its bytes are, '' when there are none. */
export async function eraseKey(connections: Connections, uploadId: string): Promise<string> {
  const { rows } = await connections.query<{ storage_key: string }>(
    `UPDATE upload SET wrapped_key = NULL, district_key_id = NULL, purged_at = COALESCE(purged_at, now()) WHERE id = $1 RETURNING storage_key`,
    [uploadId],
  );
  return rows[0]?.storage_key ?? '';
}

/** Those of the storage keys that no upload has a key for. */
export async function unopenable(connections: Connections, storageKeys: string[]): Promise<string[]> {
  if (storageKeys.length === 0) return [];
  const { rows } = await connections.query<{ storage_key: string }>(
    `SELECT key AS storage_key FROM unnest($1::text[]) AS key
      WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.storage_key = key AND u.wrapped_key IS NOT NULL)`,
    [storageKeys],
  );
  return rows.map((row) => row.storage_key);
}

function asReceived(row: ReceivedRow | undefined): ReceivedUpload | null {
  return row === undefined ? null : { uploadId: row.upload_id, syncId: row.sync_id };
}
