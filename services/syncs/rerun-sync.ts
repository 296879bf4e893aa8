import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import type { Uploads } from '../../store/uploads.js';
import type { Database } from '../../store/database.js';
import { readSyncStanding } from '../../store/syncs.js';
import { writeAudit } from '../../store/write-audit.js';

export type RerunResult =
  /** A new sync of the same bytes, to be announced by the caller. */
  | { kind: 'received'; syncId: string }
  | { kind: 'not_found' }
  | { kind: 'still_under_way' }
  | { kind: 'decide_first' }
  /** The bytes were purged, or never kept. */
  | { kind: 'bytes_not_kept' };

/** Runs the bytes of a finished sync again, as a new upload with a sync of its own: the old one stays as it is. */
export async function rerunSync(
  deps: { database: Database; uploads: Pick<Uploads, 'copyForRerun'> },
  input: { schoolId: string; syncId: string; accountId: string; reason: string },
): Promise<RerunResult> {
  const sync = await readSyncStanding(deps.database.pool, input.schoolId, input.syncId);
  if (sync === null) return { kind: 'not_found' };
  // With other settings the same bytes may mean something else: what waits now ends once the new sync has said it anew.
  if (sync.status === 'HELD' && !sync.otherSettings) return { kind: 'decide_first' };
  if (sync.status !== 'HELD' && !isIn(FINAL_STATUSES, sync.status)) return { kind: 'still_under_way' };
  const copy = await deps.uploads.copyForRerun(sync.uploadId, 'RERUN');
  if (copy === null) return { kind: 'bytes_not_kept' };
  await writeAudit(deps.database.pool, {
    actor: { kind: 'account', id: input.accountId },
    action: 'sync.rerun',
    districtId: sync.districtId,
    schoolId: input.schoolId,
    subjectId: input.syncId,
    detail: { reason: input.reason, newSyncId: copy.syncId },
  });
  return { kind: 'received', syncId: copy.syncId };
}
