import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import { randomUUID } from 'node:crypto';
import { WEBHOOK_TEST, type WebhookEventType } from '../../domain/webhooks/webhook-event.js';
import { newWebhookSecret, sealSecret, writeSecret } from '../../infra/webhooks/webhook-secret.js';
import { inShortTransaction, type Database, type Queries } from '../../store/database.js';
import {
  changeWebhook,
  deleteWebhook,
  endRest,
  insertWebhook,
  listWebhooks,
  lockWebhook,
  replaceSecret,
  setDisabled,
  type WebhookRecord,
} from '../../store/webhooks.js';
import { giveUpWaiting, readDelivery, sendAgain, storeEventFor, type DeliveryRecord } from '../../store/webhook-deliveries.js';
import { writeAudit } from '../../store/write-audit.js';

/** The Owner or District Manager who manages the webhooks of a school. */
export type WebhookChange = { schoolId: string; districtId: string; accountId: string; now: Date };

export type WebhookDeps = { database: Database; masterKey: MasterKey };

export const MOST_WEBHOOKS = 10;

/** How long the previous secret signs beside the new one. */
const OLD_SECRET_MS = 24 * 3_600_000;

/** Makes a webhook. `secret` is the only time that it is seen. */
export async function makeWebhook(
  { database, masterKey }: WebhookDeps,
  change: WebhookChange,
  given: { url: string; events: readonly WebhookEventType[] },
): Promise<{ webhook: WebhookRecord; secret: string } | 'too_many'> {
  const id = randomUUID();
  const secret = newWebhookSecret();
  return inShortTransaction(database.pool, async (client) => {
    // Two at once may both see room for one more, which does no harm. The school is not locked for this, because a sync may be using it.
    if ((await listWebhooks(client, change.schoolId)).length >= MOST_WEBHOOKS) return 'too_many';
    const webhook = await insertWebhook(client, {
      ...given,
      id,
      schoolId: change.schoolId,
      secret: sealSecret(masterKey, secret, id),
      createdAt: change.now,
    });
    await audit(client, change, id, 'webhook.created', { events: given.events });
    return { webhook, secret: writeSecret(secret) };
  });
}

/** Null: the school has no such webhook. If it is disabled, waiting messages are given up. */
export async function editWebhook(
  { database }: Pick<WebhookDeps, 'database'>,
  change: WebhookChange,
  webhookId: string,
  given: { url?: string | undefined; events?: readonly WebhookEventType[] | undefined; enabled?: boolean | undefined },
): Promise<WebhookRecord | null> {
  return inShortTransaction(database.pool, async (client) => {
    const before = await lockWebhook(client, change.schoolId, webhookId);
    if (before === null) return null;
    const { url = before.url, events = before.events } = given;
    await changeWebhook(client, webhookId, { url, events });
    const wasEnabled = before.disabledCode === null;
    if (given.enabled !== undefined && given.enabled !== wasEnabled) {
      await setDisabled(client, webhookId, { code: given.enabled ? null : 'BY_HAND', at: change.now });
      if (!given.enabled) await giveUpWaiting(client, webhookId);
    }
    // The address may hold a key of the receiver.
    await audit(client, change, webhookId, 'webhook.changed', { events, enabled: given.enabled ?? wasEnabled, movedAddress: url !== before.url });
    return lockWebhook(client, change.schoolId, webhookId);
  });
}

/** False: the school has no such webhook. */
export async function removeWebhook({ database }: Pick<WebhookDeps, 'database'>, change: WebhookChange, webhookId: string): Promise<boolean> {
  return inShortTransaction(database.pool, async (client) => {
    if (!(await deleteWebhook(client, change.schoolId, webhookId))) return false;
    await audit(client, change, webhookId, 'webhook.removed');
    return true;
  });
}

/** A new secret, shown only now. The previous one also signs for a day, unless it is revoked. Null: there is no such webhook. */
export async function renewWebhookSecret(
  { database, masterKey }: WebhookDeps,
  change: WebhookChange,
  webhookId: string,
  { revokeOldNow }: { revokeOldNow: boolean },
): Promise<{ secret: string; oldSecretValidUntil: Date | null } | null> {
  const secret = newWebhookSecret();
  const oldUntil = revokeOldNow ? null : new Date(change.now.getTime() + OLD_SECRET_MS);
  return inShortTransaction(database.pool, async (client) => {
    if ((await lockWebhook(client, change.schoolId, webhookId)) === null) return null;
    await replaceSecret(client, webhookId, { secret: sealSecret(masterKey, secret, webhookId), oldUntil });
    await audit(client, change, webhookId, 'webhook.secret_renewed', { oldSecretValidUntil: oldUntil?.toISOString() ?? null });
    return { secret: writeSecret(secret), oldSecretValidUntil: oldUntil };
  });
}

/** Null: there is no such webhook, or delivery. */
export type SendResult = DeliveryRecord | 'webhook_disabled' | null;

/** Stores a test event to be sent now, even if the receiver rests. The caller then announces it. */
export async function sendTestEvent({ database }: Pick<WebhookDeps, 'database'>, change: WebhookChange, webhookId: string): Promise<SendResult> {
  return whileEnabled(database, change, webhookId, async (client) => {
    await endRest(client, webhookId);
    const id = await storeEventFor(client, webhookId, { type: WEBHOOK_TEST, occasion: randomUUID(), data: {} }, change.now);
    await audit(client, change, webhookId, 'webhook.tested');
    return id;
  });
}

/** Schedules a delivery again with the same id, so that a receiver that accepted it before recognises it. The caller then announces it. */
export async function resendDelivery(
  { database }: Pick<WebhookDeps, 'database'>,
  change: WebhookChange,
  webhookId: string,
  deliveryId: string,
): Promise<SendResult> {
  return whileEnabled(database, change, webhookId, async (client) => {
    await endRest(client, webhookId);
    if (!(await sendAgain(client, webhookId, deliveryId, change.now))) return null;
    await audit(client, change, webhookId, 'webhook.sent_again', { deliveryId });
    return deliveryId;
  });
}

async function whileEnabled(
  database: Database,
  change: WebhookChange,
  webhookId: string,
  work: (client: Queries) => Promise<string | null>,
): Promise<SendResult> {
  return inShortTransaction(database.pool, async (client) => {
    const webhook = await lockWebhook(client, change.schoolId, webhookId);
    if (webhook === null) return null;
    if (webhook.disabledCode !== null) return 'webhook_disabled';
    const deliveryId = await work(client);
    return deliveryId === null ? null : readDelivery(client, webhookId, deliveryId);
  });
}

async function audit(client: Queries, change: WebhookChange, subjectId: string, action: string, detail?: unknown): Promise<void> {
  const { schoolId, districtId, accountId } = change;
  await writeAudit(client, { actor: { kind: 'account', id: accountId }, action, districtId, schoolId, subjectId, detail });
}
