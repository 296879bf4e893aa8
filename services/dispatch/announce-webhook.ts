import { SIGNALS, WORKFLOW_TYPES, webhookWorkflowId } from '../../infra/temporal/names.js';
import { announcedOrLater, type AnnounceDeps, type Announced } from './announce-sync.js';

/** Has sent what waits for a receiver; a second call is harmless. `later`: the sweeper of the worker says it again. */
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
