import type { Locale } from '../../domain/locale.js';
import { deliveryText } from '../../domain/messages/delivery-texts.js';
import { chooseRecipients } from '../../domain/report/choose-recipients.js';
import type { StoredMail } from '../../domain/report/judge-mail.js';
import { judgeRecipient, type RecipientConsent, type RecipientState } from '../../domain/report/judge-recipient.js';
import type { Database } from '../database.js';
import { readRecipients, type KnownRecipient } from '../recipients.js';
import { loadSettings } from '../settings.js';

/** The state of one recipient of a school; instants are ISO 8601. */
export type RecipientView = {
  recipient: string;
  consent: RecipientConsent;
  state: RecipientState;
  at: string | null;
  code: string | null;
  message: string | null;
};

/** How many of the newest mails to each address are read: enough to know its state. */
const MAILS_EACH = 20;

/** The recipients of the saved settings, in their order, and whether mail reaches them, and whether it wants them: two queries for all of them. */
export async function loadRecipients(database: Database, schoolId: string, now: Date, locale: Locale): Promise<RecipientView[]> {
  const { settings } = await loadSettings(database, schoolId);
  const recipients = chooseRecipients(settings.notifications.recipients);
  const known = new Map((await readRecipients(database.pool, schoolId, recipients)).map((one) => [one.address, one]));
  const { rows } = await database.pool.query<StoredMail & { recipient: string }>(
    `SELECT chosen.recipient, mail.* FROM unnest($2::text[]) AS chosen(recipient)
      CROSS JOIN LATERAL (
        SELECT kind, created_at AS "createdAt", sent_at AS "sentAt", last_tried_at AS "lastTriedAt", last_error AS "lastError"
          FROM notification WHERE school_id = $1 AND recipient = chosen.recipient
         ORDER BY created_at DESC LIMIT ${MAILS_EACH}) AS mail`,
    [schoolId, recipients],
  );
  return recipients.map((recipient) => {
    const { state, at, code } = judgeRecipient(
      rows.filter((row) => row.recipient === recipient),
      now,
    );
    return {
      recipient,
      consent: consentOf(known.get(recipient)),
      state,
      at: at?.toISOString() ?? null,
      code,
      message: deliveryText(locale, state, code),
    };
  });
}

/** What an address has declined counts also if it has become an account's. */
function consentOf(known: KnownRecipient | undefined): RecipientConsent {
  return known?.decision === 'DECLINED' ? 'DECLINED' : known?.isAccount === true ? 'ACCOUNT' : (known?.decision ?? 'OPEN');
}
