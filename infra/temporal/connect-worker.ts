import { NativeConnection } from '@temporalio/worker';
import { caught, type Logger } from '../log.js';
import { connectionOptions, type TemporalServer } from './connection-options.js';

/** Connects a worker, trying again until Temporal answers: a worker may start before its server. */
export async function connectWorker(server: TemporalServer, log: Logger): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await NativeConnection.connect(connectionOptions(server));
    } catch (error) {
      log.warn({ attempt, code: 'temporal_away', err: caught(error) }, 'Temporal does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** attempt, 10_000)));
    }
  }
}
