import type { FindTexts } from './find-en.js';

/** The same in Canadian French. */
export const findFrCa: FindTexts = {
  title: 'Trouver une personne',
  lead: 'Pourquoi quelqu’un n’est-il pas ici? La recherche porte sur les personnes actives et archivées, sur ce qui est retenu et sur chaque ligne des fichiers des 14 derniers jours.',
  field: 'Nom, adresse courriel ou numéro',
  search: 'Rechercher',
  searching: 'Recherche parmi les personnes et dans les fichiers. Les gros fichiers prennent quelques secondes.',
  found: 'Résultats',
  nothing: 'Aucun résultat',
  kinds: {
    ACTIVE: 'Personne active',
    ARCHIVED: 'Personne archivée',
    HELD: 'Retenu pour approbation',
    LEFT_OUT: 'Ligne laissée de côté',
    LEFT_OUT_BY_RULE: 'Ligne laissée de côté par une règle',
    NOT_APPLIED: 'Non appliquée',
    IN_FILE: 'Dans un fichier',
  },
  openPerson: 'Ouvrir la personne',
  openSync: 'Ouvrir la synchronisation',
  openLine: (line) => `Ouvrir la ligne ${line}`,
  grade: 'Niveau',
  allGrades: 'Tous les niveaux',
  noGrade: 'Sans niveau',
  sort: 'Ordre',
  sorts: { NAME: 'Par nom', GRADE: 'Par niveau', UPDATED: 'Derniers changements d’abord' },
  notHere: 'Pourquoi quelqu’un n’est-il pas ici?',
  searchChanges: 'Rechercher par nom, courriel, numéro ou ligne',
  noMatch: 'Aucune personne ni aucune ligne ne correspond.',
  download: { csv: 'Télécharger ces lignes en CSV', xlsx: 'Télécharger ces lignes en Excel' },
};
