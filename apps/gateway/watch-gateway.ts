import { join } from 'node:path';
import type { Registry } from 'prom-client';
import type { Config } from '../../infra/config.js';
import type { Logger } from '../../infra/log.js';
import { answers, answersInTime, PATIENCE_MS } from '../../infra/monitoring/answers-in-time.js';
import { registerStoreRoom, registerTemporalUp } from '../../infra/monitoring/register-dependencies.js';
import { remember } from '../../infra/monitoring/remember.js';
import { serveMonitoring } from '../../infra/monitoring/serve-monitoring.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { registerDatabaseUp } from '../../services/monitoring/register-backlog.js';
import { openDatabase, pingDatabase, TIME_OUTS } from '../../store/database.js';

/** Health checks have one of their own: they must answer while schools wait for theirs. */
const CONNECTIONS = 1;

/**
 * Serves health and metrics of this gateway, where GATEWAY_METRICS_PORT says. It is ready when the database answers: nothing can be
 * received without it. Without Temporal files are taken and wait, so that is told by a metric only.
 */
export async function watchGateway({
  config,
  log,
  temporal,
  registry,
}: {
  config: Config;
  log: Logger;
  temporal: TemporalClient;
  registry: Registry;
}): Promise<{ stop(): Promise<void> }> {
  if (config.GATEWAY_METRICS_PORT === undefined) return { stop: async () => undefined };
  const database = openDatabase(config.DATABASE_URL, { connections: CONNECTIONS, timeOuts: TIME_OUTS.monitoring });
  registerDatabaseUp(registry, database);
  const isTemporalUp = remember(1_000, () => answers(() => temporal.soon(() => temporal.client.workflowService.getSystemInfo({}), PATIENCE_MS)));
  registerTemporalUp(registry, isTemporalUp);
  registerStoreRoom(registry, config.UPLOAD_FOLDER ?? join(config.ROLLCALL_DATA, 'uploads'));
  const served = await serveMonitoring(
    {
      checks: { database: () => answersInTime(() => pingDatabase(database)) },
      metrics: { contentType: registry.contentType, text: () => registry.metrics() },
      log,
    },
    { host: config.LISTEN_HOST, port: config.GATEWAY_METRICS_PORT, setting: 'GATEWAY_METRICS_PORT' },
  ).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return {
    stop: async () => {
      await served?.stop();
      await database.close();
    },
  };
}
