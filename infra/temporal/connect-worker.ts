import { NativeConnection } from '@temporalio/worker';
import { describeError, type Logger } from '../log.js';

/** Connects a worker, trying again until Temporal answers, or until `stopped` says that nobody waits any more. */
export async function connectWorker(address: string, log: Logger, stopped: AbortSignal): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (stopped.aborted) throw error;
      log.warn({ attempt, err: describeError(error) }, 'Temporal does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 10_000)));
    }
  }
}
