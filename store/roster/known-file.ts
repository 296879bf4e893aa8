import { FULLY_APPLIED } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { DigestSeed } from '../../domain/reading/digest-rows.js';
import type { RosterSummary } from '../../domain/reading/types.js';
import { hasAbsences } from './record-absences.js';
import type { SyncRecord } from './with-sync.js';

/** The newest file of a series that was staged, as far as it is known by its rows. */
export type KnownFile = {
  syncId: string;
  /** For the digests of the next file. */
  seed: DigestSeed;
  /** Of all its rows, in their order, and then of what it mentions. */
  digests: Int32Array;
  /** How many of the digests are of rows. */
  rows: number;
  /** False: the same rows may be work now, because of the people, the settings, or what was decided about them. */
  repeats: boolean;
  /** No two of its rows are of one person; so of any part of them. */
  unlike: boolean;
};

/** What was stored of the series, if anything. */
export async function loadKnownFile(client: pg.PoolClient, sync: SyncRecord, series: string, settingsVersion: number): Promise<KnownFile | null> {
  const { rows } = await client.query<{ syncId: string; unlike: boolean; rows: number; seed: Buffer; digests: Buffer; repeats: boolean }>(
    `SELECT known.sync_id AS "syncId", known.unlike, known.rows, known.seed, known.digests, known.repeats
       FROM (SELECT k.sync_id, k.unlike, k.rows, substr(k.digests, 1, ${SEED_BYTES}) AS seed, k.digests,
                    k.repeatable AND s.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.school_id = k.school_id) AS repeats
               FROM row_digests k
               LEFT JOIN sync s ON s.id = k.sync_id AND s.status IN ${sqlStatuses(FULLY_APPLIED)} AND s.left_version = $3 AND s.planned_settings = $4
              WHERE k.school_id = $1 AND k.series = $2) AS known`,
    [sync.schoolId, series, sync.rosterVersion, settingsVersion],
  );
  const [known] = rows;
  if (known === undefined) return null;
  const [first, second] = numbersIn(known.seed);
  return {
    syncId: known.syncId,
    seed: [first!, second!],
    digests: numbersIn(known.digests).subarray(2),
    rows: known.rows,
    repeats: known.repeats,
    unlike: known.unlike,
  };
}

export function newSeed(): DigestSeed {
  const [first, second] = numbersIn(randomBytes(SEED_BYTES));
  return [first!, second!];
}

/** Keeps what the rows of this sync are, in the place of its series' last file. */
export async function storeKnownFile(
  client: pg.PoolClient,
  sync: SyncRecord,
  series: string,
  { seed, digests, rows, unlike }: { seed: DigestSeed; digests: Int32Array; rows: number; unlike: boolean },
): Promise<void> {
  const bytes = Buffer.concat([Buffer.from(Int32Array.from(seed).buffer), Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength)]);
  await client.query(
    `INSERT INTO row_digests (school_id, series, sync_id, digests, unlike, rows) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (school_id, series) DO UPDATE SET sync_id = excluded.sync_id, digests = excluded.digests, unlike = excluded.unlike, rows = excluded.rows, repeatable = false, stored_at = now()`,
    [sync.schoolId, series, sync.id, bytes, unlike, rows],
  );
  // Files whose names never come again.
  await client.query(`DELETE FROM row_digests WHERE school_id = $1 AND stored_at < now() - interval '30 days'`, [sync.schoolId]);
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
 * Puts a sync whose rows were found to be the same in the place of the known file. False: what surrounds the rows is not the
 * same after all, or not any more, or somebody is at work on the school; the plan then finds out. Nobody changes the people of the school from here to the end of the transaction.
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

const SEED_BYTES = 8;

function numbersIn(bytes: Buffer): Int32Array {
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
