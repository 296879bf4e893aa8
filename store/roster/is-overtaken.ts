import type pg from 'pg';
import type { Category } from '../../domain/category.js';
import { overtakes, overtakesUnread, type ListedFile } from '../../domain/plan/overtakes.js';
import type { SyncRecord } from './with-sync.js';

/** Whether a file that came later, and says all that this one says, was applied already. */
export async function isOvertaken(client: pg.PoolClient, sync: SyncRecord, archives: Category[]): Promise<boolean> {
  return (await listNewer(client, sync)).some((newer) => overtakes(newer, sync, archives));
}

/** The same before the file was read. */
export async function isOvertakenUnread(client: pg.PoolClient, sync: SyncRecord, archives: Category[]): Promise<boolean> {
  return (await listNewer(client, sync)).some((newer) => overtakesUnread(newer, sync, archives));
}

/** The files of the school that came later and took effect. */
async function listNewer(client: pg.PoolClient, sync: SyncRecord): Promise<ListedFile[]> {
  const { rows } = await client.query<ListedFile>(
    `SELECT upload.file_name AS "fileName", newer.covers::text[] AS covers, newer.stands_for::text[] AS "standsFor", newer.partial
       FROM sync JOIN sync AS newer ON newer.school_id = sync.school_id JOIN upload ON upload.id = newer.upload_id
      WHERE sync.id = $1 AND (newer.received_at, newer.id) > (sync.received_at, sync.id) AND NOT newer.dry_run
        AND (newer.status = 'UNCHANGED' OR newer.applied_at IS NOT NULL) AND newer.status <> 'UNDONE'`,
    [sync.id],
  );
  return rows;
}
