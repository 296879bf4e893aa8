import type { Locale } from '../../domain/locale.js';
import { mailText } from '../../domain/messages/delivery-texts.js';
import { judgeMail, type MailKind, type MailState } from '../../domain/report/judge-mail.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import type { Database } from '../database.js';

/** One mail of the log of a school; instants are ISO 8601. */
export type MailView = {
  id: string;
  kind: MailKind;
  recipient: string;
  /** The language of the mail. */
  locale: string;
  /** The sync that it is about; null: it is about none. */
  sync: { id: string; fileName: string } | null;
  /** The local date of the night that it is about, or of the last one of its week, `YYYY-MM-DD`; null: it is about none. */
  night: string | null;
  createdAt: string;
  state: MailState;
  attempts: number;
  lastTriedAt: string | null;
  /** When the relay took it. */
  sentAt: string | null;
  code: string | null;
  message: string | null;
};

type MailRow = {
  id: string;
  kind: MailKind;
  recipient: string;
  locale: string;
  occasion: string;
  syncId: string | null;
  fileName: string | null;
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  lastTriedAt: Date | null;
  lastError: string | null;
};

/** The mails to the recipients of a school, newest first, and what became of each. Throws WrongCursor. */
export async function loadMails(
  { pool }: Database,
  query: { schoolId: string; limit: number; cursor?: string | undefined; now: Date; locale: Locale },
): Promise<Page<MailView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['instant', 'id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await pool.query<MailRow>(
    `SELECT mail.id, mail.kind, mail.recipient, mail.locale, mail.occasion, mail.sync_id AS "syncId",
            (SELECT upload.file_name FROM sync JOIN upload ON upload.id = sync.upload_id WHERE sync.id = mail.sync_id) AS "fileName",
            mail.created_at AS "createdAt", mail.sent_at AS "sentAt", mail.attempts, mail.last_tried_at AS "lastTriedAt", mail.last_error AS "lastError"
       FROM notification mail
      WHERE mail.school_id = $1 AND ($2::timestamptz IS NULL OR (mail.created_at, mail.id) < ($2::timestamptz, $3::uuid))
      ORDER BY mail.created_at DESC, mail.id DESC LIMIT $4`,
    [query.schoolId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => viewOf(row, query),
    (row) => [row.createdAt.toISOString(), row.id],
  );
}

function viewOf(row: MailRow, { now, locale }: { now: Date; locale: Locale }): MailView {
  const { id, kind, recipient, syncId, fileName, attempts } = row;
  const { state, code } = judgeMail(row, now);
  return {
    id,
    kind,
    recipient,
    locale: row.locale,
    sync: syncId === null || fileName === null ? null : { id: syncId, fileName },
    night: nightOf(row),
    createdAt: row.createdAt.toISOString(),
    state,
    attempts,
    lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    code,
    message: mailText(locale, { kind, state, code }),
  };
}

/** The occasion of a daily mail ends with its night (`dailyOccasion`), and that of a weekly one with its Sunday. That of a reminder of silence ends with the first night of it. */
function nightOf({ kind, occasion, syncId }: Pick<MailRow, 'kind' | 'occasion' | 'syncId'>): string | null {
  const hasNight = kind === 'DAILY' || kind === 'WEEKLY' || (kind === 'ESCALATION' && syncId === null);
  return hasNight ? occasion.slice(-'YYYY-MM-DD'.length) : null;
}
