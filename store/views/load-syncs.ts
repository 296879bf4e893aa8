import type { Locale } from '../../domain/locale.js';
import type { Reader } from '../../domain/reader.js';
import type { SyncView } from '../../domain/sync.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import type { Database } from '../database.js';
import { SELECT_SYNC, syncViewOf, type SyncRow } from './load-sync.js';
import type { TemporalLinks } from './workflow-url.js';

/** The syncs of one school, newest first. Throws WrongCursor. */
export async function loadSyncs(
  database: Database,
  query: { schoolId: string; limit: number; cursor?: string | undefined },
  locale: Locale,
  links: TemporalLinks,
  reader: Reader,
): Promise<Page<SyncView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['instant', 'id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await database.pool.query<SyncRow>(
    `${SELECT_SYNC}
      WHERE sync.school_id = $1 AND ($2::timestamptz IS NULL OR (sync.received_at, sync.id) < ($2::timestamptz, $3::uuid))
      ORDER BY sync.received_at DESC, sync.id DESC
      LIMIT $4`,
    [query.schoolId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => syncViewOf(row, locale, links, reader),
    (row) => [row.receivedAt.toISOString(), row.id],
  );
}
