import { randomUUID } from 'node:crypto';
import { chooseRecipients } from '../../domain/report/choose-recipients.js';
import { createTurnstile } from '../credentials/turnstile.js';
import { deliverNotification, type DeliveryContext } from './deliver-notification.js';
import { storeNotifications } from './store-notifications.js';

export type TestMailResult = {
  sent: number;
  /** Recipients that got nothing, and why: a code of the relay or of the address. */
  failed: { recipient: string; code: string }[];
};

/**
 * Sends a test mail to each of the recipients, now; a code per recipient says what went wrong. An address that neither
 * stands in the saved settings nor belongs to somebody who manages the school gets none.
 */
export async function sendTestMail(
  context: DeliveryContext,
  { schoolId, recipients, locale }: { schoolId: string; recipients: readonly string[]; locale: string },
): Promise<TestMailResult> {
  const occasion = `test:${randomUUID()}`;
  const ids = await storeNotifications(
    { database: context.database, mailFrom: context.mailFrom, now: context.clock() },
    { schoolId, syncId: null, kind: 'TEST', occasion, schoolLocale: locale },
    chooseRecipients(recipients),
  );
  const oneOfThree = createTurnstile(3);
  const outcomes = await Promise.all(ids.map((id) => oneOfThree(() => sendOne(context, id))));
  const failed = outcomes.filter((outcome) => outcome !== null);
  return { sent: outcomes.length - failed.length, failed };
}

/** Null: it was sent. */
async function sendOne(context: DeliveryContext, id: string): Promise<TestMailResult['failed'][number] | null> {
  const delivered = await deliverNotification(context, id);
  if (delivered.kind === 'sent') return null;
  const { recipient } = await context.database.prisma.notification.findUniqueOrThrow({ where: { id }, select: { recipient: true } });
  return { recipient, code: delivered.code };
}
