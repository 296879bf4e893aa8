import { mailTexts } from '../messages/mail-texts.js';
import { createFormat } from './format.js';
import type { MailDocument } from './mail-document.js';
import { oneLine } from './one-line.js';

/**
 * A mail to an address without an account, with the link by which it declines further ones at its end. Until the address has agreed, the mail also
 * says who added it: `addedBy`, an e-mail address; null: not known.
 */
export function withChoice(document: MailDocument, choice: { url: string; isConfirmed: boolean; addedBy: string | null }): MailDocument {
  const texts = mailTexts(createFormat(document.locale, 'UTC'));
  const by = choice.addedBy === null ? null : oneLine(choice.addedBy, 254);
  return {
    ...document,
    blocks: [
      ...document.blocks,
      ...(choice.isConfirmed ? [] : [{ kind: 'paragraph' as const, text: texts.addedBy(by, document.school) }]),
      { kind: 'reference', label: texts.noMoreMails, url: choice.url },
    ],
  };
}
