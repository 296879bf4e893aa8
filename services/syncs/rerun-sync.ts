import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import { readSyncStanding } from '../../store/syncs.js';
import { runAgain, type RunAgainDeps, type RunAgainResult } from './run-again.js';

export type RerunResult = RunAgainResult | { kind: 'not_found' } | { kind: 'still_under_way' } | { kind: 'decide_first' };

/** Runs the bytes of a finished sync again, as a new upload with its own sync: the old one stays unchanged. */
export async function rerunSync(
  deps: RunAgainDeps,
  input: { schoolId: string; syncId: string; accountId: string; reason: string },
): Promise<RerunResult> {
  const sync = await readSyncStanding(deps.database.pool, input.schoolId, input.syncId);
  if (sync === null) return { kind: 'not_found' };
  // With other settings the same bytes may mean something different: the current hold ends when the new sync supersedes it.
  if (sync.status === 'HELD' && !sync.otherSettings) return { kind: 'decide_first' };
  if (sync.status !== 'HELD' && !isIn(FINAL_STATUSES, sync.status)) return { kind: 'still_under_way' };
  const { syncId, schoolId, accountId, reason } = input;
  return runAgain(deps, { uploadId: sync.uploadId, districtId: sync.districtId, syncId, schoolId }, { action: 'sync.rerun', accountId, reason });
}
