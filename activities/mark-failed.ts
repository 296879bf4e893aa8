import type { FailureCode } from '../domain/messages/failure-texts.js';
import type { SyncStatus } from '../domain/sync.js';
import { forgetAbsencesOf } from '../infra/prisma/roster/record-absences.js';
import { auditSync } from '../infra/prisma/roster/store-sync.js';
import { withSync } from '../infra/prisma/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from './types.js';

const OPEN: readonly SyncStatus[] = ['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING', 'HELD'];

/** Says FAILED, with a code for support, of a sync whose outcome does not stand yet. Returns what it is now. */
export async function markFailed(
  deps: Pick<RosterDeps, 'database' | 'log'>,
  input: Pick<SyncRef, 'syncId'> & { code: FailureCode },
): Promise<SyncStatus> {
  return withSync(deps.database, input.syncId, { people: 'none', statementSeconds: 60 }, async ({ client, sync }) => {
    if (!OPEN.includes(sync.status)) return sync.status;
    // A hold outlives its workflow: the owner's decision starts it again.
    if (sync.status === 'HELD' && input.code === 'cancelled') return 'HELD';
    await client.query(`UPDATE sync SET status = 'FAILED', error_code = $2, error_params = NULL, finished_at = now() WHERE id = $1`, [
      sync.id,
      input.code,
    ]);
    // What never took effect says nothing about who is missing.
    if (!sync.applied) await forgetAbsencesOf(client, sync.id);
    await auditSync(client, sync, 'sync.failed', { code: input.code });
    deps.log.error({ syncId: sync.id, code: input.code }, 'sync failed');
    return 'FAILED';
  });
}
