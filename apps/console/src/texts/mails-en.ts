import type { MailKind, MailState } from '../../../../domain/report/judge-mail.js';
import type { Widened } from './en.js';

/** The English texts about the mails that were sent. */
export const mailsEn = {
  title: 'Mails sent',
  lead: 'Whether the mail relay took them: what it took may still lie in a spam folder.',
  none: 'No mail was sent yet.',
  columns: { mail: 'Mail', recipient: 'Recipient', stored: 'Written', state: 'Outcome' },
  kind: {
    SYNC: 'Roster Sync Results',
    DAILY: 'Daily results',
    WEEKLY: 'Weekly summary',
    ESCALATION: 'Reminder: open on the second day',
    TEST: 'Test mail',
  } satisfies Record<MailKind, string>,
  nightOf: (date: string) => `Night of ${date}`,
  weekTo: (date: string) => `Week to ${date}`,
  state: {
    ACCEPTED: 'Accepted',
    WAITING: 'Waits for the mail relay',
    UNREACHABLE: 'Not reached',
    GIVEN_UP: 'Given up',
    NOT_NEEDED: 'Not needed any more',
  } satisfies Record<MailState, string>,
  attempts: (n: number) => (n === 1 ? '1 attempt' : `${n} attempts`),
};

export type MailsTexts = Widened<typeof mailsEn>;
