import { pauseAfter, PAUSES_MS, restAfter, UNREACHABLE_AFTER_MS, type Try } from '../../domain/webhooks/delivery.js';
import type { NextWebhook } from '../../domain/steps.js';
import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import type { Logger } from '../../infra/log.js';
import { postWebhook, type PostDeps } from '../../infra/webhooks/post-webhook.js';
import { openSecret, signedHeaders } from '../../infra/webhooks/webhook-secret.js';
import { inTransaction, type Database } from '../../store/database.js';
import { insertMailsAboutWebhook } from '../../store/members.js';
import { giveUpWaiting, noteTry, readDue, readNextDue, type DueDelivery } from '../../store/webhook-deliveries.js';
import { noteReceiver, readReceiver, setDisabled, type Receiver } from '../../store/webhooks.js';
import { writeAudit } from '../../store/write-audit.js';

export type WebhookCourier = {
  database: Database;
  masterKey: MasterKey;
  clock: () => Date;
  log: Logger;
  post: PostDeps;
  /** The pauses between tries, in milliseconds. */
  pausesMs?: readonly number[];
  /** How long the receiver rests after this many failures in a row, in milliseconds. */
  restAfter?: (failures: number) => number | null;
};

/** How rarely a workflow checks a receiver without due deliveries: new ones are announced. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Sends the longest-waiting message for a receiver, once, and records the result. No connection to the database is held while the receiver
 * has the message. After a crash between its answer and the record, the message is sent once more, with the same `webhook-id`.
 */
export async function sendNextWebhook(courier: WebhookCourier, webhookId: string): Promise<NextWebhook> {
  const { database, clock } = courier;
  const receiver = await readReceiver(database, webhookId);
  if (receiver === null || receiver.disabledCode !== null) return { kind: 'done' };
  const now = clock();
  if (receiver.restsUntil !== null && receiver.restsUntil > now) return waits(receiver.restsUntil, now);
  const due = await readDue(database, webhookId, now);
  if (due === null) {
    const next = await readNextDue(database, webhookId);
    return next === null ? { kind: 'done' } : waits(next, now);
  }
  const began = performance.now();
  const went = await postWebhook(courier.post, messageOf(courier, receiver, due));
  await noteHowItWent(courier, { receiver, due, went, tookMs: Math.round(performance.now() - began) });
  return { kind: 'tried' };
}

function waits(until: Date, now: Date): NextWebhook {
  // Half a second more: the clocks of database and worker need not agree to the millisecond.
  return { kind: 'waits', ms: Math.min(Math.max(until.getTime() - now.getTime(), 0) + 500, LONGEST_WAIT_MS) };
}

function messageOf({ masterKey, clock }: WebhookCourier, receiver: Receiver, due: DueDelivery): Parameters<typeof postWebhook>[1] {
  const { schoolId, districtId } = receiver;
  const body = JSON.stringify({ type: due.type, timestamp: due.createdAt.toISOString(), data: { schoolId, districtId, ...(due.data as object) } });
  const secrets = receiver.secrets.map((sealed) => openSecret(masterKey, sealed, receiver.id));
  return {
    url: receiver.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Rollcall-Webhooks',
      ...signedHeaders({ id: `msg_${due.id}`, at: clock(), body }, secrets),
    },
    body,
  };
}

async function noteHowItWent(
  courier: WebhookCourier,
  { receiver, due, went, tookMs }: { receiver: Receiver; due: DueDelivery; went: Try; tookMs: number },
): Promise<void> {
  const { database, clock, log } = courier;
  const at = clock();
  const { status } = went;
  if (went.kind === 'delivered') {
    await inTransaction(database.pool, async (client) => {
      await noteTry(client, due.id, { at, state: 'DELIVERED', nextTryAt: null, status, code: null, tookMs });
      await noteReceiver(client, receiver.id, { failures: 0, failingSince: null, restsUntil: null });
    });
    return;
  }
  const { code, retryAfterMs } = went;
  const pause = code === 'gone' ? null : pauseAfter(due.tries + 1, { retryAfterMs }, courier.pausesMs ?? PAUSES_MS);
  const failures = receiver.failures + 1;
  const failingSince = receiver.failingSince ?? at;
  const rest = (courier.restAfter ?? restAfter)(failures);
  const isUnreachable = pause === null && at.getTime() - failingSince.getTime() >= UNREACHABLE_AFTER_MS;
  const disabledCode = code === 'gone' ? 'GONE' : isUnreachable ? 'UNREACHABLE' : null;
  const later = (ms: number | null): Date | null => (ms === null ? null : new Date(at.getTime() + ms));
  await inTransaction(database.pool, async (client) => {
    await noteTry(client, due.id, { at, state: pause === null ? 'GIVEN_UP' : 'WAITING', nextTryAt: later(pause), status, code, tookMs });
    await noteReceiver(client, receiver.id, { failures, failingSince, restsUntil: later(rest) });
    if (disabledCode === null) return;
    await setDisabled(client, receiver.id, { code: disabledCode, at });
    await giveUpWaiting(client, receiver.id);
    const { schoolId, districtId } = receiver;
    await insertMailsAboutWebhook(client, { schoolId, webhookId: receiver.id });
    await writeAudit(client, {
      actor: { kind: 'system' },
      action: 'webhook.disabled',
      schoolId,
      districtId,
      subjectId: receiver.id,
      detail: { code: disabledCode },
    });
  });
  log.info({ webhookId: receiver.id, deliveryId: due.id, code, status, failures, disabled: disabledCode }, 'webhook not taken');
}
