import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import type { MetricsExporterConfig } from '@temporalio/worker';
import { namingThePort } from '../../infra/monitoring/serve-monitoring.js';

/** The Temporal SDK's own metrics for Prometheus: polls, slots, latencies, failures of tasks. Labels are types and queues, never an id. */
export function sdkMetrics(bindAddress: string): MetricsExporterConfig {
  return { prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } };
}

/** `address:port` as the SDK's core takes it. Throws ConfigError when the port cannot be had: the core would end the process without a word. */
export async function freeAddress(host: string, port: number): Promise<string> {
  const { address, family } = await lookup(host);
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(namingThePort(error, { port, setting: 'TEMPORAL_METRICS_PORT' })));
    probe.listen(port, address, () => probe.close(() => resolve()));
  });
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}
