import type { DistrictTexts } from './district-en.js';

const number = new Intl.NumberFormat('fr-CA');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n < 2 ? one : many}`;

/** The French texts of the district overview. */
export const districtFrCa: DistrictTexts = {
  title: 'Vue d’ensemble du district',
  lead: 'Toutes les écoles du district, les plus urgentes d’abord.',
  search: 'Chercher une école',
  filter: 'Afficher seulement',
  all: (n) => `Toutes les écoles (${number.format(n)})`,
  some: (state, n) => `${state} (${number.format(n)})`,
  shown: (shown, of) => `${number.format(shown)} sur ${count(of, 'école affichée', 'écoles affichées')}`,
  columns: { school: 'École', state: 'État', last: 'Dernière synchronisation', received: 'Dernier fichier', held: 'Retenues' },
  state: {
    HELD: 'Retenu pour approbation',
    FAILED: 'Échec du dernier fichier',
    REJECTED: 'Dernier fichier rejeté',
    LATE: 'Fichier manquant',
    PAUSED: 'En pause',
    WAITING: 'En attente du premier fichier',
    OK: 'Tout va bien',
    OFF: 'Listes désactivées',
  },
  heldSince: (at) => `Depuis le ${at}`,
  pauseOver: 'La pause est terminée\u00a0: le plus récent fichier attend d’être relancé',
  pausedUntil: (at) => `Jusqu’au ${at}`,
  lateBy: (hours) => `Attendu depuis ${hours < 1 ? 'moins d’une heure' : count(hours, 'heure', 'heures')}`,
  heldSyncs: (n) => count(n, 'synchronisation retenue', 'synchronisations retenues'),
  noSync: 'Aucun fichier pour l’instant',
  empty: 'Ce district n’a encore aucune école.',
  noneFound: 'Aucune école ne correspond',
};
