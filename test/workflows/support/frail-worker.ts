import { Context } from '@temporalio/activity';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { SchoolBusy } from '../../../domain/turn/school-busy.js';
import { createLog } from '../../../infra/log.js';
import { guardActivities } from '../../../infra/temporal/guard-activities.js';
import { temporalLogger } from '../../../infra/temporal/temporal-logger.js';

/** What the tries of the step do, one after the other: kill their worker, hang, or end by themselves. */
export type Try = 'kills' | 'hangs' | 'waits for its turn' | 'meets an outage' | 'ends well';

const { TEMPORAL, QUEUE, BUNDLE, TRIES } = process.env as Record<string, string>;
const tries = JSON.parse(TRIES!) as Try[];
const log = createLog('worker', 'error');
Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });

async function step(): Promise<string> {
  const { attempt } = Context.current().info;
  switch (tries[attempt - 1]) {
    case 'kills':
      process.kill(process.pid, 'SIGKILL');
      break;
    case 'hangs':
      return Context.current().cancelled;
    case 'waits for its turn':
      throw new SchoolBusy({ filesAhead: 0, turnMs: null });
    case 'meets an outage':
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    case 'ends well':
    case undefined:
  }
  return 'done';
}

const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: TEMPORAL! }),
  taskQueue: QUEUE!,
  workflowBundle: { codePath: BUNDLE! },
  activities: { step },
  interceptors: { activity: [guardActivities(log)] },
  maxCachedWorkflows: 0,
});
process.on('disconnect', () => process.exit(0));
await worker.run();
