import type { HandoverTexts } from './handover-en.js';
import { textsOfPage } from './texts-of-page.js';

/** The texts about the hand-over link. */
export const useHandoverTexts = textsOfPage<HandoverTexts>({
  en: async () => (await import('./handover-en.js')).handoverEn,
  'fr-CA': async () => (await import('./handover-fr-ca.js')).handoverFrCa,
});
