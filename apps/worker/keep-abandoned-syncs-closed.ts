import { caught } from '../../infra/log.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { closeAbandonedSyncs, type CloseDeps } from '../../services/dispatch/close-abandoned-syncs.js';

const EVERY_MS = 60_000;

/** Looks now and every minute for syncs without a workflow, so that none stays in progress permanently. */
export function keepAbandonedSyncsClosed(deps: CloseDeps): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const { failed, restarted } = await closeAbandonedSyncs(deps);
      if (failed + restarted > 0) deps.log.warn({ failed, restarted }, 'syncs without a workflow closed or started again');
    } catch (error) {
      deps.log.warn({ err: caught(error) }, 'syncs without a workflow not looked for; again in a minute');
    }
    return EVERY_MS;
  });
}
