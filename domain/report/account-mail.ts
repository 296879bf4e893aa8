import type { Locale } from '../locale.js';
import { ACCOUNT_MAIL_TEXTS, type AccountMailKind } from '../messages/account-mail-texts.js';
import { createFormat } from './format.js';
import type { MailDocument } from './mail-document.js';
import { oneLine } from './one-line.js';

export type AccountMailFacts = {
  kind: AccountMailKind;
  role: 'OWNER' | 'DISTRICT_MANAGER';
  /** Name of the school or district. */
  place: string;
  timeZone: string;
  /** When what it tells of happened (ISO 8601). */
  at: string;
  /** Where a password is chosen, and until when (ISO 8601); null where the mail has no link. */
  link: { url: string; until: string } | null;
};

/** A mail to the holder of an account about the account itself. */
export function accountMail({ kind, role, place: name, timeZone, at, link }: AccountMailFacts, locale: Locale): MailDocument {
  const format = createFormat(locale, timeZone);
  const place = oneLine(name, 100);
  const until = link === null ? '' : format.instant(link.until);
  const texts = ACCOUNT_MAIL_TEXTS[locale][kind]({ place, until, at: format.instant(at), isManager: role === 'DISTRICT_MANAGER' });
  return {
    locale,
    subject: texts.subject,
    preview: texts.verdict,
    school: place,
    title: 'Rollcall',
    tone: kind === 'INVITATION' || kind === 'PASSWORD_RESET' || kind === 'SECOND_FACTOR_ON' ? 'good' : 'attention',
    verdict: texts.verdict,
    blocks: [
      ...texts.paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
      ...(texts.next === null || link === null
        ? []
        : [
            { kind: 'action' as const, label: texts.next.label, url: link.url },
            { kind: 'paragraph' as const, text: texts.next.until },
          ]),
    ],
    footer: texts.footer,
  };
}
