import { isCancellation } from '@temporalio/workflow';
import { bugOf, postOffice } from './steps.js';

export type Delivery = { sent: number; undelivered: number; bug: unknown };

/**
 * Sends stored notifications side by side, so that one recipient's trouble is nobody else's. Never rejects: a relay that
 * stays away for longer than the mail is worth reading is no reason to fail a sync; a bug is handed back.
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
