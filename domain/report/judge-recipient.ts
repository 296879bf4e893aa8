import { judgeMail, type StoredMail } from './judge-mail.js';

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

/** The state of an address, from the latest mails to it. */
export function judgeRecipient(mails: readonly StoredMail[], now: Date): RecipientVerdict {
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

function newsOf(mail: StoredMail, now: Date): News | null {
  const { kind, createdAt, sentAt, lastTriedAt, lastError } = mail;
  const { state, code } = judgeMail(mail, now);
  const heardAt = sentAt ?? lastTriedAt ?? createdAt;
  switch (state) {
    case 'ACCEPTED':
      return { state: 'REACHED', heardAt, createdAt, code };
    case 'UNREACHABLE':
      return { state, heardAt, createdAt, code };
    case 'NOT_NEEDED':
      return null;
    case 'WAITING':
    case 'GIVEN_UP':
      // A test mail is tried only once, and its owner saw at once that it was not taken. A mail without an error is about to be tried.
      return kind === 'TEST' || lastError === null ? null : { state, heardAt, createdAt, code };
  }
}
