import type { NextWebhook, WebhookSteps } from '../domain/steps.js';
import { eventOfNight, eventOfSync, type WebhookEvent } from '../domain/webhooks/webhook-event.js';
import type { Database } from '../store/database.js';
import { loadNight } from '../store/nights.js';
import { loadSync } from '../store/views/load-sync.js';
import { hasWebhooks, storeEvent } from '../store/webhook-deliveries.js';

export type WebhookDeps = {
  database: Database;
  /** Sends the longest-waiting message for a receiver, once. */
  sendNextWebhook(webhookId: string): Promise<NextWebhook>;
  /** Starts the workflow of a receiver that has something to send, unless it runs; the sweeper starts those that were missed. */
  announceWebhook(webhookId: string): Promise<unknown>;
  temporalUiUrl: string;
  namespace: string;
  clock: () => Date;
};

/** The steps that send webhooks. */
export function createWebhookSteps(deps: WebhookDeps): WebhookSteps {
  const { database, clock } = deps;
  const tell = async (schoolId: string, event: WebhookEvent | null): Promise<void> => {
    if (event === null) return;
    for (const webhookId of await storeEvent(database.pool, schoolId, event, clock())) await deps.announceWebhook(webhookId);
  };
  return {
    async tellWebhooks({ syncId, schoolId }) {
      if (!(await hasWebhooks(database.pool, schoolId))) return;
      const sync = await loadSync(database, syncId, 'en', deps);
      await tell(schoolId, sync === null ? null : eventOfSync(sync));
    },
    async tellWebhooksOfNight({ schoolId, night }) {
      if (!(await hasWebhooks(database.pool, schoolId))) return;
      const closed = await loadNight(database, schoolId, night);
      await tell(schoolId, closed === null ? null : eventOfNight(night, closed.verdict));
    },
    sendNextWebhook: ({ webhookId }) => deps.sendNextWebhook(webhookId),
  };
}
