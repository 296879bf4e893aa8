import { purgeOldUploads, type PurgeDeps } from '../../infra/files/purge-old-uploads.js';
import { describeError, type Logger } from '../../infra/log.js';
import { trimExplanations } from '../../infra/prisma/roster/trim-explanations.js';
import { keepDoing } from '../../infra/process/keep-doing.js';

const EVERY_MS = 60 * 60_000;

/** Now and every hour, purges the uploads whose retention time is over, and the explanations that nobody asks for any more. */
export function keepOldDataPurged({ log, retentionDays, ...deps }: PurgeDeps & { retentionDays: number; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const now = new Date();
      const uploads = await purgeOldUploads(deps, { retentionDays, now });
      const explanations = await trimExplanations(deps.database, now);
      if (uploads + explanations > 0) log.info({ uploads, explanations }, 'old data purged');
    } catch (error) {
      log.warn({ err: describeError(error) }, 'old data not purged; again in an hour');
    }
    return EVERY_MS;
  });
}
