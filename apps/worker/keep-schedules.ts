import { caught } from '../../infra/log.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { reconcileSchedules, type ScheduleDeps } from '../../services/dispatch/nightly-schedule.js';

const EVERY_MS = 10 * 60_000;
const AFTER_FAILURE_MS = 30_000;

/** Compares Temporal's Schedules with the database now and every ten minutes, so that none stays missing after an outage. */
export function keepSchedules(deps: Required<ScheduleDeps>): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const mended = await reconcileSchedules(deps);
      if (mended > 0) deps.log.info({ mended }, 'nightly Schedules mended');
      return EVERY_MS;
    } catch (error) {
      deps.log.warn({ err: caught(error) }, 'nightly Schedules not compared; again before long');
      return AFTER_FAILURE_MS;
    }
  });
}
