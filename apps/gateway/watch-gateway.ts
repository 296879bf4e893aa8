import { join } from 'node:path';
import type { Registry } from 'prom-client';
import type { Config } from '../../infra/config.js';
import type { Logger } from '../../infra/log.js';
import { registerStoreRoom } from '../../infra/monitoring/register-dependencies.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { registerDatabaseUp } from '../../services/monitoring/register-backlog.js';
import { watchPart } from '../../services/monitoring/watch-part.js';

/**
 * Serves health and metrics of this gateway, where GATEWAY_METRICS_PORT says. It is ready when the database answers: nothing can be
 * received without it. Without Temporal files are taken and wait, so that is told by a metric only.
 */
export function watchGateway(
  deps: { config: Config; log: Logger; temporal: TemporalClient },
  registry: Registry,
): Promise<{ stop(): Promise<void> }> {
  return watchPart(deps, {
    setting: 'GATEWAY_METRICS_PORT',
    registry,
    connections: 1,
    register: (database) => {
      registerDatabaseUp(registry, database);
      registerStoreRoom(registry, deps.config.UPLOAD_FOLDER ?? join(deps.config.ROLLCALL_DATA, 'uploads'));
    },
  });
}
