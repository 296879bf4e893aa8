import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import type { Database } from '../../../store/database.js';
import { countSyncsByStatus } from '../../../store/syncs.js';

export type Metrics = {
  contentType: string;
  text(): Promise<string>;
  /** One answered request; `route` is the template of its path, such as `/api/schools/:schoolId/people`. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
};

/** What Prometheus reads: the process, durations by route template, and syncs by status. No id and no name is in it. */
export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    registers: [registry],
  });
  const syncs = new Gauge({
    name: 'rollcall_syncs',
    help: 'Syncs by status.',
    labelNames: ['status'] as const,
    registers: [],
    async collect() {
      this.reset();
      // A database that is away must not take the other metrics with it.
      const rows = await countSyncsByStatus(database).catch(() => null);
      if (rows === null) return;
      for (const status of SYNC_STATUSES) this.set({ status }, rows.get(status) ?? 0);
    },
  });
  registry.registerMetric(syncs);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequest: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
  };
}
