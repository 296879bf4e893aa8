import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import type { SyncRef } from '../../../domain/steps.js';
import { createLog, type Logger } from '../../../infra/log.js';
import type { TemporalClient } from '../../../infra/temporal/client.js';
import type { AllActivities } from '../../../activities/index.js';
import { createWorkers } from '../../../apps/worker/create-workers.js';
import { syncWorkflowId } from '../../../infra/temporal/names.js';
import { searchAttributesOf } from '../../../infra/temporal/search-attributes-of.js';
import { temporalLogger } from '../../../infra/temporal/temporal-logger.js';

/** Workers on queues of their own against the run's real Temporal server, and all that they logged. */
export type Workshop = {
  client: Client;
  logged(): string;
  log: Logger;
  /** Runs `story` while a worker with these activities listens on a queue of its own. */
  withWorker<T>(activities: AllActivities, story: (temporal: TemporalClient) => Promise<T>): Promise<T>;
  startSync(temporal: TemporalClient, ref?: SyncRef): Promise<WorkflowHandle>;
  close(): Promise<void>;
};

export async function openWorkshop(): Promise<Workshop> {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = createLog('test', 'debug', sink);
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  const address = inject('temporalAddress');
  const [connection, native] = await Promise.all([Connection.connect({ address }), NativeConnection.connect({ address })]);
  const client = new Client({ connection });
  return {
    client,
    log,
    logged: () => lines.join(''),
    withWorker: async (activities, story) => {
      const taskQueue = `test-${randomUUID()}`;
      const workers = await createWorkers({
        connection: native,
        namespace: 'default',
        taskQueue,
        activities,
        log,
      });
      const ended = workers.run();
      try {
        return await story({
          client,
          taskQueue,
          soon: (call) => connection.withDeadline(Date.now() + 10_000, call),
          close: async () => undefined,
        });
      } finally {
        workers.shutdown();
        await ended;
      }
    },
    startSync: (temporal, ref = aSyncRef()) =>
      client.workflow.start('rosterSync', {
        workflowId: syncWorkflowId(ref),
        taskQueue: temporal.taskQueue,
        args: [ref],
        typedSearchAttributes: searchAttributesOf({ ...ref, schoolName: 'School', trigger: 'SFTP' }),
      }),
    close: async () => {
      await native.close();
      await connection.close();
    },
  };
}

export function aSyncRef(): SyncRef {
  return { syncId: randomUUID(), uploadId: randomUUID(), schoolId: randomUUID(), districtId: randomUUID() };
}

/** Looks again until `look` answers something, for 45 seconds unless told otherwise. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>, seconds = 45): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; ;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${seconds} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
