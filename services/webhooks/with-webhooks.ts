import type { NextWebhook } from '../../domain/steps.js';
import { parseAddressList } from '../../infra/network/address-list.js';
import type { Logger } from '../../infra/log.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import type { Database } from '../../store/database.js';
import { announceWebhook } from '../dispatch/announce-webhook.js';
import { sendNextWebhook } from './send-next-webhook.js';

/** What the steps that tell programs need, with webhooks sent as the configuration says. */
export function withWebhooks(deps: {
  database: Database;
  temporal: TemporalClient;
  log: Logger;
  clock: () => Date;
  config: { MASTER_KEY: string; WEBHOOK_PRIVATE_NETWORKS: string };
}): { sendNextWebhook(webhookId: string): Promise<NextWebhook>; announceWebhook(webhookId: string): Promise<unknown> } {
  const courier = {
    ...deps,
    masterKey: Buffer.from(deps.config.MASTER_KEY, 'base64'),
    post: { privateNetworks: parseAddressList(deps.config.WEBHOOK_PRIVATE_NETWORKS)! },
  };
  return {
    sendNextWebhook: (webhookId) => sendNextWebhook(courier, webhookId),
    announceWebhook: (webhookId) => announceWebhook(deps, webhookId),
  };
}
