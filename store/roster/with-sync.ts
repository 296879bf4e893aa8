import type pg from 'pg';
import type { Category } from '../../domain/category.js';
import type { AccountEntry, WordEntry } from '../../domain/reading/file-account.js';
import type { ColumnMapping } from '../../domain/reading/types.js';
import { seasonOf, settingsInSeason, versionInSeason, type SettingsInSeason } from '../../domain/plan/season.js';
import type { HoldReason, SyncCounts, SyncTrigger } from '../../domain/sync.js';
import { FULLY_APPLIED, type SyncStatus } from '../../domain/sync-status.js';
import { TURNS_COUNTED_MS, type Place } from '../../domain/turn/turn-delay.js';
import { sqlStatuses } from '../sync-store.js';
import { readSettings, readStoredSettings } from '../settings.js';
import { inTransaction, type Database } from '../database.js';
import { SchoolBusy } from '../../domain/turn/school-busy.js';

/** A sync and its surroundings, as a step needs them. */
export type SyncRecord = {
  id: string;
  schoolId: string;
  districtId: string;
  uploadId: string;
  trigger: SyncTrigger;
  dryRun: boolean;
  /** Settings that this dry run plans with instead of the school's, as stored; null: the school's own. */
  whatIf: unknown;
  status: SyncStatus;
  columns: ColumnMapping[] | null;
  /** Of the account of the file. */
  words: WordEntry[] | null;
  sheets: AccountEntry[] | null;
  covers: Category[];
  standsFor: Category[];
  rowsTotal: number;
  rowsValid: number;
  rowsStaged: number;
  rowsUnidentified: number;
  cutLastLine: boolean;
  partial: boolean;
  counts: SyncCounts | null;
  hold: HoldReason[] | null;
  decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED' | null;
  plannedFor: number | null;
  plannedSettings: number | null;
  leftVersion: number | null;
  applied: boolean;
  fileName: string;
  sha256: string;
  /** Of a part of a district's file: how many rows of that file belong to no school that is known. 0 for every other file. */
  unplacedRows: number;
  region: 'US' | 'CA';
  /** The school's local day on which the upload was received, `YYYY-MM-DD`. */
  day: string;
  receivedAt: Date;
  rosterVersion: number;
  /** The seed for digests of the school's rows, as stored. */
  digestSeed: Buffer;
};

/** One step's hold on one sync: its connection inside the transaction, and what is stored. */
export type SyncUnit = {
  client: pg.PoolClient;
  sync: SyncRecord;
  /** Of the season in which the file came. */
  settings: { version: number; settings: SettingsInSeason };
};

export type SyncLock = {
  /** `none`: people are not read. `read`: the people of the school cannot change meanwhile. `write`: only this step changes them. */
  people: 'none' | 'read' | 'write';
  /**
   * What the school must have free for this step, beside the sync itself. `reading`: one of its few places for reading large files.
   * `alone`: no other step with people is at work on it. `in_line`: alone, and after the older files of the school.
   */
  turn: 'none' | 'reading' | 'alone' | 'in_line';
  /** The longest that one statement may take. */
  statementSeconds: number;
};

/** Large files of one school that are read at the same time. A worker has eight slots, and other schools need some. */
const READING_PLACES = 2;
/** A smaller file is read in less time than it takes to ask for a place a second time. */
const LARGE_BYTES = 256 * 1024;

/**
 * Runs one step of a sync in one exclusive transaction: no other attempt, such as an earlier one that was thought dead, works on the
 * sync meanwhile. A process that stops in the middle loses its transaction after a minute.
 *
 * @throws SchoolBusy at once, if the school is busy or older files come first: a step never waits here for its turn
 */
export async function withSync<T>(database: Database, syncId: string, lock: SyncLock, step: (unit: SyncUnit) => Promise<T>): Promise<T> {
  return inTransaction(database.pool, async (client) => {
    // The lock time-out is for single rows that an owner, or a session outside the product, is changing at this moment.
    await client.query(
      `SET LOCAL statement_timeout = '${lock.statementSeconds}s'; SET LOCAL lock_timeout = '1s';
       SET LOCAL idle_in_transaction_session_timeout = '60s'`,
    );
    await takeTurn(client, syncId, lock);
    return step(await readUnit(client, syncId));
  });
}

/**
 * How a step locks the row of its school. Never FOR UPDATE, because new uploads refer to the row and must not wait. But always some lock:
 * if a transaction writes a row twice, PostgreSQL checks its foreign keys with KEY SHARE on the referenced row, and waits for it.
 */
const SCHOOL_LOCKS = { none: 'KEY SHARE', read: 'SHARE', write: 'NO KEY UPDATE' } as const;

async function takeTurn(client: pg.PoolClient, syncId: string, { people, turn }: SyncLock): Promise<void> {
  const busy = async (): Promise<SchoolBusy> => new SchoolBusy(await findPlace(client, syncId));
  if (turn === 'in_line') {
    const place = await findPlace(client, syncId);
    if (place.filesAhead > 0) throw new SchoolBusy(place);
  }
  // Advisory locks, not the rows: marking a sync as announced must not wait until a long file is read.
  if (!(await tryLock(client, '$1::text, 3', syncId))) throw await busy();
  const school = '(SELECT school_id::text FROM sync WHERE id = $1::uuid)';
  if (turn === 'reading' && !(await takeReadingPlace(client, syncId, school))) throw await busy();
  if ((turn === 'alone' || turn === 'in_line') && !(await tryLock(client, `${school}, 4`, syncId))) throw await busy();
  const { rowCount } = await client.query(
    `SELECT 1 FROM school WHERE id = (SELECT school_id FROM sync WHERE id = $1) FOR ${SCHOOL_LOCKS[people]} SKIP LOCKED`,
    [syncId],
  );
  if (rowCount === 0) throw await busy();
}

