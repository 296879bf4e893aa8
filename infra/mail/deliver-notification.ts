import type pg from 'pg';
import { FINAL } from '../../domain/report/judge-recipient.js';
import { renderText } from '../../domain/report/render-text.js';
import { inTransaction } from '../prisma/database.js';
import { composeMail, type MailContext, type StoredNotification } from './compose-mail.js';
import type { Mailer } from './mailer.js';
import { renderHtml } from './render-html.js';

export type DeliveryContext = MailContext & { mailer: Mailer; clock: () => Date };

export type Delivered =
  | { kind: 'sent' }
  /** It was sent before, or it will never be: it is void, or the relay refused it for good. */
  | { kind: 'settled'; code: string }
  /** Worth another try. */
  | { kind: 'postponed'; code: string };

/**
 * Sends one stored notification, unless that is done. The row stays locked while the relay has the mail, so that two at
 * once send one; a crash between the relay's OK and the mark sends one more, with the same Message-ID.
 */
export async function deliverNotification(context: DeliveryContext, notificationId: string): Promise<Delivered> {
  const { database, mailer, clock } = context;
  const before = await readNotification(database.pool, notificationId, '');
  if (before === null) return { kind: 'settled', code: 'gone' };
  const done = settledAs(before);
  if (done !== null) return done;
  const composed = await composeMail(context, before);
  try {
    return await inTransaction(database.pool, async (client) => {
      // A process that is stopped while it holds the row loses it, and another one may send.
      await client.query(`SET LOCAL lock_timeout = '45s'; SET LOCAL idle_in_transaction_session_timeout = '90s'`);
      const notification = await readNotification(client, notificationId, 'FOR UPDATE');
      if (notification === null) return { kind: 'settled', code: 'gone' };
      const settled = settledAs(notification);
      if (settled !== null) return settled;
      if (composed.kind === 'void') {
        await mark(client, notificationId, { at: clock(), lastError: `${FINAL}${composed.code}` });
        return { kind: 'settled', code: composed.code };
      }
      const outcome = await mailer.send({
        recipient: notification.recipient,
        messageId: notification.messageId,
        locale: composed.locale,
        subject: composed.document.subject,
        html: renderHtml(composed.document),
        text: renderText(composed.document),
        date: clock(),
      });
      switch (outcome.kind) {
        case 'sent':
          await mark(client, notificationId, { at: clock(), sentAt: clock(), lastError: null });
          return { kind: 'sent' };
        case 'refused':
          await mark(client, notificationId, { at: clock(), lastError: `${FINAL}${outcome.code}` });
          return { kind: 'settled', code: outcome.code };
        case 'postponed':
          await mark(client, notificationId, { at: clock(), lastError: outcome.code });
          return outcome;
      }
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === '55P03') return { kind: 'postponed', code: 'being_sent' };
    throw error;
  }
}

type Row = StoredNotification & { messageId: string; sentAt: Date | null; lastError: string | null };

async function readNotification(client: pg.Pool | pg.PoolClient, id: string, lock: '' | 'FOR UPDATE'): Promise<Row | null> {
  const { rows } = await client.query<Row>(
    `SELECT id, school_id AS "schoolId", sync_id AS "syncId", kind, occasion, recipient, locale, message_id AS "messageId",
            sent_at AS "sentAt", last_error AS "lastError"
       FROM notification WHERE id = $1 ${lock}`,
    [id],
  );
  return rows[0] ?? null;
}

function settledAs({ sentAt, lastError }: Row): Delivered | null {
  if (sentAt !== null) return { kind: 'settled', code: 'sent_before' };
  return lastError?.startsWith(FINAL) === true ? { kind: 'settled', code: lastError.slice(FINAL.length) } : null;
}

async function mark(
  client: pg.PoolClient,
  id: string,
  { at, sentAt = null, lastError }: { at: Date; sentAt?: Date | null; lastError: string | null },
): Promise<void> {
  await client.query(
    `UPDATE notification SET attempts = attempts + 1, last_tried_at = $4, sent_at = coalesce($2, sent_at), last_error = $3 WHERE id = $1`,
    [id, sentAt, lastError, at],
  );
}
