import type { Texts } from './en.js';

const number = new Intl.NumberFormat('fr-CA');
// French counts 0 and 1 as one.
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n < 2 ? one : many}`;

/** What the pages of people say in Canadian French; part of `frCA`. */
export const peopleInFrench: Texts['people'] = {
  title: 'Personnes',
  search: 'Chercher par nom, courriel ou numéro',
  category: 'Catégorie',
  state: 'État',
  states: { ACTIVE: 'Actives', ARCHIVED: 'Archivées' },
  total: (n) => count(n, 'personne', 'personnes'),
  shown: (shown, total) => `${number.format(shown)} sur ${count(total, 'personne', 'personnes')}`,
  columns: { name: 'Nom', email: 'Courriel', role: 'Rôle', number: 'Numéro', grade: 'Niveau', edit: 'Modifier' },
  empty: 'Aucune personne pour l’instant',
  emptyText: 'Les personnes apparaissent dès qu’un fichier a été appliqué.',
  emptyFiltered: 'Aucun résultat. Essayez avec moins de lettres ou une autre catégorie.',
  protected: 'Protégée',
  protectedHint: 'Les listes automatiques ne touchent pas à cette personne.',
  edit: (name) => `Modifier ${name}`,
  editTitle: 'Modifier la personne',
  role: 'Rôle',
  roleHint: 'Si le fichier a une colonne de rôle et que la mise à jour automatique est activée, le fichier remplace le rôle.',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  archivedOn: (when) => `Archivée le ${when}`,
  updatedOn: (when) => `Dernière modification le ${when}`,
  release: 'Libérer le numéro et l’adresse',
  releaseTitle: 'Libérer le numéro et l’adresse?',
  releaseText: (name) =>
    `L’historique de ${name} reste, mais le numéro et l’adresse courriel sont libérés\u00a0: quelqu’un d’autre pourra les recevoir. Aucun fichier ne pourra plus rétablir ${name}. Le rétablissement fait ici redonne les deux, s’ils sont encore libres.`,
  releaseConfirm: 'Libérer',
  releaseDone: 'C’est fait. Le prochain fichier peut donner le numéro et l’adresse à quelqu’un d’autre.',
  danger: 'Plus',
  archive: 'Archiver',
  archiveTitle: 'Archiver cette personne?',
  archiveText: (name) =>
    `L’archivage de ${name} se fait tout de suite; rien n’est supprimé. Tant que les fichiers contiennent ${name}, l’archivage tient et chaque fichier le signale. Dès qu’un fichier ne contient plus cette personne, les fichiers ont de nouveau le dernier mot.`,
  archiveConfirm: 'Archiver',
  archiveDone: 'La personne est archivée.',
  restore: 'Rétablir',
  restoreTitle: 'Rétablir cette personne?',
  restoreText: (name) =>
    `Le rétablissement de ${name} se fait tout de suite. Tant que les fichiers ne contiennent pas ${name}, il tient et chaque fichier le signale. Dès qu’un fichier contient cette personne, les fichiers ont de nouveau le dernier mot.`,
  restoreConfirm: 'Rétablir',
  restoreDone: 'La personne est rétablie.',
  byHand: 'Fixé à la main',
  released: 'Numéro et adresse libérés',
};
