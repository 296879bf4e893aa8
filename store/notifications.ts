import { FINAL, type MailKind } from '../domain/report/judge-mail.js';
import { inShortTransaction, type Database } from './database.js';
import { writeAudit } from './write-audit.js';

export type StoredNotification = {
  id: string;
  schoolId: string;
  syncId: string | null;
  kind: MailKind;
  occasion: string;
  recipient: string;
  locale: string;
  /** The Message-ID of its mail. */
  messageId: string;
  sentAt: Date | null;
  /** A code; one that begins with `FINAL` ends it. */
  lastError: string | null;
};

/** Null: it is gone, with its school. */
export async function readNotification({ pool }: Database, id: string): Promise<StoredNotification | null> {
  const { rows } = await pool.query<StoredNotification>(
    `SELECT id, school_id AS "schoolId", sync_id AS "syncId", kind, occasion, recipient, locale, message_id AS "messageId",
            sent_at AS "sentAt", last_error AS "lastError"
       FROM notification WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The mails of one occasion, and whether anything is left to send of each. */
export async function listMailsOf(
  { pool }: Database,
  { kind, occasion }: { kind: MailKind; occasion: string },
): Promise<{ id: string; isOpen: boolean }[]> {
  const { rows } = await pool.query<{ id: string; isOpen: boolean }>(
    `SELECT id, sent_at IS NULL AND coalesce(last_error, '') NOT LIKE '${FINAL}%' AS "isOpen"
       FROM notification WHERE kind = $1::"NotificationKind" AND occasion = $2 ORDER BY recipient`,
    [kind, occasion],
  );
  return rows;
}

/** Throws when there is no such notification. */
export async function readRecipient({ prisma }: Database, id: string): Promise<string> {
  const { recipient } = await prisma.notification.findUniqueOrThrow({ where: { id }, select: { recipient: true } });
  return recipient;
}

/** True: for `claimMs` only this attempt may send the mail. */
export async function claimNotification({ pool }: Database, id: string, claim: { id: string; claimMs: number }): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE notification SET claim_id = $2, claimed_until = now() + $3 * interval '1 millisecond'
      WHERE id = $1 AND sent_at IS NULL AND coalesce(last_error, '') NOT LIKE '${FINAL}%' AND coalesce(claimed_until <= now(), true)`,
    [id, claim.id, claim.claimMs],
  );
  return rowCount === 1;
}

/** Sent is sent, even by an attempt whose claim has run out. */
export async function markSent({ pool }: Database, id: string, at: Date): Promise<void> {
  await pool.query(
    `UPDATE notification SET attempts = attempts + 1, last_tried_at = $2, sent_at = coalesce(sent_at, $2), last_error = NULL,
            claim_id = NULL, claimed_until = NULL WHERE id = $1`,
    [id, at],
  );
}

/** Ends an attempt that the relay refused or postponed, with its code; only while this attempt holds the claim. */
export async function markNotSent(
  { pool }: Database,
  id: string,
  claimId: string,
  { at, lastError }: { at: Date; lastError: string },
): Promise<void> {
  await pool.query(
    `UPDATE notification SET attempts = attempts + 1, last_tried_at = $3, last_error = $4, claim_id = NULL, claimed_until = NULL
      WHERE id = $1 AND claim_id = $2`,
    [id, claimId, at, lastError],
  );
}

/** Ends a mail that is no longer needed, with its code. */
export async function markVoid({ pool }: Database, id: string, { at, lastError }: { at: Date; lastError: string }): Promise<void> {
  await pool.query(`UPDATE notification SET attempts = attempts + 1, last_tried_at = $2, last_error = $3 WHERE id = $1 AND sent_at IS NULL`, [
    id,
    at,
    lastError,
  ]);
}

/** Owners see on the Rostering tab that mail waits, also for recipients without an attempt so far. */
export async function noteThatItWaits({ pool }: Database, id: string, code: string): Promise<void> {
  await pool.query('UPDATE notification SET last_error = $2 WHERE id = $1 AND sent_at IS NULL AND last_error IS NULL', [id, code]);
}

export type TestMailAsked = { schoolId: string; districtId: string; accountId: string; recipients: number };

/**
 * Takes one of the test mails that a school may send within an hour, and writes into the audit trail who did; false: it has sent as many.
 * Requests that come at once wait for one another.
 */
export async function takeTestMail(
  { pool }: Database,
  { schoolId, districtId, accountId, recipients }: TestMailAsked,
  mostInAnHour: number,
): Promise<boolean> {
  return inShortTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('test mail ' || $1::text, 0))", [schoolId]);
    const { rows } = await client.query<{ sent: number }>(
      `SELECT count(*) AS sent FROM audit_entry WHERE school_id = $1 AND action = 'notifications.tested' AND at > now() - interval '1 hour'`,
      [schoolId],
    );
    if ((rows[0]?.sent ?? 0) >= mostInAnHour) return false;
    const actor = { kind: 'account', id: accountId } as const;
    await writeAudit(client, { actor, action: 'notifications.tested', districtId, schoolId, subjectId: schoolId, detail: { recipients } });
    return true;
  });
}