async function takeReadingPlace(client: pg.PoolClient, syncId: string, school: string): Promise<boolean> {
  const { rows } = await client.query<{ bytes: number }>('SELECT bytes FROM upload WHERE id = (SELECT upload_id FROM sync WHERE id = $1)', [syncId]);
  if ((rows[0]?.bytes ?? 0) < LARGE_BYTES) return true;
  for (let place = 0; place < READING_PLACES; place++) if (await tryLock(client, `${school} || '/${place}', 5`, syncId)) return true;
  return false;
}

/** Takes an advisory lock until the end of the transaction, if it is free. */
async function tryLock(client: pg.PoolClient, lock: string, syncId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtextextended(${lock})) AS locked`, [syncId]);
  return rows[0]?.locked === true;
}

/**
 * How many older files of the school are in progress, and so come before this one. The others wait only for a limited time for a file
 * that cannot be read, or whose workflow stands still; then they continue, and may supersede it. They do not wait for a cancelled
 * file at all.
 */
export async function findPlace(client: pg.PoolClient, syncId: string): Promise<Place> {
  const { rows } = await client.query<Place>(
    `SELECT count(*) AS "filesAhead",
            (SELECT (extract(epoch FROM now() - min(ended.finished_at)) * 1000 / count(*))::float8
               FROM sync AS ended JOIN sync AS own ON own.school_id = ended.school_id
              WHERE own.id = $1 AND NOT ended.dry_run AND ended.finished_at > now() - $3 * interval '1 millisecond' AND ended.received_at > now() - interval '1 day') AS "turnMs"
       FROM sync AS ahead JOIN sync AS own ON own.school_id = ahead.school_id
      WHERE own.id = $1 AND NOT own.dry_run AND own.status = ANY ($2::text[]::"SyncStatus"[])
        AND NOT ahead.dry_run AND ahead.decision IS NULL AND ahead.status = ANY ($2::text[]::"SyncStatus"[]) AND (ahead.received_at, ahead.id) < (own.received_at, own.id)
        AND ahead.announced_at > now() - CASE WHEN ahead.status IN ('RECEIVED', 'STAGING') THEN interval '10 minutes' ELSE interval '1 hour' END`,
    [syncId, UNDER_WAY, TURNS_COUNTED_MS],
  );
  return rows[0] ?? { filesAhead: 0, turnMs: null };
}

const UNDER_WAY = ['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'] as const satisfies readonly SyncStatus[];

/** What is stored now; for a step that has changed it, and goes on in the same transaction. */
export async function readUnit(client: pg.PoolClient, syncId: string): Promise<SyncUnit> {
  const { rows } = await client.query<SyncRecord>(SELECT_SYNC, [syncId]);
  const sync = rows[0];
  if (sync === undefined) throw new Error(`There is no sync ${syncId}.`);
  const { version, settings: ofSchool } = await readSettings(client, sync.schoolId);
  const settings = sync.whatIf === null ? ofSchool : readStoredSettings(sync.whatIf);
  const { until } = settings.summer;
  const season = seasonOf(settings, {
    receivedAt: sync.receivedAt,
    settledSince: until === null || (await hasSettledSince(client, syncId, until)),
  });
  return { client, sync, settings: { version: versionInSeason(version, season), settings: settingsInSeason(settings, season) } };
}

/** Whether another file that came since, with all the categories of this one, was fully applied. */
async function hasSettledSince(client: pg.PoolClient, syncId: string, since: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM sync AS own JOIN sync AS other ON other.school_id = own.school_id AND other.id <> own.id
      WHERE own.id = $1 AND NOT other.dry_run AND other.received_at >= $2::timestamptz AND other.status IN ${sqlStatuses(FULLY_APPLIED)}
        AND other.covers @> own.covers AND other.stands_for @> own.stands_for
      LIMIT 1`,
    [syncId, since],
  );
  return rowCount !== 0;
}

const SELECT_SYNC = `
  SELECT sync.id, sync.school_id AS "schoolId", school.district_id AS "districtId", sync.upload_id AS "uploadId", sync.trigger,
         sync.dry_run AS "dryRun", CASE WHEN sync.dry_run THEN sync.what_if->'settings' END AS "whatIf", sync.status, sync.columns, sync.covers::text[] AS covers, sync.stands_for::text[] AS "standsFor",
         sync.rows_total AS "rowsTotal", sync.rows_valid AS "rowsValid", sync.rows_staged AS "rowsStaged",
         sync.rows_unidentified AS "rowsUnidentified", sync.cut_last_line AS "cutLastLine", sync.partial, sync.account->'words' AS words, sync.account->'sheets' AS sheets, sync.counts, sync.hold,
         sync.decision->>'decision' AS decision, sync.planned_for AS "plannedFor", sync.planned_settings AS "plannedSettings",
         sync.left_version AS "leftVersion", sync.applied_at IS NOT NULL AS applied, upload.file_name AS "fileName", upload.sha256,
         coalesce((SELECT unplaced_rows FROM district_upload WHERE district_upload.id = upload.district_upload_id), 0) AS "unplacedRows",
         school.region, (sync.received_at AT TIME ZONE school.time_zone)::date::text AS day, sync.received_at AS "receivedAt", school.roster_version AS "rosterVersion", school.digest_seed AS "digestSeed"
    FROM sync JOIN upload ON upload.id = sync.upload_id JOIN school ON school.id = sync.school_id
   WHERE sync.id = $1`;
