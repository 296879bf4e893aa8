import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Locale } from '../../domain/locale.js';
import { createBreaker } from './breaker.js';

/** One mail to one recipient, rendered. */
export type OutgoingMail = {
  recipient: string;
  /** Without angle brackets; the same for every attempt of one mail. */
  messageId: string;
  locale: Locale;
  subject: string;
  html: string;
  text: string;
  date: Date;
  /** Where its reader declines further ones (RFC 8058); null or missing: nowhere. */
  choiceUrl?: string | null;
};

/**
 * The result of one attempt. Refused: the relay will never take this mail for this recipient. Postponed: it may take it
 * later, or it is unknown whether it took it. Codes only, because replies of relays quote addresses.
 */
export type MailOutcome = { kind: 'sent' } | { kind: 'refused'; code: string } | { kind: 'postponed'; code: string };

export type Mailer = {
  /** One attempt, of at most a minute, and no longer than `signal` allows. Never rejects. Postpones at once while the relay is down. */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<MailOutcome>;
  /** The relay has not answered lately, and is not tried now: its code. Null: it may be tried. */
  away(): string | null;
  /** The last attempts got no answer, whether or not the next one is due. */
  isSilent(): boolean;
  close(): void;
};

const CONNECT_MS = 10_000;
const GREETING_MS = 10_000;
// Not shorter: a relay that scans a mail may take half a minute to accept it, and after a time-out the mail is
// sent again.
const SILENCE_MS = 30_000;
/** The longest duration of one attempt, even with a relay that sends a letter now and then. */
export const LONGEST_TRY_MS = 60_000;

/** Sends through the relay of `SMTP_URL`; `mailFrom` is `Name <address>` or a bare address. */
export function createMailer(config: { smtpUrl: string; mailFrom: string }): Mailer {
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A body is text of ours; nothing in it may make nodemailer read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = senderOf(config.mailFrom);
  const breaker = createBreaker(() => performance.now());
  return {
    away: () => breaker.away(),
    isSilent: () => breaker.isSilent(),
    send: async (mail, given) => {
      const away = breaker.enter();
      if (away !== null) return { kind: 'postponed', code: away };
      const signal = AbortSignal.any([AbortSignal.timeout(LONGEST_TRY_MS), ...(given === undefined ? [] : [given])]);
      const message: SendMailOptions = {
        from,
        // An object, so that nothing in it can be read as a list of addresses.
        to: { name: '', address: mail.recipient },
        envelope: { from: from.address, to: [mail.recipient] },
        messageId: `<${mail.messageId}>`,
        date: mail.date,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': mail.locale,
          ...(mail.choiceUrl == null ? {} : { 'List-Unsubscribe': `<${mail.choiceUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
        signal,
      };
      try {
        await transport.sendMail(message);
        breaker.heard(null);
        return { kind: 'sent' };
      } catch (error) {
        const outcome: MailOutcome = signal.aborted ? { kind: 'postponed', code: 'ETIMEDOUT' } : outcomeOf(error);
        breaker.heard(outcome.kind === 'postponed' && isSilence(outcome.code, error) ? outcome.code : null);
        return outcome;
      }
    },
    close: () => transport.close(),
  };
}

/** The host for Message-IDs: that of the sender's address. */
export function messageHost(mailFrom: string): string {
  const host = senderOf(mailFrom).address.split('@')[1]?.toLowerCase() ?? '';
  return /^[a-z0-9.-]+$/.test(host) ? host : 'localhost';
}

function senderOf(mailFrom: string): { name: string; address: string } {
  const named = /^\s*"?([^"<>]*?)"?\s*<([^<>\s]+)>\s*$/.exec(mailFrom);
  return named === null ? { name: '', address: mailFrom.trim() } : { name: named[1] ?? '', address: named[2] ?? '' };
}

/** The relay cannot be reached, or did not answer before a time-out. A relay that breaks off costs no time, and is reachable. */
function isSilence(code: string, error: unknown): boolean {
  return code === 'ETIMEDOUT' || code === 'EDNS' || (error as { syscall?: unknown } | null)?.syscall === 'connect';
}

function outcomeOf(error: unknown): MailOutcome {
  const { code, command, responseCode } = (error ?? {}) as { code?: unknown; command?: unknown; responseCode?: unknown };
  const reply = typeof responseCode === 'number' ? responseCode : null;
  const word = typeof code === 'string' && /^[A-Za-z0-9_]{1,30}$/.test(code) ? code : 'unknown';
  // Only an answer about this recipient or this mail is final. A refused sign-in or sender is a setting that
  // will be corrected, and then the mail is sent.
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (reply !== null && reply >= 500 && aboutThisMail) return { kind: 'refused', code: `smtp_${reply}` };
  if (reply === null && word === 'EMESSAGE' && command === 'MAIL FROM') return { kind: 'refused', code: 'mail_too_large' };
  return { kind: 'postponed', code: reply === null ? word : `smtp_${reply}` };
}
