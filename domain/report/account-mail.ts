import type { Locale } from '../locale.js';
import { ACCOUNT_MAIL_TEXTS, type AccountMailKind } from '../messages/account-mail-texts.js';
import type { DisabledCode } from '../webhooks/delivery.js';
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
  /** Where the mail leads, and until when (ISO 8601; null: for as long as its reader has access); null where it has no link. */
  link: { url: string; until: string | null } | null;
  /** Of a mail about a webhook: why it is disabled, and how many of its messages were not delivered. */
  webhook: { disabledCode: DisabledCode; givenUp: number } | null;
};

/** A mail to the holder of an account about the account itself. */
export function accountMail({ kind, role, place: name, timeZone, at, link, webhook }: AccountMailFacts, locale: Locale): MailDocument {
  const format = createFormat(locale, timeZone);
  const place = oneLine(name, 100);
  const until = link === null || link.until === null ? '' : format.instant(link.until);
  const texts = ACCOUNT_MAIL_TEXTS[locale][kind]({ place, until, at: format.instant(at), isManager: role === 'DISTRICT_MANAGER', webhook });
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
            ...(texts.next.until === null ? [] : [{ kind: 'paragraph' as const, text: texts.next.until }]),
          ]),
    ],
    footer: texts.footer,
  };
}
