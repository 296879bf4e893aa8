import { createHash } from 'node:crypto';
import type { MailKind } from '../domain/report/judge-mail.js';
import { localeOf } from '../domain/locale.js';
import type { Database } from './database.js';
import { readRecipients } from './recipients.js';
import { messageHost } from '../infra/mail/mailer.js';

export type NotificationOccasion = {
  schoolId: string;
  syncId: string | null;
  kind: MailKind;
  occasion: string;
  /** For recipients without an account, who have chosen no language. */
  schoolLocale: string;
};

/**
 * Stores the recipients before any mail is sent: one notification per recipient, only once however often this runs.
 * Returns their ids, also those of existing ones. Addresses that have declined get none; of a test mail, the owner is told so. `recipients` come from the school's settings and nowhere else.
 */
export async function storeNotifications(
  deps: { database: Database; mailFrom: string; now: Date },
  { schoolId, syncId, kind, occasion, schoolLocale }: NotificationOccasion,
  recipients: readonly string[],
): Promise<string[]> {
  const wanting = kind === 'TEST' ? recipients : await withoutDeclined(deps.database, schoolId, recipients);
  if (wanting.length === 0) return [];
  const host = messageHost(deps.mailFrom);
  const accounts = await deps.database.prisma.account.findMany({
    where: { email: { in: [...wanting] } },
    select: { email: true, locale: true },
  });
  const chosen = new Map(accounts.map((account) => [account.email, account.locale]));
  await deps.database.prisma.notification.createMany({
    data: wanting.map((recipient) => ({
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
    where: { kind, occasion, recipient: { in: [...wanting] } },
    select: { id: true },
    orderBy: { recipient: 'asc' },
  });
  return stored.map(({ id }) => id);
}

async function withoutDeclined(database: Database, schoolId: string, addresses: readonly string[]): Promise<string[]> {
  const known = await readRecipients(database.pool, schoolId, addresses);
  return known.filter(({ decision }) => decision !== 'DECLINED').map(({ address }) => address);
}

/** The same for the same mail, so that a mail program shows a mail that was delivered twice only once. */
function messageIdOf(kind: string, occasion: string, recipient: string, host: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, occasion, recipient]))
    .digest('hex');
  return `${digest.slice(0, 40)}@${host}`;
}
