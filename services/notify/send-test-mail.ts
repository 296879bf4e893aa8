import { randomUUID } from 'node:crypto';
import { chooseRecipients } from '../../domain/report/choose-recipients.js';
import { deliverNotification, type DeliveryContext } from './deliver-notification.js';
import { readRecipient } from '../../store/notifications.js';
import { storeNotifications } from '../../store/store-notifications.js';

export type TestMailResult = {
  sent: number;
  /** Recipients that got nothing, and why: a code of the relay or of the address. */
  failed: { recipient: string; code: string }[];
};

/** A person waits for this, and a request of the API stays open. */
const LONGEST_MS = 12_000;
const AT_A_TIME = 3;

/**
 * Sends a test mail to each of the recipients, now, within twelve seconds; a code per recipient says what went wrong. An address
 * gets none if it is neither in the saved settings nor belongs to a person who manages the school.
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
  const signal = AbortSignal.timeout(LONGEST_MS);
  const failed: TestMailResult['failed'] = [];
  const rest = [...ids];
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift()) {
        const code = signal.aborted ? 'ETIMEDOUT' : await sendOne(context, id, signal);
        if (code !== null) failed.push({ recipient: await readRecipient(context.database, id), code });
      }
    }),
  );
  return { sent: ids.length - failed.length, failed };
}

/** Null: it was sent. */
async function sendOne(context: DeliveryContext, id: string, signal: AbortSignal): Promise<string | null> {
  const delivered = await deliverNotification(context, id, signal);
  return delivered.kind === 'sent' ? null : delivered.code;
}
