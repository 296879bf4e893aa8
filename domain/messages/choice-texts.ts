import type { Locale } from '../locale.js';

/** The page behind the link in a mail to a recipient without an account. */
export type ChoiceTexts = {
  title: string;
  /** What the address gets, or does not get. */
  gets(address: string, school: string): string;
  getsNone(address: string, school: string): string;
  decline: string;
  confirm: string;
  confirmAgain: string;
  usedBefore: string;
  unknown: string;
};

export const CHOICE_TEXTS: Record<Locale, ChoiceTexts> = {
  en: {
    title: 'Roster Sync Results',
    gets: (address, school) => `${address} is a recipient of the Roster Sync Results of ${school}.`,
    getsNone: (address, school) => `${address} gets no more Roster Sync Results of ${school}.`,
    decline: 'I do not want these mails',
    confirm: 'I want these mails',
    confirmAgain: 'I want these mails again',
    usedBefore: 'This link was used before. To end the mails, use the link in a later one.',
    unknown: 'This link does not work any more. Use the one in a later mail, or ask an owner of the school to remove your address.',
  },
  'fr-CA': {
    title: 'Résultats de la synchronisation',
    gets: (address, school) => `${address} figure parmi les destinataires des résultats de la synchronisation (${school}).`,
    getsNone: (address, school) => `${address} ne reçoit plus les résultats de la synchronisation (${school}).`,
    decline: 'Je ne veux pas de ces courriels',
    confirm: 'Je veux recevoir ces courriels',
    confirmAgain: 'Je veux de nouveau recevoir ces courriels',
    usedBefore: 'Ce lien a déjà servi. Pour ne plus recevoir de courriels, utilisez le lien d’un courriel plus récent.',
    unknown:
      'Ce lien ne fonctionne plus. Utilisez celui d’un courriel plus récent, ou demandez à un responsable de l’école de retirer votre adresse.',
  },
};
