import { access } from 'node:fs/promises';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { AllActivities } from '../../activities/index.js';
import type { Logger } from '../log.js';
import { BUNDLE_PATH, WORKFLOWS_PATH } from './bundle-workflows.js';
import { guardActivities } from './guard-activities.js';

/** A worker for one task queue: the workflows as built, and the activities behind their guard. `run()` it once, and await it. */
export async function createWorker(options: {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: AllActivities;
  log: Logger;
}): Promise<Worker> {
  const { connection, namespace, taskQueue, activities, log } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    ...(await workflowSource()),
    interceptors: { activity: [guardActivities(log)] },
    // Two cores are the smallest machine. A file in work takes up to one core and about 100 MB; mails wait on a relay.
    maxConcurrentActivityTaskExecutions: 8,
    maxConcurrentWorkflowTaskExecutions: 8,
    maxCachedWorkflows: 200,
    // Together below the STOP_SECONDS that infra/process gives a process to stop.
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '45 seconds',
  });
}

/** The bundle of the build where there is one; in tests, the TypeScript sources. */
export async function workflowSource(): Promise<Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>> {
  const built = await access(BUNDLE_PATH).then(
    () => true,
    () => false,
  );
  return built ? { workflowBundle: { codePath: BUNDLE_PATH } } : { workflowsPath: WORKFLOWS_PATH };
}
