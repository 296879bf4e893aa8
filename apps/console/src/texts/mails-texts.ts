import { textsOfPage } from './texts-of-page.js';
import type { MailsTexts } from './mails-en.js';

/** The texts about the mails that were sent. */
export const useMailsTexts = textsOfPage<MailsTexts>({
  en: async () => (await import('./mails-en.js')).mailsEn,
  'fr-CA': async () => (await import('./mails-fr-ca.js')).mailsFrCa,
});
