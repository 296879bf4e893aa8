import { forgetAbsencesOf } from '../infra/prisma/roster/record-absences.js';
import { withSync } from '../infra/prisma/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from './types.js';

/** Says FAILED, with a code for support, of a sync whose outcome does not stand yet. */
export async function markFailed(deps: RosterDeps, input: SyncRef & { code: string }): Promise<void> {
  await withSync(deps.database, input.syncId, { people: 'none', statementSeconds: 60 }, async ({ client, sync }) => {
    await client.query(
      `UPDATE sync SET status = 'FAILED', error_code = $2, error_params = NULL, finished_at = now()
        WHERE id = $1 AND status IN ('RECEIVED', 'STAGING', 'PLANNING', 'APPLYING', 'HELD')`,
      [sync.id, input.code],
    );
    // What never took effect says nothing about who is missing.
    if (!sync.applied) await forgetAbsencesOf(client, sync.id);
    deps.log.error({ syncId: sync.id, code: input.code }, 'sync failed');
  });
}
