import type { Database } from '../../store/database.js';
import type { WhatIf } from '../../store/upload-rows.js';
import type { Uploads } from '../../store/uploads.js';
import { writeAudit } from '../../store/write-audit.js';

export type RunAgainDeps = { database: Database; uploads: Pick<Uploads, 'copyForRerun'> };

export type RunAgainResult =
  /** A new sync of the same bytes, to be announced by the caller. */
  | { kind: 'received'; syncId: string }
  /** The bytes were purged, or never kept. */
  | { kind: 'bytes_not_kept' };

/** Receives the bytes of a sync once more, as an upload with its own sync, and records who asked for it and why. */
export async function runAgain(
  { database, uploads }: RunAgainDeps,
  sync: { uploadId: string; syncId: string; schoolId: string; districtId: string },
  asked: { action: 'sync.rerun' | 'sync.preview_applied'; accountId: string; reason: string; dryRun?: false; whatIf?: WhatIf },
): Promise<RunAgainResult> {
  const { action, accountId, reason, ...changes } = asked;
  const copy = await uploads.copyForRerun(sync.uploadId, 'RERUN', changes);
  if (copy === null) return { kind: 'bytes_not_kept' };
  await writeAudit(database.pool, {
    actor: { kind: 'account', id: accountId },
    action,
    districtId: sync.districtId,
    schoolId: sync.schoolId,
    subjectId: sync.syncId,
    detail: { reason, newSyncId: copy.syncId },
  });
  return { kind: 'received', syncId: copy.syncId };
}
