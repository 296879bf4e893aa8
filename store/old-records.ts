import { FINAL_STATUSES } from '../domain/sync-status.js';
import type { Database, Queries } from './database.js';

/** Few enough that no lock lasts. */
const AT_A_TIME = 2_000;

/** Deletes what syncs changed that ended before then, a few thousand at a time: they can no longer be undone. Returns how many changes went. */
export async function deleteOldChanges({ pool }: Database, before: Date): Promise<number> {
  return again(
    pool,
    `WITH old AS (
       SELECT change.sync_id, change.seq FROM sync JOIN change ON change.sync_id = sync.id
        WHERE sync.finished_at < $1 AND sync.status = ANY ($2::text[]::"SyncStatus"[]) LIMIT ${AT_A_TIME}
     )
     DELETE FROM change USING old WHERE change.sync_id = old.sync_id AND change.seq = old.seq`,
    [before, FINAL_STATUSES],
  );
}

/** Deletes receipts that were written before then. */
export async function deleteOldReceipts({ pool }: Database, before: Date): Promise<number> {
  return again(pool, `DELETE FROM receipt WHERE id IN (SELECT id FROM receipt WHERE created_at < $1 LIMIT ${AT_A_TIME})`, [before]);
}

/**
 * Deletes what is known of mails that were stored before then: to which address, when, with which outcome; and their links, except
 * those of addresses that declined, which may agree again.
 */
export async function deleteOldMails({ pool }: Database, before: Date): Promise<number> {
  const ofSchools = await again(pool, `DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE created_at < $1 LIMIT ${AT_A_TIME})`, [
    before,
  ]);
  await again(
    pool,
    `DELETE FROM recipient_link WHERE hash IN (SELECT hash FROM recipient_link link WHERE link.made_at < $1 AND NOT EXISTS (
       SELECT FROM recipient WHERE recipient.school_id = link.school_id AND recipient.address = link.address AND recipient.decision = 'DECLINED') LIMIT ${AT_A_TIME})`,
    [before],
  );
  return (
    ofSchools +
    (await again(pool, `DELETE FROM account_mail WHERE id IN (SELECT id FROM account_mail WHERE created_at < $1 LIMIT ${AT_A_TIME})`, [before]))
  );
}

/** Of files that were rejected before then, forgets the columns that were not known, and the remarks that name them. Returns of how many. */
export async function forgetHeaders({ pool }: Database, before: Date): Promise<number> {
  const forgotten = await again(
    pool,
    `UPDATE sync SET columns = '[]', account = NULL
      WHERE id IN (SELECT id FROM sync WHERE status = 'REJECTED' AND finished_at < $1 AND columns IS NOT NULL AND columns <> '[]' LIMIT ${AT_A_TIME})`,
    [before],
  );
  await again(
    pool,
    `DELETE FROM problem WHERE (sync_id, seq) IN (
       SELECT problem.sync_id, problem.seq FROM sync JOIN problem ON problem.sync_id = sync.id
        WHERE sync.status = 'REJECTED' AND sync.finished_at < $1 AND problem.code IN ('unknown_column', 'column_read_twice') LIMIT ${AT_A_TIME})`,
    [before],
  );
  return forgotten;
}

/** People who were archived before then, a batch of them. */
export async function listLongArchived({ pool }: Database, before: Date): Promise<{ schoolId: string; personId: string }[]> {
  const { rows } = await pool.query<{ schoolId: string; personId: string }>(
    `SELECT school_id AS "schoolId", id AS "personId" FROM person WHERE state = 'ARCHIVED' AND archived_at < $1 ORDER BY archived_at LIMIT 500`,
    [before],
  );
  return rows;
}

/** Syncs that have waited for an owner since before then, without a decision. */
export async function listOldHolds({ pool }: Database, before: Date): Promise<{ schoolId: string; syncId: string }[]> {
  const { rows } = await pool.query<{ schoolId: string; syncId: string }>(
    `SELECT school_id AS "schoolId", id AS "syncId" FROM sync WHERE status = 'HELD' AND decision IS NULL AND received_at < $1 ORDER BY id LIMIT 500`,
    [before],
  );
  return rows;
}

async function again(queries: Queries, statement: string, values: unknown[]): Promise<number> {
  for (let total = 0; ;) {
    const { rowCount } = await queries.query(statement, values);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_A_TIME) return total;
  }
}
