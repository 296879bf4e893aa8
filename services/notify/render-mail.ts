import type { MailDocument } from '../../domain/report/mail-document.js';
import { renderText } from '../../domain/report/render-text.js';
import type { OutgoingMail } from '../../infra/mail/mailer.js';
import { renderHtml } from '../../infra/mail/render-html.js';

/** A message as the relay takes it, in HTML and in plain text. */
export function renderMail(document: MailDocument, envelope: Pick<OutgoingMail, 'recipient' | 'messageId' | 'date' | 'choiceUrl'>): OutgoingMail {
  return { ...envelope, locale: document.locale, subject: document.subject, html: renderHtml(document), text: renderText(document) };
}
