import { CATEGORIES, type Category } from '../../domain/category.js';
import { FILES_LOOKED_AT, judgeReadiness, type FileFacts, type Surprise } from '../../domain/setup/judge-readiness.js';
import type { SyncCounts } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import type { Database } from '../database.js';
import { IS_NO_COMPANION } from '../is-no-companion.js';
import { loadSettings } from '../settings.js';

/** One file that the meter is read from. `receivedAt`: ISO 8601. */
export type ReadinessFile = { syncId: string; name: string; receivedAt: string; surprises: Surprise[] };

/**
 * How safe it is to let the files of a category update and archive. `wouldUpdate` and `wouldArchive`: people whom the newest file would
 * change if it were switched on, of those that are off; null: it is on already, or no file says.
 */
export type ReadinessView = {
  category: Category;
  files: ReadinessFile[];
  matched: number;
  surprises: number;
  isReady: boolean;
  wouldUpdate: number | null;
  wouldArchive: number | null;
};

type FileRow = {
  category: Category;
  syncId: string;
  name: string;
  receivedAt: Date;
  status: SyncStatus;
  wasHeld: boolean;
  rowsTotal: number;
  rowsProblems: number;
  counts: SyncCounts | null;
  isFirst: boolean;
};
type Judged = FileFacts & { syncId: string; name: string; receivedAt: string };

/** The meter of each category that is rostered, in the order of the categories. */
export async function loadReadiness(database: Database, schoolId: string): Promise<ReadinessView[]> {
  const { settings } = await loadSettings(database, schoolId);
  const rostered = CATEGORIES.filter((category) => settings.categories[category].roster);
  const [files, explained] = await Promise.all([loadFiles(database, schoolId, rostered), loadExplained(database, schoolId, rostered)]);
  return rostered.map((category) => {
    const { autoUpdate, missingUsers } = settings.categories[category];
    const ofCategory = files.filter((file) => file.category === category);
    const judged = judgeReadiness<Judged>(ofCategory.filter(({ isFirst }) => !isFirst).map(factsOf), settings.safety);
    const would = (kind: 'ARCHIVE' | 'UPDATE'): number => explained.find((row) => row.category === category && row.kind === kind)?.people ?? 0;
    return {
      category,
      ...judged,
      files: judged.files.map(({ syncId, name, receivedAt, surprises }) => ({ syncId, name, receivedAt, surprises })),
      wouldUpdate: autoUpdate || ofCategory.length === 0 ? null : would('UPDATE'),
      wouldArchive: missingUsers === 'ARCHIVE' || ofCategory.length === 0 ? null : would('ARCHIVE'),
    };
  });
}

function factsOf({ category, counts, rowsTotal, rowsProblems, receivedAt, ...row }: FileRow): Judged {
  const { added, updated, archived, restored, unchanged, held } = counts?.[category] ?? NO_COUNTS;
  return {
    syncId: row.syncId,
    name: row.name,
    receivedAt: receivedAt.toISOString(),
    status: row.status,
    wasHeld: row.wasHeld,
    rows: { total: rowsTotal, problems: rowsProblems },
    people: { added, all: added + updated + archived + restored + unchanged + held },
  };
}

const NO_COUNTS = { added: 0, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 };

/** The newest files of each category that are over, newest first, and which of them is the first that the category ever had. */
async function loadFiles({ pool }: Database, schoolId: string, categories: readonly Category[]): Promise<FileRow[]> {
  const { rows } = await pool.query<FileRow>(
    `SELECT wanted.category, file.*
       FROM unnest($2::text[]) AS wanted(category)
      CROSS JOIN LATERAL (
        SELECT sync.id AS "syncId", upload.file_name AS name, sync.received_at AS "receivedAt", sync.status, sync.hold IS NOT NULL AS "wasHeld",
               sync.rows_total AS "rowsTotal", sync.rows_problems AS "rowsProblems", sync.counts,
               NOT EXISTS (SELECT 1 FROM sync earlier WHERE earlier.school_id = sync.school_id AND earlier.received_at < sync.received_at
                              AND NOT earlier.dry_run AND earlier.status IN ('APPLIED', 'UNCHANGED', 'HELD', 'DISCARDED', 'UNDONE')
                              AND wanted.category::"Category" = ANY (earlier.covers)) AS "isFirst"
          FROM sync JOIN upload ON upload.id = sync.upload_id
         WHERE sync.school_id = $1 AND NOT sync.dry_run AND ${IS_NO_COMPANION}
           AND (sync.status IN ('APPLIED', 'UNCHANGED', 'HELD', 'DISCARDED', 'UNDONE') AND wanted.category::"Category" = ANY (sync.covers)
                OR sync.status = 'REJECTED')
         ORDER BY sync.received_at DESC, sync.id DESC LIMIT ${FILES_LOOKED_AT + 1}) AS file
      ORDER BY wanted.category, file."receivedAt" DESC, file."syncId" DESC`,
    [schoolId, categories],
  );
  return rows;
}

/** How many people the newest file of each category left alone because Auto update or Archive is off. */
async function loadExplained(
  { pool }: Database,
  schoolId: string,
  categories: readonly Category[],
): Promise<{ category: Category; kind: 'ARCHIVE' | 'UPDATE'; people: number }[]> {
  const { rows } = await pool.query<{ category: Category; kind: 'ARCHIVE' | 'UPDATE'; people: number }>(
    `SELECT change.category, change.kind, count(*)::int AS people
       FROM (SELECT wanted.category, newest.id
               FROM unnest($2::text[]) AS wanted(category)
              CROSS JOIN LATERAL (
                SELECT sync.id FROM sync
                 WHERE sync.school_id = $1 AND NOT sync.dry_run AND sync.planned_for IS NOT NULL
                   AND sync.status NOT IN ('FAILED', 'SUPERSEDED', 'CANCELLED', 'UNDONE') AND wanted.category::"Category" = ANY (sync.covers)
                 ORDER BY sync.received_at DESC, sync.id DESC LIMIT 1) AS newest) AS newest
       JOIN change ON change.sync_id = newest.id AND change.category = newest.category::"Category" AND change.state = 'SKIPPED'
                  AND change.why_code IN ('missing_users_keep', 'auto_update_off') AND change.kind IN ('ARCHIVE', 'UPDATE')
      GROUP BY change.category, change.kind`,
    [schoolId, categories],
  );
  return rows;
}
