/** One mail to one address, as it is stored. */
export type MailToRecipient = {
  kind: 'SYNC' | 'DAILY' | 'TEST';
  createdAt: Date;
  sentAt: Date | null;
  lastTriedAt: Date | null;
  /** A code of the relay or of the connection; with `final:` in front, there are no more attempts. */
  lastError: string | null;
};

export const RECIPIENT_STATES = ['REACHED', 'WAITING', 'UNREACHABLE', 'GIVEN_UP', 'NO_MAIL_YET'] as const;
/**
 * The latest news about an address: the relay took a mail for it; a mail waits for the relay; the relay refuses the address
 * permanently; the relay did not take a mail until it was no longer worth reading; there was no mail.
 */
export type RecipientState = (typeof RECIPIENT_STATES)[number];
export type RecipientVerdict = {
  state: RecipientState;
  /** When the mail was taken or given up; while it waits, since when. Null: there was none. */
  at: Date | null;
  /** Why it was not taken; for the words, see domain/messages/delivery-texts.ts. */
  code: string | null;
};

export const RECIPIENT_CONSENTS = ['ACCOUNT', 'OPEN', 'CONFIRMED', 'DECLINED'] as const;
/** What an address says of the mails: it is an account of the school; it has not said anything; it wants them; it does not, and gets none. */
export type RecipientConsent = (typeof RECIPIENT_CONSENTS)[number];

export const FINAL = 'final:';

/** How long a mail is worth sending; after that the workflows give up (`deliver` of workflows/). */
const WORTH_READING_HOURS = { SYNC: 72, DAILY: 12 } as const;

/** Codes of mails that were given up for other reasons than their address. */
const SAYS_NOTHING = ['overtaken', 'recipient_removed', 'recipient_declined', 'sync_gone', 'school_gone'];

/** The state of an address, from the latest mails to it. */
export function judgeRecipient(mails: readonly MailToRecipient[], now: Date): RecipientVerdict {
  const news = mails
    .map((mail) => newsOf(mail, now))
    .filter((one) => one !== null)
    .toSorted((a, b) => b.heardAt.getTime() - a.heardAt.getTime());
  const [newest] = news;
  if (newest === undefined) return { state: 'NO_MAIL_YET', at: null, code: null };
  if (newest.state !== 'WAITING') return { state: newest.state, at: newest.heardAt, code: newest.code };
  const since = news.filter(({ state }) => state === 'WAITING').map(({ createdAt }) => createdAt.getTime());
  return { state: 'WAITING', at: new Date(Math.min(...since)), code: newest.code };
}

type News = { state: RecipientState; heardAt: Date; createdAt: Date; code: string | null };

function newsOf({ kind, createdAt, sentAt, lastTriedAt, lastError }: MailToRecipient, now: Date): News | null {
  const heardAt = sentAt ?? lastTriedAt ?? createdAt;
  if (sentAt !== null) return { state: 'REACHED', heardAt, createdAt, code: null };
  if (lastError === null) return null;
  if (lastError.startsWith(FINAL)) {
    const code = lastError.slice(FINAL.length);
    return SAYS_NOTHING.includes(code) ? null : { state: 'UNREACHABLE', heardAt, createdAt, code };
  }
  // A test mail is tried only once, and its owner saw at once that it was not taken.
  if (kind === 'TEST') return null;
  const givenUp = now.getTime() - createdAt.getTime() > WORTH_READING_HOURS[kind] * 3_600_000;
  return { state: givenUp ? 'GIVEN_UP' : 'WAITING', heardAt, createdAt, code: lastError };
}
