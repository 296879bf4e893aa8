import { randomBytes, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { RosteringSettings, SettingsChange } from '../domain/settings.js';
import type { SyncTrigger } from '../domain/sync.js';
import { CommitUnknown, commitInTime, type Ask } from './commit-in-time.js';
import type { Database } from './database.js';
import { createFolderBlobStore } from '../infra/files/folder-blob-store.js';
import type { BlobStore } from '../infra/files/blob-store.js';
import { seal, unseal, type Measured } from '../infra/crypto/seal.js';
import { unwrapKey, wrapKey } from '../infra/crypto/wrap-key.js';

/** For a caller that sets no time: a person waits. */
const DEFAULT_MS = 5_000;
/** However long the disk took before. */
const AT_LEAST_MS = 3_000;
const LOOK_MS = 2_000;

export type ReceivedUpload = { uploadId: string; syncId: string };

export type UploadSource = {
  schoolId: string;
  fileName: string;
  trigger: SyncTrigger;
  dryRun: boolean;
};

/** The part of the uploads that reading a file needs. */
export type UploadReader = { read(uploadId: string, terms?: Pick<UploadTerms, 'pool'>): Promise<Readable> };

export type Uploads = UploadReader & {
  /**
   * Stores the bytes, encrypted and durable, and then the upload and its sync in one transaction. When this resolves, a
   * power cut loses nothing; when it rejects, nothing was received and nothing will be, unless it rejects with CommitUnknown: then
   * the database did not say. Starting the workflow is the caller's next step.
   */
  receive(upload: UploadSource & { source: Readable }, terms?: UploadTerms): Promise<ReceivedUpload>;
  /** A file that was refused while it came: no bytes are kept, and the owner sees a REJECTED sync with the reason. */
  refuseTooLarge(upload: UploadSource & { bytes: number; limitBytes: number }, terms?: UploadTerms): Promise<ReceivedUpload>;
  /**
   * The same stored bytes as a new upload with a sync of its own, by default under the same name and as dry as the first;
   * null when the bytes were purged, or never kept.
   */
  copyForRerun(
    uploadId: string,
    trigger: SyncTrigger,
    options?: { dryRun?: boolean; fileName?: string; whatIf?: WhatIf; terms?: UploadTerms },
  ): Promise<ReceivedUpload | null>;
  /** Erases the key, and the bytes when no other upload shares them. Safe to repeat. */
  purge(uploadId: string): Promise<void>;
  /** Removes bytes that no upload can open: left by a crash between storing and committing, or while purging. Returns how many. */
  sweepOrphans(writtenBefore: Date): Promise<number>;
};

/** Until when the database may take (see CommitTerms), and over which connections; default: five seconds, those of the process. */
export type UploadTerms = { by: number; pool: Pick<pg.Pool, 'connect' | 'query'> };

/** What a preview of settings plans with instead of the school's settings, and how it differs from them. */
export type WhatIf = { settings: RosteringSettings; changed: SettingsChange[] };

/** The bytes of this upload are not kept (any more). */
export class UploadPurged extends Error {
  readonly code = 'upload_purged';
  constructor(uploadId: string) {
    super(`The bytes of upload ${uploadId} are not kept.`);
    this.name = 'UploadPurged';
  }
}

/** What schools sent: bytes in the blob store, encrypted with a key per upload, and their rows in the database. */
export function createUploads(deps: { database: Database; blobs: BlobStore; masterKey: Buffer }): Uploads {
  const { database, blobs, masterKey } = deps;
  if (masterKey.length !== 32) throw new Error('The master key has 32 bytes.');

  return {
    async receive({ source, ...upload }, given) {
      const storageKey = `${upload.schoolId}/${randomUUID()}`;
      const key = randomBytes(32);
      const sealed = seal(source, key, storageKey);
      await blobs.write(storageKey, sealed.stream);
      const wrappedKey = wrapKey(masterKey, key, storageKey);
      // A slow disk is not the database's fault.
      const terms = given ?? defaultTerms();
      const by = Math.max(terms.by, performance.now() + AT_LEAST_MS);
      try {
        return await insert({ ...upload, ...sealed.measured(), storageKey, wrappedKey }, { ...terms, by });
      } catch (error) {
        // Nothing was committed: the bytes go at once. It fell silent at COMMIT: it may have committed, so look, and otherwise
        // leave the bytes to sweepOrphans rather than risk a row without bytes.
        if (!(error instanceof CommitUnknown)) {
          await blobs.delete(storageKey).catch(() => undefined);
          throw error;
        }
        const committed = await lookFor(storageKey, terms.pool);
        if (committed === null) throw error;
        return committed;
      }
    },

    refuseTooLarge: ({ bytes, limitBytes, ...upload }, terms = defaultTerms()) =>
      insert({ ...upload, bytes, sha256: '', storageKey: '', wrappedKey: null }, terms, { code: 'file_too_large', params: { limitBytes } }),

    async copyForRerun(uploadId, trigger, options = {}) {
      const { rows } = await commitInTime(options.terms ?? defaultTerms(), (ask) =>
        ask<{ upload_id: string; sync_id: string }>(
          `WITH original AS (
           SELECT u.*, s.dry_run FROM upload u LEFT JOIN sync s ON s.upload_id = u.id
            WHERE u.id = $1 AND u.wrapped_key IS NOT NULL FOR SHARE OF u
         ), copy AS (
           INSERT INTO upload (school_id, file_name, bytes, sha256, storage_key, wrapped_key)
           SELECT school_id, COALESCE($4::text, file_name), bytes, sha256, storage_key, wrapped_key FROM original
           RETURNING id, school_id, received_at
         )
         INSERT INTO sync (school_id, upload_id, trigger, dry_run, what_if, received_at, workflow_id)
         SELECT c.school_id, c.id, $2::"SyncTrigger", COALESCE($3::boolean, o.dry_run, false), $5::jsonb, c.received_at,
                'sync/' || c.school_id || '/' || c.id
           FROM copy c, original o
         RETURNING upload_id, id AS sync_id`,
          [uploadId, trigger, options.dryRun ?? null, options.fileName ?? null, options.whatIf === undefined ? null : JSON.stringify(options.whatIf)],
        ),
      );
      return asReceived(rows[0]);
    },

    async read(uploadId, { pool } = database) {
      const { rows } = await pool.query<{ storageKey: string; wrappedKey: Buffer | null }>(
        'SELECT storage_key AS "storageKey", wrapped_key AS "wrappedKey" FROM upload WHERE id = $1',
        [uploadId],
      );
      const upload = rows[0];
      if (upload === undefined) throw new Error('There is no such upload.');
      if (upload.wrappedKey === null) throw new UploadPurged(uploadId);
      const key = unwrapKey(masterKey, upload.wrappedKey, upload.storageKey);
      return unseal(await blobs.read(upload.storageKey), key, upload.storageKey);
    },

    async purge(uploadId) {
      const { rows } = await database.pool.query<{ storage_key: string }>(
        `UPDATE upload SET wrapped_key = NULL, purged_at = COALESCE(purged_at, now()) WHERE id = $1 RETURNING storage_key`,
        [uploadId],
      );
      const storageKey = rows[0]?.storage_key ?? '';
      if (storageKey !== '' && (await unopenable([storageKey])).length === 1) await blobs.delete(storageKey);
    },

    async sweepOrphans(writtenBefore) {
      let swept = 0;
      let batch: string[] = [];
      const sweep = async (): Promise<void> => {
        for (const key of await unopenable(batch)) {
          await blobs.delete(key);
          swept++;
        }
        batch = [];
      };
      for await (const key of blobs.listWrittenBefore(writtenBefore)) {
        batch.push(key);
        if (batch.length === 500) await sweep();
      }
      await sweep();
      return swept;
    },
  };

  type Row = UploadSource & Measured & { storageKey: string; wrappedKey: Buffer | null };

  function defaultTerms(): UploadTerms {
    return { by: performance.now() + DEFAULT_MS, pool: database.pool };
  }

  /** The upload and its sync, or neither. */
  async function insert(row: Row, terms: UploadTerms, rejection?: { code: string; params: Record<string, number> }): Promise<ReceivedUpload> {
    return commitInTime(terms, async (ask) => {
      // Both rows refer to the school. Where that is locked, this says so at once, and the connection is free for others.
      await ask('SELECT 1 FROM school WHERE id = $1 FOR KEY SHARE NOWAIT', [row.schoolId]);
      return insertRows(ask, row, rejection);
    });
  }

  async function insertRows(ask: Ask, row: Row, rejection?: { code: string; params: Record<string, number> }): Promise<ReceivedUpload> {
    const { rows } = await ask<{ upload_id: string; sync_id: string }>(
      `WITH received AS (
         INSERT INTO upload (school_id, file_name, bytes, sha256, storage_key, wrapped_key, purged_at)
         VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6::bytea IS NULL THEN now() END)
         RETURNING id, school_id, received_at
       )
       INSERT INTO sync (school_id, upload_id, trigger, dry_run, received_at, workflow_id, status, error_code, error_params, finished_at)
       SELECT school_id, id, $7::"SyncTrigger", $8::boolean, received_at, 'sync/' || school_id || '/' || id,
              CASE WHEN $9::text IS NULL THEN 'RECEIVED'::"SyncStatus" ELSE 'REJECTED' END, $9::text, $10::jsonb,
              CASE WHEN $9::text IS NULL THEN NULL ELSE received_at END
         FROM received
       RETURNING upload_id, id AS sync_id`,
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
      ],
    );
    return asReceived(rows[0])!;
  }

  /** Looks whether it was committed after all, for as long as somebody can still be kept waiting. */
  async function lookFor(storageKey: string, pool: UploadTerms['pool']): Promise<ReceivedUpload | null> {
    for (const until = performance.now() + LOOK_MS; performance.now() < until;) {
      const inTime = pause(until - performance.now(), null);
      const found = await Promise.race([findByStorageKey(storageKey, pool).catch(() => null), inTime]);
      if (found !== null) return found;
      await pause(200);
    }
    return null;
  }

  async function findByStorageKey(storageKey: string, pool: UploadTerms['pool']): Promise<ReceivedUpload | null> {
    const { rows } = await pool.query<{ upload_id: string; sync_id: string }>(
      `SELECT u.id AS upload_id, s.id AS sync_id FROM upload u JOIN sync s ON s.upload_id = u.id WHERE u.storage_key = $1`,
      [storageKey],
    );
    return asReceived(rows[0]);
  }

  /** Those of the keys that no upload has a key for. */
  async function unopenable(storageKeys: string[]): Promise<string[]> {
    if (storageKeys.length === 0) return [];
    const { rows } = await database.pool.query<{ storage_key: string }>(
      `SELECT key AS storage_key FROM unnest($1::text[]) AS key
        WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.storage_key = key AND u.wrapped_key IS NOT NULL)`,
      [storageKeys],
    );
    return rows.map((row) => row.storage_key);
  }
}

/** The uploads as the configuration describes them. */
export function openUploads(database: Database, config: { MASTER_KEY: string; UPLOAD_FOLDER?: string | undefined; ROLLCALL_DATA: string }): Uploads {
  const folder = config.UPLOAD_FOLDER ?? `${config.ROLLCALL_DATA}/uploads`;
  return createUploads({ database, blobs: createFolderBlobStore(folder), masterKey: Buffer.from(config.MASTER_KEY, 'base64') });
}

function asReceived(row: { upload_id: string; sync_id: string } | undefined): ReceivedUpload | null {
  return row === undefined ? null : { uploadId: row.upload_id, syncId: row.sync_id };
}
