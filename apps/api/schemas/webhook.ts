import { z } from 'zod';
import { DELIVERY_CODES, DELIVERY_STATES, DISABLED_CODES } from '../../../domain/webhooks/delivery.js';
import { WEBHOOK_EVENTS, WEBHOOK_TEST } from '../../../domain/webhooks/webhook-event.js';
import { id, instant, pageOfSchema } from './shared-fields.js';

const events = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .refine((names) => new Set(names).size === names.length, { params: { code: 'repeated' } })
  .meta({ description: 'What the receiver is told.', examples: [['sync.ended', 'sync.held']] });
const url = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .meta({ description: 'https:// address of the receiver, on the internet.', examples: ['https://example.org/rollcall'] });

const webhookFields = {
  id,
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  enabled: z.boolean(),
  disabled: z
    .object({ at: instant, code: z.enum(DISABLED_CODES), message: z.string() })
    .nullable()
    .meta({ description: 'Why nothing is sent: an owner disabled it, or the receiver answered 410, or took nothing for days.' }),
  failingSince: instant.nullable().meta({ description: 'Since when nothing was taken, if the last try failed.' }),
  createdAt: instant,
  oldSecretValidUntil: instant.nullable().meta({ description: 'Until then, deliveries are also signed with the secret before the present one.' }),
};
const secret = z.string().meta({
  description: 'With which the receiver checks signatures (Standard Webhooks). The only time that it is shown.',
  examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='],
});

export const webhookSchema = z.object(webhookFields).meta({ id: 'Webhook' });
export const webhookListSchema = z.object({ items: z.array(webhookSchema) });
export const newWebhookSchema = z.object({ ...webhookFields, secret }).meta({ id: 'NewWebhook' });
export const newWebhookBody = z.strictObject({ url, events }).meta({ id: 'WebhookToMake' });
export const webhookChangeBody = z
  .strictObject({ url: url.optional(), events: events.optional(), enabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, { params: { code: 'nothing_given' } })
  .meta({ id: 'WebhookChange', description: 'What is given is changed.' });

export const secretRenewalBody = z
  .strictObject({ revokeOldNow: z.boolean().default(false).meta({ description: 'The secret before does not sign any more, instead of for a day.' }) })
  .meta({ id: 'WebhookSecretRenewal' });
export const newSecretSchema = z.object({ secret, oldSecretValidUntil: instant.nullable() }).meta({ id: 'NewWebhookSecret' });

export const deliverySchema = z
  .object({
    id: id.meta({ description: 'The header webhook-id of its message is `msg_` and this.' }),
    type: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST]),
    state: z.enum(DELIVERY_STATES),
    createdAt: instant,
    attempts: z.int().meta({ description: 'How often it was sent, or tried.' }),
    lastTriedAt: instant.nullable(),
    nextTryAt: instant.nullable().meta({ description: 'When it is tried next; null: not any more.' }),
    deliveredAt: instant.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'The HTTP status of the last answer.' }),
    lastCode: z.enum(DELIVERY_CODES).nullable().meta({ description: 'Why the last try failed.' }),
    message: z.string().nullable().meta({ description: 'The same in words.' }),
    tookMs: z.int().nullable().meta({ description: 'How long the last try took, in milliseconds.' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What it tells: ids, counts and codes, and no personal data.' }),
  })
  .meta({ id: 'WebhookDelivery' });
export const deliveryPageSchema = pageOfSchema(deliverySchema);
