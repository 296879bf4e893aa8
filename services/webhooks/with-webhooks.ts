import type { NextWebhook } from '../../domain/steps.js';
import { masterKeyOf } from '../../infra/crypto/wrap-key.js';
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
  config: Parameters<typeof masterKeyOf>[0] & { WEBHOOK_PRIVATE_NETWORKS: string };
}): { sendNextWebhook(webhookId: string): Promise<NextWebhook>; announceWebhook(webhookId: string): Promise<unknown> } {
  const courier = {
    ...deps,
    masterKey: masterKeyOf(deps.config),
    post: { privateNetworks: parseAddressList(deps.config.WEBHOOK_PRIVATE_NETWORKS)! },
  };
  return {
    sendNextWebhook: (webhookId) => sendNextWebhook(courier, webhookId),
    announceWebhook: (webhookId) => announceWebhook(deps, webhookId),
  };
}
