import type { Locale } from '../../domain/locale.js';
import { judgeUndo, type UndoVerdict } from '../../domain/undo.js';
import { inTransaction, type Database } from '../../store/database.js';
import { readSyncStanding } from '../../store/syncs.js';
import { loadUndo, type UndoPage, type UndoQuery } from '../../store/views/load-undo.js';
import { writeAudit } from '../../store/write-audit.js';

/** Why a sync cannot be undone. */
type Refusal = { kind: 'not_found' | Exclude<UndoVerdict, 'may_be_undone'> };

export type RequestUndoResult = { kind: 'requested' } | Refusal;
export type PreviewUndoResult = { kind: 'previewed'; page: UndoPage } | Refusal;

/** What an undo would do now, page by page; refused if the undo itself would be. Changes no one. Throws WrongCursor. */
export async function previewUndo(database: Database, query: UndoQuery, locale: Locale): Promise<PreviewUndoResult> {
  const sync = await readSyncStanding(database.pool, query.schoolId, query.syncId);
  if (sync === null) return { kind: 'not_found' };
  const verdict = judgeUndo(sync);
  return verdict === 'may_be_undone' ? { kind: 'previewed', page: await loadUndo(database, query, locale) } : { kind: verdict };
}

/**
 * Checks that a sync can be undone, and records the request in the audit trail. Starting the undo is the caller's next
 * step; if that fails, the owner is told and can ask again.
 */
export async function requestUndo(
  database: Database,
  input: { schoolId: string; syncId: string; accountId: string; reason: string },
): Promise<RequestUndoResult> {
  return inTransaction(database.pool, async (client) => {
    const sync = await readSyncStanding(client, input.schoolId, input.syncId);
    if (sync === null) return { kind: 'not_found' };
    const verdict = judgeUndo(sync);
    if (verdict !== 'may_be_undone') return { kind: verdict };
    await writeAudit(client, {
      actor: { kind: 'account', id: input.accountId },
      action: 'sync.undo_requested',
      districtId: sync.districtId,
      schoolId: input.schoolId,
      subjectId: input.syncId,
      detail: { reason: input.reason },
    });
    return { kind: 'requested' };
  });
}
