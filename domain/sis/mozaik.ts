import type { Sis } from './sis.js';

/** Mozaïk, beside GPI in Québec: the same numbers, in whole sentences. */
export const mozaik: Sis = {
  id: 'mozaik',
  name: 'Mozaïk',
  recognisedBy: [[/^(?:no|num[eé]ro|n[°º]) ?de fiche$/i], [/^fiche$/i, /^(?:nom|pr[eé]nom) de l.[eé]l[eè]ve$/i]],
  headers: { ignored: 'degre groupe anneescolaire cycle' },
  statuses: { present: 'Actif, Fréquente', not_yet: 'Préinscrit, À venir', gone: 'Inactif, A quitté, Départ' },
};
