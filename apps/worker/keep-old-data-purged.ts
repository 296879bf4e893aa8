import { purgeOldUploads, type PurgeDeps } from '../../services/retention/purge-old-uploads.js';
import { caught, type Logger } from '../../infra/log.js';
import { forgetDeliveries } from '../../store/webhook-deliveries.js';
import { forgetRepeatableRequests } from '../../store/repeatable-requests.js';
import { trimExplanations } from '../../store/roster/trim-explanations.js';
import { keepDoing } from '../../infra/process/keep-doing.js';

const EVERY_MS = 60 * 60_000;

/**
 * Now and every hour, purges the uploads whose retention time is over, explanations that nobody asks for any more, answers
 * that were kept for a repetition of their request, and deliveries to webhooks that ended a month ago.
 */
export function keepOldDataPurged({ log, retentionDays, ...deps }: PurgeDeps & { retentionDays: number; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const now = new Date();
      const uploads = await purgeOldUploads(deps, { retentionDays, now });
      const explanations = await trimExplanations(deps.database, now);
      const requests = await forgetRepeatableRequests(deps.database);
      const deliveries = await forgetDeliveries(deps.database);
      if (uploads + explanations + requests + deliveries > 0) log.info({ uploads, explanations, requests, deliveries }, 'old data purged');
    } catch (error) {
      log.warn({ err: caught(error) }, 'old data not purged; again in an hour');
    }
    return EVERY_MS;
  });
}
