import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { overtakes, type ListedFile } from '../domain/plan/overtakes.js';
import { withSync } from '../infra/prisma/roster/with-sync.js';
import type { RosterDeps } from './roster.js';
import type { SyncRef } from './types.js';

/** The workflows of older syncs whose hold this file makes void: an approval is bound to one file and its plan (DESIGN §3). */
export async function listExpiredHolds(deps: RosterDeps, ref: SyncRef): Promise<string[]> {
  return withSync(deps.database, ref.syncId, { people: 'none', statementSeconds: 60 }, async ({ client, sync, settings }) => {
    if (sync.dryRun || (!sync.applied && sync.status !== 'UNCHANGED')) return [];
    const { rows } = await client.query<ListedFile & { workflowId: string }>(
      `SELECT older.workflow_id AS "workflowId", upload.file_name AS "fileName", older.covers::text[] AS covers, older.stands_for::text[] AS "standsFor"
         FROM sync JOIN sync AS older ON older.school_id = sync.school_id JOIN upload ON upload.id = older.upload_id
        WHERE sync.id = $1 AND older.status = 'HELD' AND (older.received_at, older.id) < (sync.received_at, sync.id)
        ORDER BY older.received_at, older.id`,
      [sync.id],
    );
    const archives = archivingCategories(settings.settings);
    return rows.filter((older) => overtakes(sync, older, archives)).map((older) => older.workflowId);
  });
}
