import { isCancellation } from '@temporalio/workflow';
import { bugOf, postOffice } from './steps.js';

export type Delivery = { sent: number; undelivered: number; bug: unknown };

/**
 * Sends stored notifications in parallel, so that a problem with one recipient does not affect others. Never rejects: a relay that
 * stays down for longer than the mail is worth reading is no reason to fail a sync; a bug is returned.
 */
export async function deliver(notificationIds: string[], worthReadingFor: '3 days' | '12 hours'): Promise<Delivery> {
  const { sendNotification } = postOffice(worthReadingFor);
  const delivery: Delivery = { sent: 0, undelivered: 0, bug: null };
  await Promise.all(
    notificationIds.map(async (notificationId) => {
      try {
        await sendNotification({ notificationId });
        delivery.sent += 1;
      } catch (error) {
        delivery.undelivered += 1;
        if (!isCancellation(error) && bugOf(error) !== null) delivery.bug = error;
      }
    }),
  );
  return delivery;
}
