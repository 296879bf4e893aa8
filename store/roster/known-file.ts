import { FULLY_APPLIED, IN_PROGRESS } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import type pg from 'pg';
import type { DigestSeed } from '../../domain/reading/digest-rows.js';
import type { RosterSummary } from '../../domain/reading/types.js';
import { digestsIn } from './digests-in.js';
import { isGood } from './find-rows-cut-off.js';
import { hasAbsences } from './record-absences.js';
import type { SyncRecord } from './with-sync.js';

/** The digests of an earlier file of a series. */
export type KnownFile = {
  syncId: string;
  /** Of all its rows, in their order, and then of what it mentions. */
  digests: Int32Array;
  /** False: the same rows may cause changes now, because of the people, the settings, or decisions about them. */
  repeats: boolean;
  /** No two of its rows are about one person; the same is true of any part of them. */
  unlike: boolean;
};

/** The file of the series that left the people as they are; otherwise the newest one, if any. */
export async function loadKnownFile(client: pg.PoolClient, sync: SyncRecord, series: string, settingsVersion: number): Promise<KnownFile | null> {
  const { rows } = await client.query<{ syncId: string; unlike: boolean; digests: Buffer; repeats: boolean }>(
    `SELECT known.sync_id AS "syncId", known.unlike, known.digests, known.repeats
       FROM (SELECT k.sync_id, k.unlike, k.digests, k.stored_at,
                    k.repeatable AND s.status IN ${sqlStatuses(FULLY_APPLIED)} AND coalesce(s.left_version = $3 AND s.planned_settings = $4, false)
                      AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.school_id = k.school_id) AS repeats
               FROM row_digests k JOIN sync s ON s.id = k.sync_id AND NOT s.dry_run
              WHERE k.school_id = $1 AND k.series = $2) AS known
      ORDER BY known.repeats DESC, known.stored_at DESC LIMIT 1`,
    [sync.schoolId, series, sync.rosterVersion, settingsVersion],
  );
  const [known] = rows;
  return known === undefined ? null : { ...known, digests: digestsIn(known.digests) };
}

/** The seed of the school's digests. */
export function digestSeed({ digestSeed: bytes }: Pick<SyncRecord, 'digestSeed'>): DigestSeed {
  const [first, second] = digestsIn(bytes);
  return [first!, second!];
}

/** Stores the digests of this sync's rows, and forgets those that are no longer needed for comparison. */
export async function storeKnownFile(
  client: pg.PoolClient,
  sync: SyncRecord,
  series: string,
  { digests, rows, unlike }: { digests: Int32Array; rows: number; unlike: boolean },
): Promise<void> {
  await client.query(
    `INSERT INTO row_digests (school_id, series, sync_id, digests, unlike, rows) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (school_id, sync_id) DO UPDATE SET digests = excluded.digests, unlike = excluded.unlike, rows = excluded.rows, rows_cut_off = 0,
       repeatable = false, stored_at = now()`,
    [sync.schoolId, series, sync.id, Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength), unlike, rows],
  );
  // Two good files of each kind, because the last one may be undone; and the newest of each series for 30 days.
  await client.query(
    `DELETE FROM row_digests WHERE school_id = $1 AND sync_id IN (
       SELECT kept.sync_id
         FROM (SELECT k.sync_id, s.status, s.dry_run, k.stored_at, ${isGood('s', 'k')} AS good,
                      row_number() OVER (PARTITION BY s.stands_for, ${isGood('s', 'k')} ORDER BY s.received_at DESC, s.id DESC) AS of_kind,
                      row_number() OVER (PARTITION BY k.series, s.dry_run ORDER BY k.stored_at DESC) AS of_series
                 FROM row_digests k JOIN sync s ON s.id = k.sync_id WHERE k.school_id = $1) AS kept
        WHERE kept.status NOT IN ${sqlStatuses(IN_PROGRESS)} AND NOT (kept.good AND kept.of_kind <= 2)
          AND NOT (kept.of_series = 1 AND NOT kept.dry_run AND kept.stored_at > now() - interval '30 days'))`,
    [sync.schoolId],
  );
}

/** Notes what the plan of a sync means for a next file with the same rows. */
export async function noteRepeatable(client: pg.PoolClient, ref: { syncId: string; schoolId: string }, repeatable: boolean): Promise<void> {
  await client.query('UPDATE row_digests SET repeatable = $3 WHERE school_id = $1 AND sync_id = $2 AND repeatable <> $3', [
    ref.schoolId,
    ref.syncId,
    repeatable,
  ]);
}

/**
 * Replaces the known file by a sync with the same rows. False: something besides the rows differs, or has changed, or the school is
 * busy; the plan then decides. From here to the end of the transaction, the people of the school cannot change.
 */
export async function repeatKnownFile(
  client: pg.PoolClient,
  sync: SyncRecord,
  known: KnownFile,
  reading: RosterSummary,
  settingsVersion: number,
): Promise<boolean> {
  const school = await client.query<{ version: number }>('SELECT roster_version AS version FROM school WHERE id = $1 FOR SHARE SKIP LOCKED', [
    sync.schoolId,
  ]);
  if (school.rows[0]?.version !== sync.rosterVersion || (await hasAbsences(client, sync.schoolId))) return false;
  const { rowCount } = await client.query(
    `SELECT 1 FROM sync AS before
      WHERE before.id = $1 AND before.status IN ${sqlStatuses(FULLY_APPLIED)} AND before.left_version = $2 AND before.planned_settings = $3
        AND before.columns = $4::jsonb AND before.covers = $5::text[]::"Category"[] AND before.stands_for = $6::text[]::"Category"[]
        AND before.rows_unidentified = $7 AND before.cut_last_line = $8 AND before.partial = $9`,
    [
      known.syncId,
      sync.rosterVersion,
      settingsVersion,
      JSON.stringify(reading.columns),
      reading.coversCategories,
      reading.standsFor,
      reading.unidentifiedRows,
      reading.cutLastLine,
      reading.partial,
    ],
  );
  if (rowCount === 0) return false;
  await client.query('UPDATE row_digests SET sync_id = $3, stored_at = now() WHERE school_id = $1 AND sync_id = $2', [
    sync.schoolId,
    known.syncId,
    sync.id,
  ]);
  return true;
}
