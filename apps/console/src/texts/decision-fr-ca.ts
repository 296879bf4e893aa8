import type { DecisionTexts } from './decision-en.js';

const because = (reason: string | null): string => (reason === null || reason === '' ? '' : `\u00a0: «\u00a0${reason}\u00a0»`);

/** The French texts about who decided on a sync, and how far it is. */
export const decisionFrCa: DecisionTexts = {
  somebody: 'une personne dont le compte n’existe plus',
  decided: {
    APPROVED: (who, at, reason) => `Le ${at}, ${who} a approuvé ce qui était retenu${because(reason)}.`,
    DISCARDED: (who, at, reason) => `Le ${at}, ${who} a écarté ce qui était retenu${because(reason)}.`,
    CANCELLED: (who, at, reason) => `Le ${at}, ${who} l’a interrompue${because(reason)}.`,
    UNDONE: (who, at, reason) => `Le ${at}, ${who} a demandé de l’annuler${because(reason)}.`,
  },
  escalation: (isTold, night) =>
    isTold
      ? `Les autres propriétaires et les gestionnaires du district ont été avisés par courriel après la nuit du ${night}.`
      : `Si personne ne décide d’ici là, les autres propriétaires et les gestionnaires du district seront avisés par courriel après la nuit du ${night}.`,
  stages: 'Où elle en est',
};
