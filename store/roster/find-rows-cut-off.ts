import type pg from 'pg';
import { FEWEST_ROWS_CUT_OFF } from '../../domain/plan/judge-archiving.js';
import { createKnownRows } from '../../domain/reading/known-rows.js';
import { FULLY_APPLIED } from '../../domain/sync-status.js';
import { sqlStatuses } from '../sync-store.js';
import { digestsIn } from './digests-in.js';
import type { SyncRecord } from './with-sync.js';

/**
 * If the rows of this file are the first rows of a good file of the school, each the same and in the same order: how many of that file's
 * last rows are missing; otherwise 0. File names do not matter, nor files in between that did not stand: good is the last file
 * that is fully applied, and each one since then that took effect.
 */
export async function findRowsCutOff(client: pg.PoolClient, sync: Pick<SyncRecord, 'id' | 'schoolId'>): Promise<number> {
  const { rows } = await client.query<{ rowsCutOff: number; mentions: Buffer; mentionsBefore: Buffer }>(
    `SELECT k.rows - own.rows AS "rowsCutOff", substr(own.digests, 8 * own.rows + 1) AS mentions, substr(k.digests, 8 * k.rows + 1) AS "mentionsBefore"
       FROM row_digests AS own
       JOIN sync AS now ON now.id = own.sync_id
       JOIN row_digests AS k ON k.school_id = own.school_id AND k.rows > own.rows AND substr(k.digests, 1, 8) = substr(own.digests, 1, 8)
        AND substr(k.digests, 1, 8 * own.rows) = substr(own.digests, 1, 8 * own.rows)
       JOIN sync AS before ON before.id = k.sync_id
      WHERE own.school_id = $1 AND own.sync_id = $2 AND own.rows > 0 AND (before.received_at, before.id) < (now.received_at, now.id)
        AND NOT before.dry_run AND (before.applied_at IS NOT NULL OR before.status = 'UNCHANGED') AND before.status NOT IN ('UNDONE', 'DISCARDED', 'CANCELLED', 'FAILED')
        AND ${isWhole('before', 'k')}
        AND NOT EXISTS (SELECT 1 FROM row_digests AS other JOIN sync AS newer ON newer.id = other.sync_id
                         WHERE other.school_id = own.school_id AND newer.stands_for && before.stands_for AND ${isGood('newer', 'other')}
                           AND (newer.received_at, newer.id) > (before.received_at, before.id) AND (newer.received_at, newer.id) < (now.received_at, now.id))
      ORDER BY before.received_at DESC, before.id DESC`,
    [sync.schoolId, sync.id],
  );
  // A broken row that the earlier file did not have is not part of its beginning.
  const beginning = rows.find(({ mentions, mentionsBefore }) => createKnownRows(digestsIn(mentionsBefore)).take(digestsIn(mentions)));
  if (beginning === undefined) return 0;
  // The next copy that stops at the same place must be compared with the whole file again.
  await client.query('UPDATE row_digests SET rows_cut_off = $3 WHERE school_id = $1 AND sync_id = $2', [
    sync.schoolId,
    sync.id,
    beginning.rowsCutOff,
  ]);
  return beginning.rowsCutOff;
}

/** No part of the file is doubtful: sync `s`, whose rows are `k`. */
export function isGood(s: string, k: string): string {
  return `(${s}.status IN ${sqlStatuses(FULLY_APPLIED)} AND NOT ${s}.dry_run AND ${isWhole(s, k)})`;
}

/** It is not the beginning of another file; or it is, and an owner was asked and approved it. */
function isWhole(s: string, k: string): string {
  const approved = `${s}.decision->>'decision' = 'APPROVED' AND ${s}.hold @> '[{"code": "beginning_of_last_file"}]'`;
  return `(${k}.rows_cut_off < ${FEWEST_ROWS_CUT_OFF} OR coalesce(${approved}, false))`;
}
