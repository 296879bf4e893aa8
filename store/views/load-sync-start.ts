import type { SyncInput, SyncRef } from '../../domain/steps.js';
import { isLargeFile } from '../../domain/kind-of-work.js';
import type { SyncTrigger } from '../../domain/sync.js';
import { isAwaited } from '../../domain/turn/is-awaited.js';
import type { Database } from '../database.js';
import type { WorkflowSubject } from '../../infra/temporal/search-attributes-of.js';

/** The facts to start the workflows of one sync: input, school and district, and whether a person waits; null: there is no such sync. */
export async function loadSyncStart(
  database: Database,
  syncId: string,
): Promise<{ ref: SyncRef; input: SyncInput; subject: WorkflowSubject; awaited: boolean } | null> {
  const { rows } = await database.pool.query<SyncRef & WorkflowSubject & { trigger: SyncTrigger; dryRun: boolean; bytes: number }>(
    `SELECT sync.id AS "syncId", sync.upload_id AS "uploadId", sync.school_id AS "schoolId", school.district_id AS "districtId",
            school.name AS "schoolName", sync.trigger, sync.dry_run AS "dryRun", upload.bytes
       FROM sync JOIN school ON school.id = sync.school_id JOIN upload ON upload.id = sync.upload_id
      WHERE sync.id = $1`,
    [syncId],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { schoolName, trigger, dryRun, bytes, ...ref } = found;
  return {
    ref,
    input: { ...ref, isLarge: isLargeFile(bytes) },
    subject: { schoolId: ref.schoolId, schoolName, districtId: ref.districtId, trigger },
    awaited: isAwaited({ trigger, dryRun }),
  };
}
