import { Runtime } from '@temporalio/worker';
import { caught } from '../../infra/log.js';
import { runProcess } from '../../infra/process/run-process.js';
import { temporalLogger } from '../../infra/temporal/temporal-logger.js';
import { freeAddress, sdkMetrics } from './sdk-metrics.js';
import { startWorker } from './start-worker.js';

await runProcess('worker', async ({ config, log }) => {
  // Signals are ours (infra/process): Temporal's own would end the worker behind our back.
  const port = config.TEMPORAL_METRICS_PORT;
  const metrics = port === undefined ? {} : { metrics: sdkMetrics(await freeAddress(config.LISTEN_HOST, port)) };
  Runtime.install({
    logger: temporalLogger(log),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'WARN' } }, ...metrics },
    shutdownSignals: [],
  });
  const worker = await startWorker(config, log);
  worker.ended.catch((error: unknown) => {
    // The service manager restarts this process; nothing is lost, because every step may run twice.
    log.fatal({ err: caught(error) }, 'the worker ended by itself');
    process.exit(1);
  });
  log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE }, 'worker ready');
  return { details: { taskQueue: config.TEMPORAL_TASK_QUEUE }, stop: () => worker.stop() };
});
