import { withDelivery } from '../../services/notify/deliver-notification.js';
import { activitiesOf, createSteps } from '../../activities/index.js';
import type { Config } from '../../infra/config.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
import { openUploads } from '../../store/uploads.js';
import type { Logger } from '../../infra/log.js';
import { withWebhooks } from '../../services/webhooks/with-webhooks.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { registerStoreUp } from '../../infra/monitoring/register-dependencies.js';
import { isStoreOurs } from '../../services/monitoring/is-store-ours.js';
import { keepStoreWatched } from '../../services/monitoring/keep-store-watched.js';
import { registerBacklog } from '../../services/monitoring/register-backlog.js';
import { watchPart } from '../../services/monitoring/watch-part.js';
import { openDatabase, TIME_OUTS } from '../../store/database.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { connectWorker } from '../../infra/temporal/connect-worker.js';
import { createWorkers, type WorkflowsOfWorkers } from './create-workers.js';
import { openErasureList } from '../../services/people/erasure-list.js';
import { startSweeper } from '../../services/dispatch/sweep-announcements.js';
import { keepAbandonedSyncsClosed } from './keep-abandoned-syncs-closed.js';
import { keepAuditSealed } from './keep-audit-sealed.js';
import { keepOldDataPurged } from './keep-old-data-purged.js';
import { keepSchedules } from './keep-schedules.js';
import { keepSearchAttributes } from './keep-search-attributes.js';
import { keepStagesSwept } from './keep-stages-swept.js';
import { createWorkerMetrics } from './worker-metrics.js';

export type RunningWorker = {
  /** Resolves after `stop`; rejects when Temporal's core gives up. */
  ended: Promise<void>;
  /** Lets the steps in work finish, within 45 seconds, and closes everything; the database last. */
  stop(): Promise<void>;
};

// A step of a sync holds one for as long as it works; there are ten of them. Mails, nights, the sweeper and the other tasks
// take one for a statement at a time.
const CONNECTIONS = 20;

/** The worker: carries out the steps of syncs, undos and nights, announces what Temporal missed, keeps the Schedules, discards abandoned stages. */
export async function startWorker(config: Config, log: Logger, workflows?: WorkflowsOfWorkers): Promise<RunningWorker> {
  const metrics = createWorkerMetrics();
  const temporal = createTemporalClient(config);
  const database = openDatabase(config.DATABASE_URL, { connections: CONNECTIONS, timeOuts: TIME_OUTS.worker });
  const { store, uploads } = openUploads(database, config);
  // First, so that somebody who looks sees a worker that waits for Temporal.
  const monitoring = await watchPart(
    { config, log, temporal },
    {
      setting: 'WORKER_METRICS_PORT',
      registry: metrics.registry,
      connections: 2,
      register: (monitored) => {
        registerBacklog(metrics.registry, monitored);
        registerStoreUp(metrics.registry, () => isStoreOurs(store));
      },
      checks: (isTemporalUp) => ({ temporal: isTemporalUp, work: async () => metrics.goesOn(), store: () => isStoreOurs(store) }),
    },
  );
  // A worker with another store would find none of the files: it takes no work before it has the right one.
  const watched = keepStoreWatched({ store, log });
  await watched.untilOurs;
  const connection = await connectWorker(config, log);
  const mailer = metrics.countMails(createMailer({ smtpUrl: config.SMTP_URL, mailFrom: config.MAIL_FROM }));
  const steps = createSteps({
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
    ...withWebhooks({ database, temporal, log, clock: () => new Date(), config }),
  });
  const activities = activitiesOf(steps);
  metrics.expect([...Object.keys(activities), ...Object.keys(steps)]);
  const workers = await createWorkers({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    log,
    activities,
    observer: metrics.observer,
    ...(workflows === undefined ? {} : { workflows }),
  });

  const ended = workers.run();
  const kept = [
    keepSearchAttributes({ config, log }),
    startSweeper({ database, temporal, log }),
    keepAbandonedSyncsClosed({ database, temporal, log, steps }),
    keepSchedules({ database, temporal, log }),
    keepStagesSwept({ database, log }),
    keepAuditSealed({ database, masterKey: masterKeyOf(config), log }),
    keepOldDataPurged({ database, uploads, erasures: openErasureList(config), config, log }),
  ];
  return {
    ended,
    stop: async () => {
      await Promise.all([watched, ...kept].map((task) => task.stop()));
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
