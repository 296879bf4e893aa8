import type { Registry } from 'prom-client';
import type { Config } from '../../infra/config.js';
import type { Logger } from '../../infra/log.js';
import { uploadFolderOf } from '../../infra/files/open-blob-store.js';
import { registerStoreRoom, registerStoreUp } from '../../infra/monitoring/register-dependencies.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { isStoreOurs } from '../../services/monitoring/is-store-ours.js';
import { registerDatabaseUp } from '../../services/monitoring/register-backlog.js';
import { watchPart } from '../../services/monitoring/watch-part.js';
import type { UploadStore } from '../../store/upload-store.js';

/**
 * Serves health and metrics of this gateway, where GATEWAY_METRICS_PORT says. It is ready when the database answers and the upload store is
 * ours: nothing can be received without them. Without Temporal, files are received and wait, so only a metric shows that.
 */
export function watchGateway(
  deps: { config: Config; log: Logger; temporal: TemporalClient; store: UploadStore },
  registry: Registry,
): Promise<{ stop(): Promise<void> }> {
  return watchPart(deps, {
    setting: 'GATEWAY_METRICS_PORT',
    registry,
    connections: 1,
    register: (database) => {
      registerDatabaseUp(registry, database);
      registerStoreRoom(registry, uploadFolderOf(deps.config));
      registerStoreUp(registry, () => isStoreOurs(deps.store));
    },
    checks: () => ({ store: () => isStoreOurs(deps.store) }),
  });
}
