import type { FixTexts } from './fix-en.js';

const number = new Intl.NumberFormat('fr-CA');
const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n < 2 ? one : many}`;

/** The same in Canadian French. */
export const fixFrCa: FixTexts = {
  title: 'Corriger ici',
  lead: 'Indiquez ce que Rollcall ne peut pas savoir. Vos réponses valent aussi pour les prochains fichiers, et ce fichier est relancé aussitôt.',
  missing: (field) => `Quelle colonne correspond à «\u00a0${field}\u00a0»?`,
  missingHint: 'Rien n’a été changé, car aucune colonne n’a été reconnue comme ce champ.',
  noColumn: 'Le fichier n’a pas d’autre colonne. Ajoutez-la à l’exportation de votre SIS.',
  quoted: (word) => `«\u00a0${word}\u00a0»`,
  kinds: { headers: 'Colonne', statuses: 'Statut', grades: 'Niveau', roles: 'Rôle ou titre', sheets: 'Feuille', ownSchool: 'École' },
  in: (column) => `dans la colonne «\u00a0${column}\u00a0»`,
  rows: (n) => count(n, 'ligne', 'lignes'),
  meaning: (word) => `Ce que «\u00a0${word}\u00a0» signifie`,
  samples: (samples) => `Par exemple\u00a0: ${samples.join('; ')}`,
  samplesHint:
    'Des valeurs, vous voyez tout au plus la première lettre ou le premier chiffre. Elles sont lues dans le fichier à l’instant, et ne sont pas conservées.',
  noSamples: 'Vide dans les premières lignes du fichier.',
  present: 'Toujours ici',
  gone: 'Partie\u00a0: comme absente du fichier',
  leaveRows: 'Laisser ces lignes de côté, volontairement',
  leaveGrade: 'Aucun niveau\u00a0: le laisser de côté, volontairement',
  own: 'C’est notre école',
  run: 'Enregistrer et relancer ce fichier',
  preview: 'Enregistrer et refaire l’aperçu',
  chosen: (n) =>
    n === 0 ? 'Rien n’est encore choisi.' : `${count(n, 'réponse choisie', 'réponses choisies')}. Ce que vous laissez en suspens reste tel quel.`,
  stale: 'Quelqu’un d’autre a enregistré les réglages entre-temps. Vos réponses sont toujours ici\u00a0: appuyez de nouveau pour les ajouter.',
  done: 'Enregistré. Le fichier est relancé.',
  reason: 'Mots du fichier expliqués sur la page de sa synchronisation',
  search: 'Chercher une ligne, une colonne ou un numéro de ligne',
  severities: { all: 'Tout', error: 'Erreurs', warning: 'Remarques' },
  noMatch: 'Aucun problème ne correspond.',
  what: 'Quoi, et que faire',
  first: (line) => `la première\u00a0: ligne ${line}`,
  unfold: (n) => `Afficher ${number.format(n)} lignes`,
  fold: 'Masquer les lignes',
  xlsx: 'Télécharger pour Excel',
  vendor: 'Message à votre fournisseur de SIS',
  vendorLead:
    'Ce qu’il faut corriger dans l’exportation, avec des nombres et des numéros de ligne, et sans aucune personne. Vérifiez-le, copiez-le, envoyez-le.',
  vendorLanguage: 'Langue du message',
  vendorSubject: 'Objet',
  vendorText: 'Message',
  vendorNothing: 'Rien n’est à corriger dans l’exportation.',
  vendorCopy: 'Message',
};
