import type { Locale } from '../locale.js';
import { mailTexts } from '../messages/mail-texts.js';
import { createFormat } from './format.js';
import type { MailDocument } from './mail-document.js';
import { oneLine } from './one-line.js';
import type { ConsoleLinks } from './console-links.js';

/** The mail by which an owner sees that the Roster Sync Results reach the recipients. */
export function testMail(school: { id: string; name: string; timeZone: string }, locale: Locale, links: ConsoleLinks): MailDocument {
  const texts = mailTexts(createFormat(locale, school.timeZone));
  const name = oneLine(school.name, 100);
  return {
    locale,
    subject: texts.testSubject(name),
    preview: texts.testText(name),
    school: name,
    title: texts.title,
    tone: 'good',
    verdict: texts.testTitle,
    blocks: [
      { kind: 'paragraph', text: texts.testText(name) },
      { kind: 'section', title: texts.next },
      { kind: 'bullets', items: [texts.testNext] },
      { kind: 'action', label: texts.openSyncs, url: links.syncs(school.id) },
    ],
    footer: [texts.whyThisMail(name), texts.noPersonalData],
  };
}
