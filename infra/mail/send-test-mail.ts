import { randomUUID } from 'node:crypto';
import { chooseRecipients } from '../../domain/report/choose-recipients.js';
import { deliverNotification, type DeliveryContext } from './deliver-notification.js';
import { storeNotifications } from './store-notifications.js';

export type TestMailResult = {
  sent: number;
  /** Recipients that got nothing, and why: a code of the relay or of the address. */
  failed: { recipient: string; code: string }[];
};

/**
 * Sends a test mail to each of the recipients of the school's settings, at once; a code per recipient says what went wrong.
 * An address that does not stand in the saved settings gets none.
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
  const result: TestMailResult = { sent: 0, failed: [] };
  for (const id of ids) {
    const delivered = await deliverNotification(context, id);
    if (delivered.kind === 'sent') result.sent += 1;
    else result.failed.push({ recipient: await recipientOf(context, id), code: delivered.code });
  }
  return result;
}

async function recipientOf({ database }: DeliveryContext, id: string): Promise<string> {
  const row = await database.prisma.notification.findUniqueOrThrow({ where: { id }, select: { recipient: true } });
  return row.recipient;
}
