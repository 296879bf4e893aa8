import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { registerBacklog } from '../../../services/monitoring/register-backlog.js';
import type { Database } from '../../../store/database.js';

export type Metrics = {
  contentType: string;
  text(): Promise<string>;
  /** One answered request; `route` is the template of its path, such as `/api/schools/:schoolId/people`. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
};

/** What Prometheus reads: the process, durations by route template, and what has not been done yet. No id and no name is in it. */
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
  registerBacklog(registry, database);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequest: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
  };
}
