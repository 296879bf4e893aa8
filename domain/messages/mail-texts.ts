import type { Format } from '../report/format.js';
import { causeTexts, type CauseTexts } from './cause-texts.js';
import { outcomeTexts, type OutcomeTexts } from './outcome-texts.js';
import { fileTexts, type FileTexts } from './file-texts.js';
import { adviceTexts, type AdviceTexts } from './advice-texts.js';
import { missingTexts, type MissingTexts } from './missing-texts.js';
import { dayTexts, type DayTexts } from './day-texts.js';

/** Every sentence of the Roster Sync Results. The words for buttons and settings are those of the console. */
export type MailTexts = CauseTexts &
  OutcomeTexts &
  FileTexts &
  AdviceTexts &
  MissingTexts &
  DayTexts & {
    /** The product's name for these mails; ends every subject. */
    results: string;
    subject(school: string, outcome: string): string;
    dailySubject(school: string, date: string, outcome: string): string;
    title: string;
    dailyTitle(date: string): string;
    openSync: string;
    openSyncs: string;
    decide: string;
    forSupport(syncId: string): string;
    workflow: string;
    names: { added: string; archived: string; restored: string; missing: string; more(n: number): string };
    /** Of a preview. */
    namesWouldBe: { added: string; archived: string; restored: string };
    whyThisMail(school: string): string;
    noPersonalData: string;
    /** `by`: the e-mail address of an account; null: not known. */
    addedBy(by: string | null, school: string): string;
    noMoreMails: string;
    testSubject(school: string): string;
    testTitle: string;
    testText(school: string): string;
    testNext: string;
  };

export function mailTexts(format: Format): MailTexts {
  switch (format.locale) {
    case 'en':
      return english(format);
    case 'fr-CA':
      return canadianFrench(format);
  }
}

function english(f: Format): MailTexts {
  return {
    ...causeTexts(f),
    ...outcomeTexts(f),
    ...fileTexts(f),
    ...adviceTexts(f),
    ...missingTexts(f),
    ...dayTexts(f),
    results: 'Roster Sync Results',
    subject: (school, outcome) => `${school}: ${outcome} — Roster Sync Results`,
    dailySubject: (school, date, outcome) => `${school}: ${outcome} — Daily Roster Sync Results, ${date}`,
    title: 'Roster Sync Results',
    dailyTitle: (date) => `Daily Roster Sync Results, ${date}`,
    openSync: 'Open this sync',
    openSyncs: 'Open all syncs',
    decide: 'Approve or discard',
    forSupport: (syncId) => `For support: sync ${syncId}`,
    workflow: 'Workflow (support staff)',
    names: {
      added: 'Added',
      archived: 'Archived',
      restored: 'Restored',
      missing: 'Missing, not archived yet',
      more: (n) => f.count(n, { one: 'and # more', other: 'and # more' }),
    },
    namesWouldBe: { added: 'Would be added', archived: 'Would be archived', restored: 'Would be restored' },
    whyThisMail: (school) =>
      `You get this mail because this address is a recipient of the Roster Sync Results of ${school}. Recipients are chosen on the Rostering tab.`,
    noPersonalData: 'This mail contains no personal data from the roster.',
    addedBy: (by, school) => `${by ?? 'An owner'} added this address to the recipients of the Roster Sync Results of ${school}.`,
    noMoreMails: 'I do not want these mails',
    testSubject: (school) => `${school}: test mail — Roster Sync Results`,
    testTitle: 'This test mail arrived',
    testText: (school) => `Roster Sync Results of ${school} will reach you at this address.`,
    testNext: 'Nothing. The next results come by themselves.',
  };
}

function canadianFrench(f: Format): MailTexts {
  return {
    ...causeTexts(f),
    ...outcomeTexts(f),
    ...fileTexts(f),
    ...adviceTexts(f),
    ...missingTexts(f),
    ...dayTexts(f),
    results: 'Résultats de la synchronisation',
    subject: (school, outcome) => `${school} : ${outcome} — Résultats de la synchronisation`,
    dailySubject: (school, date, outcome) => `${school} : ${outcome} — Résultats du jour, ${date}`,
    title: 'Résultats de la synchronisation',
    dailyTitle: (date) => `Résultats du jour, ${date}`,
    openSync: 'Ouvrir cette synchronisation',
    openSyncs: 'Ouvrir toutes les synchronisations',
    decide: 'Approuver ou écarter',
    forSupport: (syncId) => `Pour le soutien technique : synchronisation ${syncId}`,
    workflow: 'Flux de travail (soutien technique)',
    names: {
      added: 'Ajouts',
      archived: 'Archivages',
      restored: 'Rétablissements',
      missing: 'Absents des données, pas encore archivés',
      more: (n) => f.count(n, { one: 'et # autre', other: 'et # autres' }),
    },
    namesWouldBe: { added: 'Seraient ajoutés', archived: 'Seraient archivés', restored: 'Seraient rétablis' },
    whyThisMail: (school) =>
      `${school} : cette adresse figure parmi les destinataires des résultats de la synchronisation. Les destinataires se choisissent à l’onglet Listes automatiques.`,
    noPersonalData: 'Ce courriel ne contient aucun renseignement personnel tiré des listes.',
    addedBy: (by, school) => `${school} : ${by ?? 'un responsable'} a ajouté cette adresse aux destinataires des résultats de la synchronisation.`,
    noMoreMails: 'Je ne veux pas de ces courriels',
    testSubject: (school) => `${school} : courriel d’essai — Résultats de la synchronisation`,
    testTitle: 'Ce courriel d’essai est bien arrivé',
    testText: (school) => `Les résultats de la synchronisation (${school}) vous parviendront à cette adresse.`,
    testNext: 'Rien. Les prochains résultats viendront d’eux-mêmes.',
  };
}
