import { answerOf, client, until } from '../api.js';
import type { WebhookChange, WebhookToMake } from '../../../client/api-types.js';

const WEBHOOKS = '/api/schools/{schoolId}/rostering/webhooks';
const WEBHOOK = `${WEBHOOKS}/{webhookId}` as const;

/** The calls of the card of webhooks; they are loaded with it. */
export const webhooksApi = {
  list: (schoolId: string, signal?: AbortSignal) => answerOf(client.GET(WEBHOOKS, { params: { path: { schoolId } }, ...until(signal) })),
  make: (schoolId: string, body: WebhookToMake) => answerOf(client.POST(WEBHOOKS, { params: { path: { schoolId } }, body })),
  change: (schoolId: string, webhookId: string, body: WebhookChange) =>
    answerOf(client.PATCH(WEBHOOK, { params: { path: { schoolId, webhookId } }, body })),
  remove: async (schoolId: string, webhookId: string): Promise<void> => {
    await answerOf(client.DELETE(WEBHOOK, { params: { path: { schoolId, webhookId } } }));
  },
  renewSecret: (schoolId: string, webhookId: string) =>
    answerOf(client.POST(`${WEBHOOK}/secret`, { params: { path: { schoolId, webhookId } }, body: { revokeOldNow: false } })),
  test: (schoolId: string, webhookId: string) => answerOf(client.POST(`${WEBHOOK}/test`, { params: { path: { schoolId, webhookId } } })),
  deliveries: (schoolId: string, webhookId: string, signal?: AbortSignal) =>
    answerOf(client.GET(`${WEBHOOK}/deliveries`, { params: { path: { schoolId, webhookId }, query: { limit: 20 } }, ...until(signal) })),
  resend: (schoolId: string, webhookId: string, deliveryId: string) =>
    answerOf(client.POST(`${WEBHOOK}/deliveries/{deliveryId}/resend`, { params: { path: { schoolId, webhookId, deliveryId } } })),
};
