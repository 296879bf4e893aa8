import { fileSeries } from '../../domain/plan/file-series.js';
import { GOOD_FILE, type SyncStatus } from '../../domain/sync-status.js';
import type { Queries } from '../database.js';

/**
 * A failed sync. `madeUpFor`: support need not act any more, because support cancelled it, or because the same bytes or a newer file
 * of its export have succeeded since. Without the file name, which may contain a person's name.
 */
export type FailedSync = { syncId: string; workflowId: string; schoolName: string; code: string; failedAt: Date; madeUpFor: boolean };

/** Statuses of later files that make up for a failed one: they could be read, and took effect or wait for an owner. */
const MAKES_UP_FOR_IT = [...GOOD_FILE, 'HELD', 'DISCARDED', 'SUPERSEDED', 'UNDONE', 'PREVIEWED'] as const satisfies readonly SyncStatus[];

/** The syncs of all schools that are FAILED. */
export async function loadFailedSyncs(queries: Queries): Promise<FailedSync[]> {
  const { rows } = await queries.query<Omit<FailedSync, 'madeUpFor'> & { fileName: string; sameBytesSince: boolean; filesSince: string[] }>(
    `SELECT sync.id AS "syncId", sync.workflow_id AS "workflowId", school.name AS "schoolName",
            coalesce(sync.error_code, '') AS code, coalesce(sync.finished_at, sync.received_at) AS "failedAt", upload.file_name AS "fileName",
            coalesce(since.same_bytes, false) AS "sameBytesSince", coalesce(since.files, '{}') AS "filesSince"
       FROM sync
       JOIN upload ON upload.id = sync.upload_id
       JOIN school ON school.id = sync.school_id
      CROSS JOIN LATERAL (
        SELECT bool_or(bytes.sha256 = upload.sha256) AS same_bytes, array_agg(DISTINCT bytes.file_name) AS files
          FROM sync AS later JOIN upload AS bytes ON bytes.id = later.upload_id
         WHERE later.school_id = sync.school_id AND (later.received_at, later.id) > (sync.received_at, sync.id)
           AND (NOT later.dry_run OR sync.dry_run) AND later.status = ANY ($1::"SyncStatus"[])) AS since
      WHERE sync.status = 'FAILED'`,
    [MAKES_UP_FOR_IT],
  );
  return rows.map(({ fileName, sameBytesSince, filesSince, ...sync }) => ({
    ...sync,
    madeUpFor: sync.code === 'cancelled' || sameBytesSince || filesSince.some((later) => fileSeries(later) === fileSeries(fileName)),
  }));
}
