import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { failReadably } from './fail-readably.js';
import { courier } from './steps.js';

/** Something new waits for the receiver, or is to be sent again at once. */
export const deliveriesWait = defineSignal('deliveriesWait');

/**
 * Sends what waits for one receiver, one after the other, and ends when nothing waits. When each is tried again stands in the database,
 * so one that is not taken keeps no other waiting; and a receiver never has more than one slot of a worker, however long it takes to answer.
 */
export async function webhookDeliveries({ webhookId }: { webhookId: string }): Promise<void> {
  let called = false;
  setHandler(deliveriesWait, () => void (called = true));
  return failReadably(async () => {
    for (;;) {
      called = false;
      const next = await courier.sendNextWebhook({ webhookId });
      if (next.kind === 'waits') await condition(() => called, next.ms);
      // What was said while the step looked is looked at once more.
      if (next.kind === 'done' && !called) return;
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookDeliveries>({ webhookId });
    }
  });
}
