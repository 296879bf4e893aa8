import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { sweepStages } from '../../store/roster/sweep-stages.js';
import { keepDoing } from '../../infra/process/keep-doing.js';

const EVERY_MS = 10 * 60_000;

/** Discards abandoned stages now and every ten minutes, so that rows of people do not outlive their sync. */
export function keepStagesSwept({ database, log }: { database: Database; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const swept = await sweepStages(database);
      if (swept > 0) log.info({ swept }, 'abandoned stages discarded');
    } catch (error) {
      log.warn({ err: caught(error) }, 'abandoned stages not discarded; again in ten minutes');
    }
    return EVERY_MS;
  });
}
