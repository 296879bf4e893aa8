import type { DeliveryCode, DeliveryState } from '../domain/webhooks/delivery.js';
import type { WebhookEvent, WebhookMessageType } from '../domain/webhooks/webhook-event.js';
import { pageOf, readCursor, WrongCursor, type Page } from './cursor.js';
import type { Database, Queries } from './database.js';

/** Whether a school has a webhook: most have none, and then nothing needs to be loaded. */
export async function hasWebhooks(queries: Queries, schoolId: string): Promise<boolean> {
  const { rows } = await queries.query<{ some: boolean }>(
    'SELECT coalesce(EXISTS (SELECT FROM webhook WHERE school_id = $1 AND disabled_at IS NULL), false) AS some',
    [schoolId],
  );
  return rows[0]!.some;
}

/** Stores an event for every receiver of the school that chose it, once. Returns the webhooks that have something to send. */
export async function storeEvent(queries: Queries, schoolId: string, event: WebhookEvent, at: Date): Promise<string[]> {
  const { rows } = await queries.query<{ webhookId: string }>(
    `INSERT INTO webhook_delivery (webhook_id, type, occasion, data, created_at, next_try_at)
     SELECT id, $2, $3, $4, $5, $5 FROM webhook WHERE school_id = $1 AND disabled_at IS NULL AND $2 = ANY (events)
     ON CONFLICT DO NOTHING RETURNING webhook_id AS "webhookId"`,
    [schoolId, event.type, event.occasion, JSON.stringify(event.data), at],
  );
  return rows.map(({ webhookId }) => webhookId);
}

/** Stores an event for one receiver, even one that did not choose it. Returns the id of the delivery. */
export async function storeEventFor(queries: Queries, webhookId: string, event: WebhookEvent, at: Date): Promise<string> {
  const { rows } = await queries.query<{ id: string }>(
    'INSERT INTO webhook_delivery (webhook_id, type, occasion, data, created_at, next_try_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id',
    [webhookId, event.type, event.occasion, JSON.stringify(event.data), at],
  );
  return rows[0]!.id;
}

/** A message to send. */
export type DueDelivery = { id: string; type: WebhookMessageType; data: unknown; createdAt: Date; tries: number };

/** The delivery of a receiver that has been due for longest; null: none is due. */
export async function readDue({ pool }: Database, webhookId: string, now: Date): Promise<DueDelivery | null> {
  const { rows } = await pool.query<DueDelivery>(
    `SELECT id, type, data, created_at AS "createdAt", tries FROM webhook_delivery
      WHERE webhook_id = $1 AND state = 'WAITING' AND next_try_at <= $2 ORDER BY next_try_at, id LIMIT 1`,
    [webhookId, now],
  );
  return rows[0] ?? null;
}

/** When the next delivery of a receiver is due; null: none waits. */
export async function readNextDue({ pool }: Database, webhookId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `SELECT min(next_try_at) AS at FROM webhook_delivery WHERE webhook_id = $1 AND state = 'WAITING'`,
    [webhookId],
  );
  return rows[0]!.at;
}

/** Records an attempt. `nextTryAt`: the next one; null if there is none. */
export async function noteTry(
  queries: Queries,
  deliveryId: string,
  went: { at: Date; state: DeliveryState; nextTryAt: Date | null; status: number | null; code: DeliveryCode | null; tookMs: number },
): Promise<void> {
  await queries.query(
    `UPDATE webhook_delivery SET attempts = attempts + 1, tries = tries + 1, last_tried_at = $2, state = $3::"WebhookDeliveryState", next_try_at = $4,
            last_status = $5, last_code = $6, last_took_ms = $7, delivered_at = CASE WHEN $3 = 'DELIVERED' THEN $2::timestamptz ELSE delivered_at END
      WHERE id = $1`,
    [deliveryId, went.at, went.state, went.nextTryAt, went.status, went.code, went.tookMs],
  );
}

/** Gives up the waiting deliveries of a receiver that gets no more messages. */
export async function giveUpWaiting(queries: Queries, webhookId: string): Promise<void> {
  await queries.query(
    `UPDATE webhook_delivery SET state = 'GIVEN_UP', next_try_at = NULL, last_code = coalesce(last_code, 'disabled') WHERE webhook_id = $1 AND state = 'WAITING'`,
    [webhookId],
  );
}

/** Schedules a delivery again, with as many attempts as the first time. False: the receiver has none with this id. */
export async function sendAgain(queries: Queries, webhookId: string, deliveryId: string, at: Date): Promise<boolean> {
  const { rowCount } = await queries.query(
    `UPDATE webhook_delivery SET state = 'WAITING', tries = 0, next_try_at = $3 WHERE webhook_id = $1 AND id = $2`,
    [webhookId, deliveryId, at],
  );
  return rowCount === 1;
}

/** One delivery, as the log shows it. */
export type DeliveryRecord = {
  id: string;
  type: WebhookMessageType;
  data: Record<string, unknown>;
  createdAt: Date;
  state: DeliveryState;
  nextTryAt: Date | null;
  attempts: number;
  lastTriedAt: Date | null;
  lastStatus: number | null;
  lastCode: DeliveryCode | null;
  lastTookMs: number | null;
  deliveredAt: Date | null;
};

const COLUMNS = `id, type, data, created_at AS "createdAt", state, next_try_at AS "nextTryAt", attempts, last_tried_at AS "lastTriedAt",
  last_status AS "lastStatus", last_code AS "lastCode", last_took_ms AS "lastTookMs", delivered_at AS "deliveredAt"`;

/** The deliveries to one receiver, newest first. Throws WrongCursor. */
export async function loadDeliveries(
  { pool }: Database,
  query: { webhookId: string; limit: number; cursor?: string | undefined },
): Promise<Page<DeliveryRecord>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['instant', 'id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await pool.query<DeliveryRecord>(
    `SELECT ${COLUMNS} FROM webhook_delivery
      WHERE webhook_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2::timestamptz, $3::uuid))
      ORDER BY created_at DESC, id DESC LIMIT $4`,
    [query.webhookId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.createdAt.toISOString(), row.id],
  );
}

/** Null: the receiver has none of this id. */
export async function readDelivery(queries: Queries, webhookId: string, deliveryId: string): Promise<DeliveryRecord | null> {
  const { rows } = await queries.query<DeliveryRecord>(`SELECT ${COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND id = $2`, [
    webhookId,
    deliveryId,
  ]);
  return rows[0] ?? null;
}

/** Receivers with a delivery that has been due for a while, and that are not resting, by id. */
export async function listNeglectedReceivers(
  { pool }: Database,
  { olderThanMs, after, limit }: { olderThanMs: number; after: string; limit: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT webhook.id FROM webhook_delivery delivery JOIN webhook ON webhook.id = delivery.webhook_id
      WHERE delivery.state = 'WAITING' AND delivery.next_try_at <= now() - $1 * interval '1 millisecond'
        AND coalesce(webhook.rests_until <= now() - $1 * interval '1 millisecond', true) AND webhook.disabled_at IS NULL AND webhook.id > $2
      ORDER BY webhook.id LIMIT $3`,
    [olderThanMs, after, limit],
  );
  return rows.map(({ id }) => id);
}

const KEPT_DAYS = 30;

/** Forgets deliveries that ended a month ago. Returns how many. */
export async function forgetDeliveries({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM webhook_delivery WHERE state <> 'WAITING' AND created_at < now() - interval '${KEPT_DAYS} days' AND coalesce(last_tried_at < now() - interval '${KEPT_DAYS} days', true)`,
  );
  return rowCount ?? 0;
}
