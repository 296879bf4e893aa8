import type { ProblemParams } from '../domain/problem.js';
import { FINAL_STATUSES, mayFollow, type NextStatus, type SyncStatus } from '../domain/sync-status.js';
import type { Queries } from './database.js';

/** Why a sync ends as REJECTED or FAILED. */
export type SyncError = { code: string; params?: ProblemParams };

/**
 * Moves a sync to its next state: the only statement that writes `sync.status` after the upload is committed. It also writes the
 * fields that belong to the state: the times, and the error, which is cleared when the sync leaves FAILED.
 *
 * Throws an Error if domain/sync-status.ts does not allow the step, or if the sync is in none of the states of `from`:
 * the caller holds the sync, so both are bugs. If the state may have changed meanwhile, use `tryMoveSync`.
 */
export async function moveSync<From extends SyncStatus>(
  queries: Queries,
  syncId: string,
  from: From | readonly From[],
  to: NextStatus<NoInfer<From>>,
  error: SyncError | null = null,
): Promise<void> {
  if (!(await tryMoveSync(queries, syncId, from, to, error))) throw new Error(`The sync ${syncId} could not become ${to}.`);
}

/**
 * The same, and answers whether the sync moved. It does not when it is in none of the states of `from`, or lacks what the step
 * needs: a plan, to be applied; changes that took effect, to be undone or to go on after a failure; none, to be staged again.
 */
export async function tryMoveSync<From extends SyncStatus>(
  queries: Queries,
  syncId: string,
  from: From | readonly From[],
  to: NextStatus<NoInfer<From>>,
  error: SyncError | null = null,
): Promise<boolean> {
  const known: readonly SyncStatus[] = typeof from === 'string' ? [from] : from;
  const forbidden = known.find((status) => !mayFollow(status, to));
  if (forbidden !== undefined) throw new Error(`A sync that is ${forbidden} does not become ${to}.`);
  const { rowCount } = await queries.query(
    `UPDATE sync
        SET status = $2::"SyncStatus",
            started_at = CASE WHEN $2 = 'STAGING' THEN coalesce(started_at, now()) ELSE started_at END,
            applied_at = CASE WHEN status = 'APPLYING' AND $2 IN ('APPLIED', 'HELD') THEN now() ELSE applied_at END,
            finished_at = CASE WHEN $2 = ANY ($4) THEN now() END,
            error_code = $5, error_params = $6
      WHERE id = $1 AND status = ANY ($3::"SyncStatus"[])
        AND CASE WHEN $2 = 'STAGING' THEN applied_at IS NULL
                 WHEN $2 = 'APPLYING' THEN planned_for IS NOT NULL AND applied_at IS NULL
                 WHEN status = 'FAILED' OR $2 = 'UNDONE' THEN applied_at IS NOT NULL
                 ELSE true END`,
    [syncId, to, known, FINAL_STATUSES, error?.code ?? null, error?.params === undefined ? null : JSON.stringify(error.params)],
  );
  return rowCount === 1;
}

/** A list of states as SQL compares with it: `sync.status IN ${sqlStatuses(IN_PROGRESS)}`. */
export function sqlStatuses(statuses: readonly SyncStatus[]): string {
  return `(${statuses.map((status) => `'${status}'`).join(', ')})`;
}
