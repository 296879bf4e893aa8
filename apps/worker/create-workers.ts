import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { AllActivities } from '../../activities/index.js';
import { KINDS_OF_WORK, taskQueueOf } from '../../domain/kind-of-work.js';
import type { Logger } from '../../infra/log.js';
import { BUNDLE_PATH } from './bundle-workflows.js';
import { guardActivities } from '../../infra/temporal/guard-activities.js';
import { observeActivities } from '../../infra/temporal/observe-activities.js';
import type { StepObserver } from '../../infra/temporal/step-watch.js';
import { SLOTS } from './slots.js';

/** One of Temporal's workers for each kind of work, which live and end together. */
export type Workers = {
  /** To be called once. Resolves after `shutdown`; rejects when Temporal's core gives up on one of them, after the others have stopped. */
  run(): Promise<void>;
  /** Takes no more work, and lets what is at work finish. Harmless when they are on their way to their end already. */
  shutdown(): void;
};

export type WorkflowsOfWorkers = Pick<WorkerOptions, 'workflowBundle'>;

/** A worker for each kind of work: the workflows as built beside the syncs, and the activities behind their guard. */
export async function createWorkers(options: {
  connection: NativeConnection;
  namespace: string;
  /** The queue of the workflows and of the syncs; the other kinds' are named after it. */
  taskQueue: string;
  activities: AllActivities;
  log: Logger;
  observer?: StepObserver;
  /** Where the workflows are; default: the bundle of the build. */
  workflows?: WorkflowsOfWorkers;
  /** Recorded histories name no machine. */
  identity?: string;
}): Promise<Workers> {
  const { connection, namespace, taskQueue, activities, log, observer } = options;
  const workflows = options.workflows ?? { workflowBundle: { codePath: BUNDLE_PATH } };
  const workers = await Promise.all(
    KINDS_OF_WORK.map((kind) =>
      Worker.create({
        connection,
        namespace,
        taskQueue: taskQueueOf(kind, taskQueue),
        activities,
        ...(options.identity === undefined ? {} : { identity: options.identity }),
        ...(kind === 'syncs' ? { ...workflows, maxConcurrentWorkflowTaskExecutions: 8, maxCachedWorkflows: 200 } : {}),
        interceptors: { activity: [...(observer === undefined ? [] : [observeActivities(kind, observer)]), guardActivities(log, observer)] },
        maxConcurrentActivityTaskExecutions: SLOTS[kind],
        // The SDK keeps heartbeats back for 24 seconds otherwise, and an activity hears by them that it is cancelled.
        maxHeartbeatThrottleInterval: '3 seconds',
        // Together below the 60 seconds that infra/process gives a process to stop.
        shutdownGraceTime: '20 seconds',
        shutdownForceTime: '45 seconds',
      }),
    ),
  );
  const shutdown = (): void => {
    // Any other state is on its way to its end already, and refuses.
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    shutdown,
    run: async () => {
      const ends = await Promise.allSettled(workers.map((worker) => worker.run().finally(shutdown)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}
