import type { Sis } from './sis.js';

/** GPI, of the Québec school service centres: the student's number is the `Fiche`. */
export const gpi: Sis = {
  id: 'gpi',
  name: 'GPI',
  recognisedBy: [[/^(?:no\.? ?(?:de )?)?fiche$/i, /^(?:code permanent|code perm\.?|classe|gr\.? ?rep\.?|groupe.rep[eè]re|classification)$/i]],
  headers: { grade: 'classe', ignored: 'grrep grouperepere classification bat' },
  statuses: { present: 'Actif, Présent', not_yet: 'Préinscrit, Inscrit an prochain', gone: 'Inactif, Départ, Parti' },
  grades: {
    'Préscolaire 4 ans': 'PK',
    'Préscolaire 5 ans': 'KG',
    'Maternelle 4 ans': 'PK',
    'Maternelle 5 ans': 'KG',
    P1: '01',
    P2: '02',
    P3: '03',
    P4: '04',
    P5: '05',
    P6: '06',
    S1: '07',
    S2: '08',
    S3: '09',
    S4: '10',
    S5: '11',
  },
};
