import type { Config } from '../../infra/config.js';
import { caught, type Logger } from '../../infra/log.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { registerSearchAttributes } from '../../infra/temporal/register-search-attributes.js';

const EVERY_MS = 10 * 60_000;
const AFTER_FAILURE_MS = 30_000;

/** Checks now and every ten minutes that Temporal knows the search attributes: without them no sync can be started. */
export function keepSearchAttributes({ config, log }: { config: Config; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const registered = await registerSearchAttributes(config, config.TEMPORAL_NAMESPACE);
      if (registered.length > 0) log.info({ registered }, 'search attributes registered with Temporal');
      return EVERY_MS;
    } catch (error) {
      log.error({ err: caught(error) }, 'search attributes could not be checked or registered (docs/operations.md); again before long');
      return AFTER_FAILURE_MS;
    }
  });
}
