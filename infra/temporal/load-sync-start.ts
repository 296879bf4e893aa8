import type { SyncRef } from '../../activities/types.js';
import type { Database } from '../prisma/database.js';

/** The ids by which the workflows of one sync are started; null: there is no such sync. */
export async function loadSyncRef(database: Database, syncId: string): Promise<SyncRef | null> {
  const { rows } = await database.pool.query<SyncRef>(
    `SELECT sync.id AS "syncId", sync.upload_id AS "uploadId", sync.school_id AS "schoolId", school.district_id AS "districtId"
       FROM sync JOIN school ON school.id = sync.school_id
      WHERE sync.id = $1`,
    [syncId],
  );
  return rows[0] ?? null;
}
