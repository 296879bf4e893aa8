import type { Locale } from '../locale.js';
import { isNotNeeded, type MailKind, type MailState, type NotNeededCode } from '../report/judge-mail.js';
import type { RecipientState } from '../report/judge-recipient.js';

/** Why a mail was not taken, as people would say it. */
type Reason = 'unknown_address' | 'mailbox_full' | 'mail_not_accepted' | 'mail_too_large' | 'come_later' | 'our_sign_in' | 'our_sender' | 'no_answer';

const TEXTS: Record<Reason, Record<Locale, string>> = {
  unknown_address: {
    en: 'Its mail server does not deliver to this address: most often, the address is misspelled or does not exist any more. Correct or remove it.',
    'fr-CA':
      'Son serveur de courriel ne livre pas à cette adresse\u00a0: le plus souvent, elle est mal écrite ou n’existe plus. Corrigez-la ou retirez-la.',
  },
  mailbox_full: {
    en: 'The mailbox is full.',
    'fr-CA': 'La boîte aux lettres est pleine.',
  },
  mail_not_accepted: {
    en: 'Its mail server does not accept the mail. Ask its administrator to let mail from this sender through.',
    'fr-CA': 'Son serveur de courriel n’accepte pas le message. Demandez à ses responsables de laisser passer cet expéditeur.',
  },
  mail_too_large: {
    en: 'The mail is larger than the mail relay allows.',
    'fr-CA': 'Le message dépasse la taille permise par le relais de courriel.',
  },
  come_later: {
    en: 'Its mail server asks to come back later; the mail is sent again by itself.',
    'fr-CA': 'Son serveur de courriel demande de revenir plus tard; le message sera renvoyé automatiquement.',
  },
  our_sign_in: {
    en: 'The mail relay does not accept the sign-in of this installation. Support has to look into it; the mail is sent as soon as it is mended.',
    'fr-CA':
      'Le relais de courriel n’accepte pas la connexion de cette installation. Le soutien technique doit s’en occuper; le message partira dès que ce sera réglé.',
  },
  our_sender: {
    en: 'The mail relay takes no mail of this installation. Support has to look into it; the mail is sent as soon as it is mended.',
    'fr-CA':
      'Le relais de courriel ne prend aucun message de cette installation. Le soutien technique doit s’en occuper; le message partira dès que ce sera réglé.',
  },
  no_answer: {
    en: 'The mail relay does not answer; the mail is sent as soon as it does.',
    'fr-CA': 'Le relais de courriel ne répond pas; le message partira dès qu’il répondra.',
  },
};

/** A relay that was away for so long did not take the mail; what is promised of a waiting one is over. */
const GIVEN_UP: Record<Locale, string> = {
  en: 'The mail relay did not take this mail for so long that it is not sent any more. The next one is tried again.',
  'fr-CA': 'Le relais de courriel n’a pas pris ce message pendant si longtemps qu’il n’est plus envoyé. Le prochain sera de nouveau tenté.',
};

/** A test mail is tried once, so nothing is promised of it. */
const TEST_NOT_TAKEN: Record<Locale, string> = {
  en: 'The mail relay did not take this test mail. A test mail gets one attempt.',
  'fr-CA': 'Le relais de courriel n’a pas pris ce courriel d’essai. Un courriel d’essai n’a droit qu’à une tentative.',
};

/** Why a mail was not sent although its address could be reached. */
const NOT_NEEDED: Record<NotNeededCode, Record<Locale, string>> = {
  overtaken: {
    en: 'It was not sent: what it tells had changed before the mail relay took it.',
    'fr-CA': 'Il n’a pas été envoyé\u00a0: ce qu’il annonçait avait changé avant que le relais de courriel le prenne.',
  },
  recipient_removed: {
    en: 'It was not sent: the address was removed from the recipients before.',
    'fr-CA': 'Il n’a pas été envoyé\u00a0: l’adresse avait été retirée des destinataires.',
  },
  recipient_declined: {
    en: 'It was not sent: the address has declined these mails.',
    'fr-CA': 'Il n’a pas été envoyé\u00a0: cette adresse a décliné ces courriels.',
  },
  sync_gone: {
    en: 'It was not sent: its sync does not exist any more.',
    'fr-CA': 'Il n’a pas été envoyé\u00a0: sa synchronisation n’existe plus.',
  },
  school_gone: {
    en: 'It was not sent: its school does not exist any more.',
    'fr-CA': 'Il n’a pas été envoyé\u00a0: son école n’existe plus.',
  },
};

/** Why one mail was not taken, or not sent, in a sentence; null: it was taken, or there was no attempt so far. */
export function mailText(locale: Locale, { kind, state, code }: { kind: MailKind; state: MailState; code: string | null }): string | null {
  switch (state) {
    case 'ACCEPTED':
      return null;
    case 'NOT_NEEDED':
      return code !== null && isNotNeeded(code) ? NOT_NEEDED[code][locale] : null;
    case 'GIVEN_UP':
      return kind === 'TEST' ? TEST_NOT_TAKEN[locale] : GIVEN_UP[locale];
    case 'WAITING':
      return code === null ? null : deliveryText(locale, state, code);
    case 'UNREACHABLE':
      return deliveryText(locale, state, code);
  }
}

/** Why no mail reaches an address, in a sentence; null: one does, or there was none. */
export function deliveryText(locale: Locale, state: RecipientState, code: string | null): string | null {
  switch (state) {
    case 'REACHED':
    case 'NO_MAIL_YET':
      return null;
    case 'GIVEN_UP':
      return GIVEN_UP[locale];
    case 'WAITING':
    case 'UNREACHABLE':
      return TEXTS[reasonOf(state, code ?? '')][locale];
  }
}

function reasonOf(state: 'WAITING' | 'UNREACHABLE', code: string): Reason {
  const reply = Number(/^smtp_(\d{3})$/.exec(code)?.[1] ?? 0);
  if (code === 'mail_too_large') return 'mail_too_large';
  if (code === 'EAUTH' || [530, 534, 535, 538].includes(reply)) return 'our_sign_in';
  if (reply >= 400 && reply < 500) return reply === 452 ? 'mailbox_full' : 'come_later';
  // What is said of the sender waits for somebody to mend it; what is said of the recipient is final (infra/mail/mailer.ts).
  if (reply >= 500 && state === 'WAITING') return 'our_sender';
  if (reply === 552) return 'mailbox_full';
  if ([550, 551, 553].includes(reply)) return 'unknown_address';
  return reply >= 500 ? 'mail_not_accepted' : 'no_answer';
}
