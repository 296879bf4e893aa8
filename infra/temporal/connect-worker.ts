import { NativeConnection } from '@temporalio/worker';
import type { Logger } from '../log.js';

/** Connects a worker, trying again until Temporal answers: a worker may start before its server. */
export async function connectWorker(address: string, log: Logger): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await NativeConnection.connect({ address });
    } catch {
      log.warn({ attempt, code: 'temporal_away' }, 'Temporal does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** attempt, 10_000)));
    }
  }
}
