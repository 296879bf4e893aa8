import type { DecisionTexts } from './decision-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about who decided on a sync. */
export const useDecisionTexts = textsOfPage<DecisionTexts>({
  en: async () => (await import('./decision-en.js')).decisionEn,
  'fr-CA': async () => (await import('./decision-fr-ca.js')).decisionFrCa,
});
