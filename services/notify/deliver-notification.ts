import { randomUUID } from 'node:crypto';
import type { Delivered } from '../../domain/report/delivered.js';
import { FINAL } from '../../domain/report/judge-mail.js';
import type { Database } from '../../store/database.js';
import {
  claimNotification,
  markNotSent,
  markSent,
  markVoid,
  noteThatItWaits,
  readNotification,
  type StoredNotification,
} from '../../store/notifications.js';
import { composeMail, type MailContext } from './compose-mail.js';
import { deliverAccountMail } from './deliver-account-mail.js';
import { LONGEST_TRY_MS, type Mailer } from '../../infra/mail/mailer.js';
import { renderMail } from './render-mail.js';

export type DeliveryContext = MailContext & { mailer: Mailer; clock: () => Date };

export type Delivery = { deliver(notificationId: string): Promise<Delivered>; deliverAccountMail(accountMailId: string): Promise<Delivered> };

/** What the steps that tell people need, with mails delivered by this context. */
export function withDelivery<Context extends DeliveryContext>(context: Context): Context & Delivery {
  return { ...context, deliver: (id) => deliverNotification(context, id), deliverAccountMail: (id) => deliverAccountMail(context, id) };
}

/** Longer than any time between the claim of a mail and the end of its attempt, unless the process was stopped meanwhile. */
const MARGIN_MS = 15_000;
const CLAIM_MS = LONGEST_TRY_MS + MARGIN_MS;

/**
 * Sends one stored notification, unless it was sent. While the relay has the mail, the row says which attempt holds it and until when,
 * and no connection is held: two attempts at once send one mail, and a silent relay does not block the database. After a crash
 * between the relay's OK and the record of it, the mail is sent again with the same Message-ID, once the claim has run out.
 */
export async function deliverNotification(context: DeliveryContext, notificationId: string, signal?: AbortSignal): Promise<Delivered> {
  const { database, mailer, clock } = context;
  const notification = await readNotification(database, notificationId);
  if (notification === null) return { kind: 'settled', code: 'gone' };
  const done = settledAs(notification);
  if (done !== null) return done;
  const away = mailer.away();
  if (away !== null) {
    await noteThatItWaits(database, notificationId, away);
    return { kind: 'postponed', code: away };
  }
  const composed = await composeMail(context, notification);
  if (composed.kind === 'void') {
    await markVoid(database, notificationId, { at: clock(), lastError: `${FINAL}${composed.code}` });
    return { kind: 'settled', code: composed.code };
  }
  const { recipient, messageId } = notification;
  const mail = renderMail(composed.document, { recipient, messageId, date: clock(), choiceUrl: composed.choiceUrl });
  const claim = { id: randomUUID(), askedAt: performance.now() };
  if (!(await claimNotification(database, notificationId, { id: claim.id, claimMs: CLAIM_MS }))) return whoseItIs(database, notificationId);
  if (performance.now() - claim.askedAt > MARGIN_MS) return BEING_SENT;
  const outcome = await mailer.send(mail, signal);
  switch (outcome.kind) {
    case 'sent':
      await markSent(database, notificationId, clock());
      return { kind: 'sent' };
    case 'refused':
      await markNotSent(database, notificationId, claim.id, { at: clock(), lastError: `${FINAL}${outcome.code}` });
      return { kind: 'settled', code: outcome.code };
    case 'postponed':
      await markNotSent(database, notificationId, claim.id, { at: clock(), lastError: outcome.code });
      return outcome;
  }
}

const BEING_SENT = { kind: 'postponed', code: 'being_sent' } as const satisfies Delivered;

function settledAs({ sentAt, lastError }: StoredNotification): Delivered | null {
  if (sentAt !== null) return { kind: 'settled', code: 'sent_before' };
  return lastError?.startsWith(FINAL) === true ? { kind: 'settled', code: lastError.slice(FINAL.length) } : null;
}

/** Why it could not be claimed: another attempt holds it, or has just finished. */
async function whoseItIs(database: Database, id: string): Promise<Delivered> {
  const now = await readNotification(database, id);
  if (now === null) return { kind: 'settled', code: 'gone' };
  return settledAs(now) ?? BEING_SENT;
}
