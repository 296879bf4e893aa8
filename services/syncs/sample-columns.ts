import pLimit from 'p-limit';
import { sampleColumns, type ColumnSample } from '../../infra/readers/sample-columns.js';
import type { Database } from '../../store/database.js';
import { loadSettings } from '../../store/settings.js';
import { readFileOfSync } from '../../store/syncs.js';
import { UploadPurged, type UploadReader } from '../../store/uploads.js';

export type SampleResult = { kind: 'sampled'; columns: ColumnSample[] } | { kind: 'not_found' } | { kind: 'bytes_not_kept' };

/** A person waits for it, and a workbook that takes longer is not worth a process of the API. */
const LIMITS = { workbookMs: 20_000 };
/** A workbook is read in its own process: simultaneous requests wait for each other instead of filling the memory. */
const atOnce = pLimit(2);

/**
 * Masked values of the columns of a sync's file that are not read as a field, read from the stored bytes each time; they are neither
 * stored nor logged. The beginning of the file is enough, so its seal is not checked to the end: no one is changed by it.
 */
export async function sampleColumnsOfSync(
  { database, uploads }: { database: Database; uploads: UploadReader },
  { schoolId, syncId }: { schoolId: string; syncId: string },
): Promise<SampleResult> {
  const file = await readFileOfSync(database.pool, schoolId, syncId);
  if (file === null) return { kind: 'not_found' };
  const { settings } = await loadSettings(database, schoolId);
  const context = { fileName: file.fileName, country: file.region, day: file.day, maps: settings.maps, ownSchool: settings.ownSchool };
  try {
    return { kind: 'sampled', columns: await atOnce(async () => sampleColumns(await uploads.read(file.uploadId), context, LIMITS)) };
  } catch (error) {
    if (error instanceof UploadPurged) return { kind: 'bytes_not_kept' };
    throw error;
  }
}
