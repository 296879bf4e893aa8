import { describeError } from '../../infra/log.js';
import { reconcileSchedules, type ScheduleDeps } from '../../infra/temporal/nightly-schedule.js';

const EVERY_MS = 10 * 60_000;

/** Compares Temporal's Schedules with the database now and every ten minutes, so that none stays missing after an outage. */
export function keepSchedules(deps: Required<ScheduleDeps>): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    let pause = EVERY_MS;
    try {
      const mended = await reconcileSchedules(deps);
      if (mended > 0) deps.log.info({ mended }, 'nightly Schedules mended');
    } catch (error) {
      pause = 30_000;
      deps.log.warn({ err: describeError(error) }, 'nightly Schedules not compared; again before long');
    }
    if (!stopped) timer = setTimeout(() => void (running = turn()), pause);
  };
  let running = turn();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
