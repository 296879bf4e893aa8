import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { failReadably } from './fail-readably.js';
import { courier } from './steps.js';

/** Something new waits for the receiver, or must be sent again at once. */
export const deliveriesWait = defineSignal('deliveriesWait');

/**
 * Sends the messages for one receiver, one after another, and ends when none wait. Retry times are in the database,
 * so a failed message does not block others; and a receiver never has more than one slot of a worker, however long it takes to answer.
 */
export async function webhookDeliveries({ webhookId }: { webhookId: string }): Promise<void> {
  let called = false;
  setHandler(deliveriesWait, () => void (called = true));
  return failReadably(async () => {
    for (;;) {
      called = false;
      const next = await courier.sendNextWebhook({ webhookId });
      if (next.kind === 'waits') await condition(() => called, next.ms);
      // A signal during the step means that there may be more: check again.
      if (next.kind === 'done' && !called) return;
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookDeliveries>({ webhookId });
    }
  });
}
