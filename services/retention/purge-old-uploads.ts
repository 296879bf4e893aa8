import { lastGoodFiles } from '../../domain/retention/last-good-files.js';
import type { Database } from '../../store/database.js';
import { forgetOriginalRows, listGoodUploads, listOldUploads, listSchoolsOver, listSchoolsWithOldUploads } from '../../store/old-uploads.js';
import type { Uploads } from '../../store/uploads.js';

export type PurgeDeps = { database: Database; uploads: Pick<Uploads, 'purge'> };

/** The last good file of an export is kept for longer, because a school's rhythm is a year. After that it is purged, too. */
const LAST_GOOD_DAYS = 400;
const BATCH = 200;
const MOST_AT_A_TIME = 5_000;

/**
 * Erases what schools sent more than `retentionDays` ago: the key and the bytes of each upload, and the original rows of its
 * problems. The last good file of each export is kept, for previews of settings and re-runs, for 400 days at most; files of syncs
 * that are in progress or held are kept until those end. Returns how many uploads were purged. Several at once are harmless.
 */
export async function purgeOldUploads(deps: PurgeDeps, input: { retentionDays: number; now: Date }): Promise<number> {
  const before = daysBefore(input.now, input.retentionDays);
  const longBefore = daysBefore(input.now, Math.max(LAST_GOOD_DAYS, input.retentionDays));
  let purged = 0;
  for (const schoolId of await listSchoolsWithOldUploads(deps.database, before)) {
    const kept = lastGoodFiles(await listGoodUploads(deps.database, schoolId, longBefore)).map(({ uploadId }) => uploadId);
    for (;;) {
      const uploads = await listOldUploads(deps.database, { schoolId, before, kept, limit: BATCH });
      for (const upload of uploads) await purge(deps, upload);
      purged += uploads.length;
      if (uploads.length < BATCH) break;
    }
  }
  return purged;
}

/**
 * Erases the oldest files of each school of which more than `mostBytes` are kept, until no more are; the last good file of each export
 * stays, and so does what is under way or held. No file is ever turned away for it. Returns how many uploads were purged.
 */
export async function purgeBeyondQuota(deps: PurgeDeps, input: { mostBytes: number; now: Date }): Promise<number> {
  let purged = 0;
  for (const { schoolId, bytes } of await listSchoolsOver(deps.database, input.mostBytes)) {
    const kept = lastGoodFiles(await listGoodUploads(deps.database, schoolId, daysBefore(input.now, LAST_GOOD_DAYS))).map(({ uploadId }) => uploadId);
    let over = bytes - input.mostBytes;
    // The rest, if there are more of them, within the hour.
    for (const upload of await listOldUploads(deps.database, { schoolId, before: input.now, kept, limit: MOST_AT_A_TIME })) {
      if (over <= 0) break;
      await purge(deps, upload);
      over -= upload.bytes;
      purged += 1;
    }
  }
  return purged;
}

async function purge(deps: PurgeDeps, { uploadId, syncId }: { uploadId: string; syncId: string }): Promise<void> {
  // Before the bytes: a crash in between leaves an upload that is still to be purged.
  await forgetOriginalRows(deps.database, syncId);
  await deps.uploads.purge(uploadId);
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
