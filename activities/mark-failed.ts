import type { FailureCode } from '../domain/messages/failure-texts.js';
import { IN_PROGRESS, isIn, type SyncStatus } from '../domain/sync-status.js';
import { forgetAbsencesOf } from '../store/roster/record-absences.js';
import { auditSync } from '../store/roster/store-sync.js';
import { withSync } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from '../domain/steps.js';

const OPEN = [...IN_PROGRESS, 'HELD'] as const satisfies readonly SyncStatus[];

/** Says FAILED, with a code for support, of a sync whose outcome does not stand yet. Returns what it is now. */
export async function markFailed(
  deps: Pick<RosterDeps, 'database' | 'log'>,
  input: Pick<SyncRef, 'syncId'> & { code: FailureCode; hold: 'waits' | 'failed' },
): Promise<SyncStatus> {
  return withSync(deps.database, input.syncId, { people: 'none', turn: 'none', statementSeconds: 60 }, async ({ client, sync }) => {
    if (!isIn(OPEN, sync.status)) return sync.status;
    // A hold outlives its workflow: the owner's decision starts it again.
    if (sync.status === 'HELD' && input.hold === 'waits') return 'HELD';
    await moveSync(client, sync.id, OPEN, 'FAILED', { code: input.code });
    // What never took effect says nothing about who is missing.
    if (!sync.applied) await forgetAbsencesOf(client, sync.id);
    await auditSync(client, sync, 'sync.failed', { code: input.code });
    deps.log.error({ syncId: sync.id, code: input.code }, 'sync failed');
    return 'FAILED';
  });
}
