import type { Registry } from 'prom-client';
import type { Config } from '../../infra/config.js';
import type { Logger } from '../../infra/log.js';
import { answers, answersInTime, PATIENCE_MS } from '../../infra/monitoring/answers-in-time.js';
import { registerTemporalUp } from '../../infra/monitoring/register-dependencies.js';
import { remember } from '../../infra/monitoring/remember.js';
import { serveMonitoring, type Checks } from '../../infra/monitoring/serve-monitoring.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { openDatabase, pingDatabase, TIME_OUTS, type Database } from '../../store/database.js';

export type WatchedPart = {
  /** The variable with the port. If it is not set, nothing is served. */
  setting: 'GATEWAY_METRICS_PORT' | 'WORKER_METRICS_PORT';
  registry: Registry;
  /** Connections of its own: health checks answer while the part's others wait. */
  connections: number;
  /** Adds the gauges that ask the database. */
  register(database: Database): void;
  /** Further conditions, besides the database, for the part to be ready. */
  checks?: (isTemporalUp: () => Promise<boolean>) => Checks;
};

/** Serves health and metrics of a part that has no HTTP server of its own. Whether Temporal answers is a metric of every part. */
export async function watchPart(
  { config, log, temporal }: { config: Config; log: Logger; temporal: TemporalClient },
  { setting, registry, connections, register, checks = () => ({}) }: WatchedPart,
): Promise<{ stop(): Promise<void> }> {
  const port = config[setting];
  if (port === undefined) return { stop: async () => undefined };
  const database = openDatabase(config.DATABASE_URL, { connections, timeOuts: TIME_OUTS.monitoring });
  const isTemporalUp = remember(1_000, () => answers(() => temporal.soon(() => temporal.client.workflowService.getSystemInfo({}), PATIENCE_MS)));
  register(database);
  registerTemporalUp(registry, isTemporalUp);
  const served = await serveMonitoring(
    {
      checks: { database: () => answersInTime(() => pingDatabase(database)), ...checks(isTemporalUp) },
      metrics: { contentType: registry.contentType, text: () => registry.metrics() },
      log,
    },
    { host: config.LISTEN_HOST, port, setting },
  ).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return {
    stop: async () => {
      await served.stop();
      await database.close();
    },
  };
}
