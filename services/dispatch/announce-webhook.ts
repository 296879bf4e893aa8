import { SIGNALS, WORKFLOW_TYPES, webhookWorkflowId } from '../../infra/temporal/names.js';
import { announcedOrLater, type AnnounceDeps, type Announced } from './announce-sync.js';

/** Starts sending what waits for a receiver; a second call is harmless. `later`: the worker's sweeper announces it again. */
export function announceWebhook({ temporal, log }: Omit<AnnounceDeps, 'database'>, webhookId: string): Promise<Announced> {
  return announcedOrLater(log, 'webhook', { webhookId }, async () => {
    await temporal.soon(() =>
      temporal.client.workflow.signalWithStart(WORKFLOW_TYPES.webhookDeliveries, {
        workflowId: webhookWorkflowId(webhookId),
        taskQueue: temporal.taskQueue,
        args: [{ webhookId }],
        signal: SIGNALS.deliveriesWait,
        signalArgs: [],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
  });
}
