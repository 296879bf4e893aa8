/** One mail to one address, as it is stored. */
export type StoredMail = {
  kind: MailKind;
  createdAt: Date;
  sentAt: Date | null;
  lastTriedAt: Date | null;
  /** A code of the relay or of the connection; with `final:` in front, there are no more attempts. */
  lastError: string | null;
};

/** About one sync, a night or a week, a reminder of what is open on the second day, or to try whether mail arrives. */
export const MAIL_KINDS = ['SYNC', 'DAILY', 'WEEKLY', 'ESCALATION', 'TEST'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const MAIL_STATES = ['ACCEPTED', 'WAITING', 'UNREACHABLE', 'GIVEN_UP', 'NOT_NEEDED'] as const;
/**
 * What became of a mail: the relay took it; it waits for the relay; its address was refused for good; the relay did not take it
 * while it was worth reading; before it was sent, something made it superfluous.
 */
export type MailState = (typeof MAIL_STATES)[number];

export const FINAL = 'final:';

/** How long a mail is worth sending; after that the workflows give up (`deliver` of workflows/). A test mail is tried once, within seconds. */
export const WORTH_READING_HOURS: Record<MailKind, number> = { SYNC: 72, DAILY: 12, WEEKLY: 72, ESCALATION: 72, TEST: 1 / 60 };

/** Codes of mails that were not sent for other reasons than their address. */
export const NOT_NEEDED_CODES = ['overtaken', 'recipient_removed', 'recipient_declined', 'sync_gone', 'school_gone'] as const;
export type NotNeededCode = (typeof NOT_NEEDED_CODES)[number];

/** `code`: of the relay, the connection or NOT_NEEDED_CODES; null: there is none, for it was taken, or no attempt has ended yet. */
export function judgeMail(
  { kind, createdAt, sentAt, lastError }: Omit<StoredMail, 'lastTriedAt'>,
  now: Date,
): { state: MailState; code: string | null } {
  if (sentAt !== null) return { state: 'ACCEPTED', code: null };
  if (lastError?.startsWith(FINAL) === true) {
    const code = lastError.slice(FINAL.length);
    return { state: isNotNeeded(code) ? 'NOT_NEEDED' : 'UNREACHABLE', code };
  }
  const givenUp = now.getTime() - createdAt.getTime() > WORTH_READING_HOURS[kind] * 3_600_000;
  return { state: givenUp ? 'GIVEN_UP' : 'WAITING', code: lastError };
}

export function isNotNeeded(code: string): code is NotNeededCode {
  return (NOT_NEEDED_CODES as readonly string[]).includes(code);
}
