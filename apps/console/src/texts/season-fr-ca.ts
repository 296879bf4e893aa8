import type { SeasonTexts } from './season-en.js';

/** The French (Canada) texts about a pause and the summer switch. */
export const seasonFrCa: SeasonTexts = {
  title: 'Pause et été',
  lead: 'Les deux prennent fin d’eux-mêmes le jour que vous choisissez.',
  pauseUntil: 'Pause jusqu’au',
  pauseHint: 'Les fichiers reçus avant ce jour sont conservés sans être appliqués. À partir de ce jour, les fichiers sont de nouveau appliqués.',
  reason: 'Raison de la pause',
  reasonHint: 'Toutes les personnes qui ont accès à l’école la voient.',
  resume: 'Reprendre maintenant',
  summerUntil: 'Mode été\u00a0: ajouts seulement jusqu’au',
  summerHint:
    'Avant ce jour, les fichiers ne font qu’ajouter des personnes\u00a0: personne n’est mis à jour ni archivé. Vos autres réglages restent tels quels.',
  firstFile: 'Pour le premier fichier après l’été, ces seuils comptent. Une fois ce fichier entièrement appliqué, les seuils habituels reviennent.',
  endSummer: 'Terminer l’été maintenant',
  pausedUntil: (at) => `En pause jusqu’au ${at}`,
  summer: (at) => `Mode été\u00a0: ajouts seulement jusqu’au ${at}`,
  pauseOver: 'La pause est terminée. Le plus récent fichier reçu entre-temps a été conservé sans être appliqué.',
  lookAtFile: 'Voir le fichier',
};
