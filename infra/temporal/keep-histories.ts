import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Days for which Temporal keeps the history of a workflow that ended (docs/support.md); a dev server left alone keeps it for one. */
export const HISTORY_DAYS = 30;

/** Tells a Temporal server of ours how long to keep the histories of this namespace. Safe to repeat. */
export async function keepHistories(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  try {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(`${HISTORY_DAYS} days`) },
    });
  } finally {
    await connection.close();
  }
}
