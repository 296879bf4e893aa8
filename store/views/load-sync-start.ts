import type { SyncInput, SyncRef } from '../../domain/steps.js';
import { isLargeFile } from '../../domain/kind-of-work.js';
import type { Database } from '../database.js';
import type { WorkflowSubject } from '../../infra/temporal/search-attributes-of.js';

/** With what the workflows of one sync are started: their input, and whom they are about; null: there is no such sync. */
export async function loadSyncStart(
  database: Database,
  syncId: string,
): Promise<{ ref: SyncRef; input: SyncInput; subject: WorkflowSubject } | null> {
  const { rows } = await database.pool.query<SyncRef & WorkflowSubject & { bytes: number }>(
    `SELECT sync.id AS "syncId", sync.upload_id AS "uploadId", sync.school_id AS "schoolId", school.district_id AS "districtId",
            school.name AS "schoolName", sync.trigger, upload.bytes
       FROM sync JOIN school ON school.id = sync.school_id JOIN upload ON upload.id = sync.upload_id
      WHERE sync.id = $1`,
    [syncId],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { schoolName, trigger, bytes, ...ref } = found;
  return {
    ref,
    input: { ...ref, isLarge: isLargeFile(bytes) },
    subject: { schoolId: ref.schoolId, schoolName, districtId: ref.districtId, trigger },
  };
}
