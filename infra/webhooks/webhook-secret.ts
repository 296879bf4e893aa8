import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { boundTo, unwrapKey, wrapKey, type MasterKey } from '../crypto/wrap-key.js';

const PREFIX = 'whsec_';

/** The bytes of a new secret: 256 bits. */
export function newWebhookSecret(): Buffer {
  return randomBytes(32);
}

/** As Standard Webhooks writes secrets. */
export function writeSecret(secret: Buffer): string {
  return `${PREFIX}${secret.toString('base64')}`;
}

/** A secret as it is stored: sealed, and bound to its webhook. */
export function sealSecret(masterKey: MasterKey, secret: Buffer, webhookId: string): Buffer {
  return wrapKey(masterKey, secret, boundTo.webhook(webhookId));
}

/** Throws when it was sealed by another master key or for another webhook. */
export function openSecret(masterKey: MasterKey, sealed: Uint8Array, webhookId: string): Buffer {
  return unwrapKey(masterKey, sealed, boundTo.webhook(webhookId));
}

/** The headers of Standard Webhooks: one signature for each secret that is valid now, so that a receiver may know either. */
export function signedHeaders(message: { id: string; at: Date; body: string }, secrets: readonly Buffer[]): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(writeSecret(secret)).sign(message.id, message.at, message.body)).join(' '),
  };
}
