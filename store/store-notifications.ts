import { createHash } from 'node:crypto';
import { localeOf } from '../domain/locale.js';
import type { Database } from './database.js';
import { messageHost } from '../infra/mail/mailer.js';

export type NotificationOccasion = {
  schoolId: string;
  syncId: string | null;
  kind: 'SYNC' | 'DAILY' | 'TEST';
  occasion: string;
  /** For recipients without an account, who have chosen no language. */
  schoolLocale: string;
};

/**
 * Stores the recipients before any mail is sent: one notification per recipient, only once however often this runs.
 * Returns their ids, also those of existing ones. `recipients` come from the school's settings and nowhere else.
 */
export async function storeNotifications(
  deps: { database: Database; mailFrom: string; now: Date },
  { schoolId, syncId, kind, occasion, schoolLocale }: NotificationOccasion,
  recipients: readonly string[],
): Promise<string[]> {
  if (recipients.length === 0) return [];
  const host = messageHost(deps.mailFrom);
  const accounts = await deps.database.prisma.account.findMany({
    where: { email: { in: [...recipients] } },
    select: { email: true, locale: true },
  });
  const chosen = new Map(accounts.map((account) => [account.email, account.locale]));
  await deps.database.prisma.notification.createMany({
    data: recipients.map((recipient) => ({
      schoolId,
      syncId,
      kind,
      occasion,
      recipient,
      locale: localeOf(chosen.get(recipient) ?? schoolLocale),
      messageId: messageIdOf(kind, occasion, recipient, host),
      createdAt: deps.now,
    })),
    skipDuplicates: true,
  });
  const stored = await deps.database.prisma.notification.findMany({
    where: { kind, occasion, recipient: { in: [...recipients] } },
    select: { id: true },
    orderBy: { recipient: 'asc' },
  });
  return stored.map(({ id }) => id);
}

/** The same for the same mail, so that a mail program shows a mail that was delivered twice only once. */
function messageIdOf(kind: string, occasion: string, recipient: string, host: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, occasion, recipient]))
    .digest('hex');
  return `${digest.slice(0, 40)}@${host}`;
}
