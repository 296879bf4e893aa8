import { randomUUID } from 'node:crypto';
import { accountMail } from '../../domain/report/account-mail.js';
import { passwordLink, rosteringLink } from '../../domain/report/console-links.js';
import type { Delivered } from '../../domain/report/delivered.js';
import { FINAL } from '../../domain/report/judge-mail.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { messageHost } from '../../infra/mail/mailer.js';
import { insertLink, type LinkPurpose } from '../../store/account-links.js';
import { noteMailTried, readAccountMail, type AccountMail } from '../../store/members.js';
import type { DeliveryContext } from './deliver-notification.js';
import { renderMail } from './render-mail.js';

/** How long the link of a mail works. */
const HOURS: Record<LinkPurpose, number> = { INVITATION: 7 * 24, PASSWORD_RESET: 1 };

/**
 * Sends one stored mail about an account, unless it was already sent or is no longer needed. The link is made here, so that its secret
 * exists only in the mail. A second attempt makes a second link; using either of them ends both.
 */
export async function deliverAccountMail(context: DeliveryContext, accountMailId: string): Promise<Delivered> {
  const { database, mailer, clock } = context;
  const mail = await readAccountMail(database, accountMailId);
  if (mail === null) return { kind: 'settled', code: 'gone' };
  if (mail.sentAt !== null) return { kind: 'settled', code: 'sent_before' };
  const pointless = whyPointless(mail);
  if (pointless !== null) {
    await noteMailTried(database, mail.id, { at: null, lastError: `${FINAL}${pointless}` });
    return { kind: 'settled', code: pointless };
  }
  const away = mailer.away();
  if (away !== null) return { kind: 'postponed', code: away };
  const document = accountMail(
    {
      kind: mail.kind,
      role: mail.role,
      place: mail.place,
      timeZone: mail.timeZone ?? 'UTC',
      at: mail.createdAt.toISOString(),
      link: mail.webhook === null ? await makeLink(context, mail) : { url: rosteringLink(context.publicUrl, mail.webhook.schoolId), until: null },
      webhook: mail.webhook === null || mail.webhook.disabledCode === null ? null : { ...mail.webhook, disabledCode: mail.webhook.disabledCode },
    },
    mail.locale,
  );
  const messageId = `${randomUUID()}@${messageHost(context.mailFrom)}`;
  const outcome = await mailer.send(renderMail(document, { recipient: mail.email, messageId, date: clock() }));
  switch (outcome.kind) {
    case 'sent':
      await noteMailTried(database, mail.id, { at: clock(), lastError: null });
      return { kind: 'sent' };
    case 'refused':
      await noteMailTried(database, mail.id, { at: null, lastError: `${FINAL}${outcome.code}` });
      return { kind: 'settled', code: outcome.code };
    case 'postponed':
      await noteMailTried(database, mail.id, { at: null, lastError: outcome.code });
      return outcome;
  }
}

function whyPointless({ kind, state, webhook }: AccountMail): string | null {
  if (state === 'REMOVED') return 'access_removed';
  // One that an owner has enabled, or disabled, since then is known to them.
  if (webhook !== null && (webhook.disabledCode === null || webhook.disabledCode === 'BY_HAND')) return 'decided_meanwhile';
  return kind === 'INVITATION' && state === 'ACTIVE' ? 'joined_meanwhile' : null;
}

async function makeLink({ database, clock, publicUrl }: DeliveryContext, mail: AccountMail): Promise<{ url: string; until: string } | null> {
  if (mail.kind !== 'INVITATION' && mail.kind !== 'PASSWORD_RESET') return null;
  const secret = newSecret('rl');
  const now = clock();
  const expiresAt = new Date(now.getTime() + HOURS[mail.kind] * 3_600_000);
  await insertLink(database.pool, { accountId: mail.accountId, purpose: mail.kind, tokenHash: hashOfSecret(secret), now, expiresAt });
  return { url: passwordLink(publicUrl, secret), until: expiresAt.toISOString() };
}
