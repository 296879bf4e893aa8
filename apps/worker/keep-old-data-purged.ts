import { purgeOldRecords, type RetentionDays } from '../../services/retention/purge-old-records.js';
import { purgeBeyondQuota, purgeOldUploads } from '../../services/retention/purge-old-uploads.js';
import type { Config } from '../../infra/config.js';
import { eraseAgain } from '../../services/people/erase-again.js';
import type { EraseDeps } from '../../services/people/erase-person.js';
import { caught, type Logger } from '../../infra/log.js';
import { dropUnneededKeys } from '../../store/district-keys.js';
import { forgetDeliveries } from '../../store/webhook-deliveries.js';
import { forgetRepeatableRequests } from '../../store/repeatable-requests.js';
import { trimExplanations } from '../../store/roster/trim-explanations.js';
import { keepDoing } from '../../infra/process/keep-doing.js';

const EVERY_MS = 60 * 60_000;

/**
 * Now and every hour, purges the uploads whose retention time is over, explanations that nobody asks for any more, answers that were kept
 * for a repetition of their request, deliveries to webhooks that ended a month ago, all other records whose time is over, people and keys that
 * were erased and that a restored backup brought back, and keys of districts that no file needs any more.
 */
export function keepOldDataPurged({ log, config, ...deps }: EraseDeps & { config: Config; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const now = new Date();
      const uploads =
        (await purgeOldUploads(deps, { retentionDays: config.UPLOAD_RETENTION_DAYS, now })) +
        (await purgeBeyondQuota(deps, { mostBytes: config.SCHOOL_STORE_BYTES, now }));
      const explanations = await trimExplanations(deps.database, now);
      const requests = await forgetRepeatableRequests(deps.database);
      const deliveries = await forgetDeliveries(deps.database);
      const erasedAgain = await eraseAgain(deps);
      const districtKeys = await dropUnneededKeys(deps.database.pool);
      const purged = {
        uploads,
        explanations,
        requests,
        deliveries,
        erasedAgain,
        districtKeys,
        ...(await purgeOldRecords(deps, retentionOf(config), now)),
      };
      if (Object.values(purged).some((count) => count > 0)) log.info(purged, 'old data purged');
    } catch (error) {
      log.warn({ err: caught(error) }, 'old data not purged; again in an hour');
    }
    return EVERY_MS;
  });
}

function retentionOf(config: Config): RetentionDays {
  return {
    changes: config.CHANGE_RETENTION_DAYS,
    archivedPeople: config.ARCHIVED_RETENTION_DAYS,
    holds: config.HOLD_RETENTION_DAYS,
    receipts: config.RECEIPT_RETENTION_DAYS,
    mails: config.MAIL_RETENTION_DAYS,
    rejectedHeaders: config.REJECTED_HEADER_RETENTION_DAYS,
  };
}
