import type { Category } from '../../../../domain/category.js';
import { MOST_EXPLAINED } from '../../../../domain/sync.js';
import type { SwitchTexts } from './switch-en.js';

const number = new Intl.NumberFormat('fr-CA');
const files = (n: number): string => `${number.format(n)} fichier${n < 2 ? '' : 's'}`;
const who: Record<Category, [one: string, many: string]> = {
  students: ['élève', 'élèves'],
  teachers: ['membre du corps enseignant', 'membres du corps enseignant'],
  staff: ['membre du personnel', 'membres du personnel'],
  admin: ['membre de l’administration', 'membres de l’administration'],
};
const people = (category: Category, n: number): string => `${number.format(n)} ${who[category][n < 2 ? 0 : 1]}`;
const would = (category: Category, n: number, one: string, many: string): string =>
  `${people(category, n)} ${n < 2 ? 'serait' : 'seraient'} ${n < 2 ? one : many}`;

/** Of more than these, only some are kept: how many it would be is then not known. */
const explained = (category: Category, n: number, one: string, many: string): string =>
  `${n < MOST_EXPLAINED ? '' : 'au moins '}${would(category, n, one, many)}`;

/** The French texts about switching automatic updates and archiving on. */
export const switchFrCa: SwitchTexts = {
  matched: (matched, of) => `${number.format(matched)} sur ${files(of)} ${matched < 2 ? 'concorde' : 'concordent'}`,
  surprises: (n) => `${number.format(n)} surprise${n < 2 ? '' : 's'}`,
  noFiles: 'Pas encore de deuxième fichier\u00a0: l’indicateur commence avec lui.',
  would: (category, archived, updated) =>
    [
      ...(archived === null ? [] : [explained(category, archived, 'archivé', 'archivés')]),
      ...(updated === null ? [] : [explained(category, updated, 'mis à jour', 'mis à jour')]),
    ].join(' et '),
  ready: 'Prêt à activer',
  wait: (needed) => `Attendez ${needed} fichiers de suite qui concordent`,
  evidence: 'Les fichiers à l’appui',
  fileMatched: 'concorde',
  surprise: {
    rejected: 'n’a pas pu être utilisé',
    held: 'des changements ont été retenus pour approbation',
    left_out: 'beaucoup de lignes ont été laissées de côté',
    many_new: 'beaucoup de personnes étaient nouvelles',
    undone: 'a été annulé',
  },
  askTitle: 'Activer ceci?',
  askLead:
    'Dès le prochain fichier, sans autre question. Voici ce que ferait le plus récent fichier conservé, avec les réglages de cette page\u00a0:',
  switches: {
    autoUpdate: {
      students: 'Mise à jour automatique des élèves',
      teachers: 'Mise à jour automatique des enseignants',
      staff: 'Mise à jour automatique du personnel',
      admin: 'Mise à jour automatique de l’administration',
    },
    archive: {
      students: 'Personnes absentes\u00a0: élèves – Archiver',
      teachers: 'Personnes absentes\u00a0: enseignants – Archiver',
      staff: 'Personnes absentes\u00a0: personnel – Archiver',
      admin: 'Personnes absentes\u00a0: administration – Archiver',
    },
  },
  fromFile: (name, at) => `D’après ${name}, du ${at}`,
  archived: (category, n) => would(category, n, 'archivé', 'archivés'),
  updated: (category, n) => would(category, n, 'mis à jour', 'mis à jour'),
  held: (n) => `${number.format(n)} changement${n < 2 ? ' attendrait' : 's attendraient'} un propriétaire`,
  names: (names, more) => (more > 0 ? `${names} et ${number.format(more)} de plus` : names),
  openPreview: 'Voir tout le monde',
  unknown:
    'Aucun fichier de cette catégorie n’est conservé\u00a0: on ne sait pas ce que fera le prochain. Vous pouvez enregistrer, puis regarder sa synchronisation quand il sera arrivé.',
  notUsable: 'Ce fichier ne peut pas être utilisé maintenant\u00a0: on ne sait pas ce que fera le prochain.',
  confirm: 'Activer et enregistrer',
};
