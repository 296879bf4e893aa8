import type { DistrictFilesTexts } from './district-files-en.js';

const number = new Intl.NumberFormat('fr-CA');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n < 2 ? one : many}`;

/** The French texts of the cards on the page of a district. */
export const districtFilesFrCa: DistrictFilesTexts = {
  title: 'Un fichier pour plusieurs écoles',
  lead: 'Si votre SIS exporte toutes les écoles dans un seul fichier avec une colonne de l’école, déposez-le ici ou par l’API. Chaque école reçoit ses propres lignes dans une synchronisation à elle. Une école est reconnue aux mots sous «\u00a0Votre école\u00a0» à son onglet Listes automatiques, ou à son nom tant qu’il n’y en a pas.',
  choose: 'Choisir un fichier',
  preview: 'Aperçu seulement',
  uploading: (name) => `Dépôt de ${name}…`,
  none: 'Aucun fichier pour plusieurs écoles n’a encore été déposé.',
  columns: { file: 'Fichier', rows: 'Lignes', parts: 'Écoles', unplaced: 'Lignes sans école connue' },
  ofOthers: (n) => `${count(n, 'ligne', 'lignes')} d’écoles qui ne sont pas dans Rollcall`,
  previewed: 'Aperçu',
  allPlaced: 'Aucune',
  blank: 'Vide ou illisible',
  word: (word, rows) => `${word} (${count(rows, 'ligne', 'lignes')})`,
  claimed: (n) => `${number.format(n)} écoles ont ce mot\u00a0: laissez-le à une seule.`,
  leaveOut: 'Pas dans Rollcall',
  leaveOutOf: (word) => `Pas dans Rollcall\u00a0: ${word}`,
  why: 'Tant qu’un fichier contient de telles lignes, il n’archive personne. Si un mot désigne une de vos écoles, ajoutez-le sous «\u00a0Votre école\u00a0» à l’onglet Listes automatiques de cette école. Sinon, indiquez ici qu’elle n’est pas dans Rollcall. Déposez ensuite le fichier de nouveau.',
  others: 'Mots d’écoles qui ne sont pas dans Rollcall',
  othersHint: 'Leurs lignes sont laissées de côté.',
  takeBack: (word) => `Retirer «\u00a0${word}\u00a0» de la liste`,
  school: {
    title: 'Ajouter une école',
    lead: 'Les listes automatiques sont d’abord désactivées. L’onglet Listes automatiques de l’école montre ensuite la mise en route.',
    name: 'Nom de l’école',
    region: 'Région',
    regions: { US: 'États-Unis', CA: 'Canada et international' },
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Le traitement de nuit et les courriels s’y conforment.',
    language: 'Langue de ses courriels',
    submit: 'Ajouter l’école',
  },
};
