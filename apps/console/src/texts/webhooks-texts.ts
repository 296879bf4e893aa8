import { textsOfPage } from './texts-of-page.js';
import type { WebhooksTexts } from './webhooks-en.js';

/** The texts about webhooks. */
export const useWebhooksTexts = textsOfPage<WebhooksTexts>({
  en: async () => (await import('./webhooks-en.js')).webhooksEn,
  'fr-CA': async () => (await import('./webhooks-fr-ca.js')).webhooksFrCa,
});
