import type { MailsTexts } from './mails-en.js';

/** The Canadian French texts about the mails that were sent. */
export const mailsFrCa: MailsTexts = {
  title: 'Courriels envoyés',
  lead: 'Le relais de courriel les a-t-il pris? Ce qu’il a pris peut encore se trouver dans les indésirables.',
  none: 'Aucun courriel n’a encore été envoyé.',
  columns: { mail: 'Courriel', recipient: 'Destinataire', stored: 'Rédigé', state: 'Résultat' },
  kind: {
    SYNC: 'Résultats de la synchronisation',
    DAILY: 'Résultats du jour',
    WEEKLY: 'Résumé de la semaine',
    ESCALATION: 'Rappel\u00a0: en suspens le deuxième jour',
    TEST: 'Courriel d’essai',
  },
  nightOf: (date) => `Nuit du ${date}`,
  weekTo: (date) => `Semaine jusqu’au ${date}`,
  state: {
    ACCEPTED: 'Accepté',
    WAITING: 'En attente du relais de courriel',
    UNREACHABLE: 'Non joint',
    GIVEN_UP: 'Non envoyé',
    NOT_NEEDED: 'N’était plus utile',
  },
  attempts: (n) => (n < 2 ? `${n} tentative` : `${n} tentatives`),
};
