import type { FailureCode } from '../domain/messages/failure-texts.js';
import { IN_PROGRESS, isIn, type SyncStatus } from '../domain/sync-status.js';
import { forgetAbsencesOf } from '../store/roster/record-absences.js';
import { auditSync } from '../store/roster/store-sync.js';
import { withSync } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from '../domain/steps.js';

const OPEN = [...IN_PROGRESS, 'HELD'] as const satisfies readonly SyncStatus[];

/** Marks a sync without an outcome as FAILED, with a code for support. Returns its status. */
export async function markFailed(
  deps: Pick<RosterDeps, 'database' | 'log'>,
  input: Pick<SyncRef, 'syncId'> & { code: FailureCode; hold: 'waits' | 'failed' },
): Promise<SyncStatus> {
  return withSync(deps.database, input.syncId, { people: 'none', turn: 'none', statementSeconds: 60 }, async ({ client, sync }) => {
    if (!isIn(OPEN, sync.status)) return sync.status;
    // A hold outlives its workflow: the owner's decision restarts it.
    if (sync.status === 'HELD' && input.hold === 'waits') return 'HELD';
    await moveSync(client, sync.id, OPEN, 'FAILED', { code: input.code });
    // A file that never took effect says nothing about who is missing.
    if (!sync.applied) await forgetAbsencesOf(client, sync.id);
    await auditSync(client, sync, 'sync.failed', { code: input.code });
    deps.log.error({ syncId: sync.id, code: input.code }, 'sync failed');
    return 'FAILED';
  });
}
