import { withDelivery } from '../../services/notify/deliver-notification.js';
import { createActivities } from '../../activities/index.js';
import type { Config } from '../../infra/config.js';
import { openUploads } from '../../store/uploads.js';
import type { Logger } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { answers, answersInTime, PATIENCE_MS } from '../../infra/monitoring/answers-in-time.js';
import { registerTemporalUp } from '../../infra/monitoring/register-dependencies.js';
import { remember } from '../../infra/monitoring/remember.js';
import { serveMonitoring } from '../../infra/monitoring/serve-monitoring.js';
import { registerBacklog } from '../../services/monitoring/register-backlog.js';
import { openDatabase, pingDatabase, TIME_OUTS } from '../../store/database.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { connectWorker } from '../../infra/temporal/connect-worker.js';
import { createWorkers } from './create-workers.js';
import { startSweeper } from '../../services/dispatch/sweep-announcements.js';
import { keepAbandonedSyncsClosed } from './keep-abandoned-syncs-closed.js';
import { keepOldDataPurged } from './keep-old-data-purged.js';
import { keepSchedules } from './keep-schedules.js';
import { keepSearchAttributes } from './keep-search-attributes.js';
import { keepStagesSwept } from './keep-stages-swept.js';
import { createWorkerMetrics, type WorkerMetrics } from './worker-metrics.js';

export type RunningWorker = {
  /** Resolves after `stop`; rejects when Temporal's core gives up. */
  ended: Promise<void>;
  /** Lets the steps in work finish, within 45 seconds, and closes everything; the database last. */
  stop(): Promise<void>;
};

// Health checks and metrics have two of their own, so that they answer while the steps wait.
const MONITORING_CONNECTIONS = 2;

// A step of a sync holds one for as long as it works; there are ten of them. Mails, nights, the sweeper and the other tasks
// take one for a statement at a time.
const CONNECTIONS = 20;

/** The worker: carries out the steps of syncs, undos and nights, announces what Temporal missed, keeps the Schedules, discards abandoned stages. */
export async function startWorker(config: Config, log: Logger): Promise<RunningWorker> {
  const metrics = createWorkerMetrics();
  const temporal = createTemporalClient(config);
  // First, so that somebody who looks sees a worker that waits for Temporal.
  const monitoring = await watchWorker({ config, log, temporal, metrics });
  const connection = await connectWorker(config, log);
  const database = openDatabase(config.DATABASE_URL, { connections: CONNECTIONS, timeOuts: TIME_OUTS.worker });
  const mailer = metrics.countMails(createMailer({ smtpUrl: config.SMTP_URL, mailFrom: config.MAIL_FROM }));
  const uploads = openUploads(database, config);
  const activities = createActivities({
    ...withDelivery({
      database,
      mailer,
      publicUrl: config.PUBLIC_URL,
      mailFrom: config.MAIL_FROM,
      temporalUiUrl: config.TEMPORAL_UI_URL,
      namespace: config.TEMPORAL_NAMESPACE,
      clock: () => new Date(),
    }),
    uploads,
    log,
    announceSync: (syncId) => announceSync({ database, temporal, log }, syncId),
  });
  metrics.expect(Object.keys(activities));
  const workers = await createWorkers({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    log,
    activities,
    observer: metrics.observer,
  });

  const ended = workers.run();
  const kept = [
    keepSearchAttributes({ config, log }),
    startSweeper({ database, temporal, log }),
    keepAbandonedSyncsClosed({ database, temporal, log, steps: activities }),
    keepSchedules({ database, temporal, log }),
    keepStagesSwept({ database, log }),
    keepOldDataPurged({ database, uploads, retentionDays: config.UPLOAD_RETENTION_DAYS, log }),
  ];
  return {
    ended,
    stop: async () => {
      await Promise.all(kept.map((task) => task.stop()));
      workers.shutdown();
      try {
        await ended;
      } finally {
        await monitoring.stop();
        mailer.close();
        await temporal.close();
        await connection.close();
        await database.close();
      }
    },
  };
}

/** Serves health and metrics of this worker, where WORKER_METRICS_PORT says. */
async function watchWorker({
  config,
  log,
  temporal,
  metrics,
}: {
  config: Config;
  log: Logger;
  temporal: TemporalClient;
  metrics: WorkerMetrics;
}): Promise<{ stop(): Promise<void> }> {
  if (config.WORKER_METRICS_PORT === undefined) return { stop: async () => undefined };
  const database = openDatabase(config.DATABASE_URL, { connections: MONITORING_CONNECTIONS, timeOuts: TIME_OUTS.monitoring });
  const isTemporalUp = remember(1_000, () => answers(() => temporal.soon(() => temporal.client.workflowService.getSystemInfo({}), PATIENCE_MS)));
  registerBacklog(metrics.registry, database);
  registerTemporalUp(metrics.registry, isTemporalUp);
  const served = await serveMonitoring(
    {
      checks: { database: () => answersInTime(() => pingDatabase(database)), temporal: isTemporalUp, work: async () => metrics.goesOn() },
      metrics: { contentType: metrics.registry.contentType, text: () => metrics.registry.metrics() },
      log,
    },
    { host: config.LISTEN_HOST, port: config.WORKER_METRICS_PORT, setting: 'WORKER_METRICS_PORT' },
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
