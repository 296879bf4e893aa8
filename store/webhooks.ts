import type { DisabledCode } from '../domain/webhooks/delivery.js';
import type { WebhookEventType } from '../domain/webhooks/webhook-event.js';
import type { Database, Queries } from './database.js';

/** A receiver of a school. Instants are ISO 8601. */
export type WebhookRecord = {
  id: string;
  schoolId: string;
  url: string;
  events: WebhookEventType[];
  createdAt: Date;
  /** Of the secret before the present one; null: it does not sign. */
  oldSecretUntil: Date | null;
  failures: number;
  failingSince: Date | null;
  restsUntil: Date | null;
  disabledCode: DisabledCode | null;
  disabledAt: Date | null;
};

const COLUMNS = `id, school_id AS "schoolId", url, coalesce(events, '{}') AS events, created_at AS "createdAt",
  CASE WHEN old_secret_until > now() THEN old_secret_until END AS "oldSecretUntil", failures, failing_since AS "failingSince",
  rests_until AS "restsUntil", disabled_code AS "disabledCode", disabled_at AS "disabledAt"`;

/** In the order in which they were made. */
export async function listWebhooks(queries: Queries, schoolId: string): Promise<WebhookRecord[]> {
  const { rows } = await queries.query<WebhookRecord>(`SELECT ${COLUMNS} FROM webhook WHERE school_id = $1 ORDER BY created_at, id`, [schoolId]);
  return rows;
}

/** Null: the school has no such webhook. */
export async function findWebhook(queries: Queries, schoolId: string, webhookId: string): Promise<WebhookRecord | null> {
  const { rows } = await queries.query<WebhookRecord>(`SELECT ${COLUMNS} FROM webhook WHERE school_id = $1 AND id = $2`, [schoolId, webhookId]);
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockWebhook(queries: Queries, schoolId: string, webhookId: string): Promise<WebhookRecord | null> {
  const { rows } = await queries.query<WebhookRecord>(`SELECT ${COLUMNS} FROM webhook WHERE school_id = $1 AND id = $2 FOR UPDATE`, [
    schoolId,
    webhookId,
  ]);
  return rows[0] ?? null;
}

export async function insertWebhook(
  queries: Queries,
  webhook: { id: string; schoolId: string; url: string; events: readonly WebhookEventType[]; secret: Buffer; createdAt: Date },
): Promise<WebhookRecord> {
  const { rows } = await queries.query<WebhookRecord>(
    `INSERT INTO webhook (id, school_id, url, events, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [webhook.id, webhook.schoolId, webhook.url, webhook.events, webhook.secret, webhook.createdAt],
  );
  return rows[0]!;
}

/** Sets address and events, and forgets the results of attempts to the previous address. */
export async function changeWebhook(
  queries: Queries,
  webhookId: string,
  { url, events }: { url: string; events: readonly WebhookEventType[] },
): Promise<void> {
  await queries.query(
    `UPDATE webhook SET events = $3, url = $2,
            failures = CASE WHEN url = $2 THEN failures ELSE 0 END, failing_since = CASE WHEN url = $2 THEN failing_since END,
            rests_until = CASE WHEN url = $2 THEN rests_until END
      WHERE id = $1`,
    [webhookId, url, events],
  );
}

/** `code` null: enables it again, from the next event on, as if nothing had failed before. */
export async function setDisabled(queries: Queries, webhookId: string, { code, at }: { code: DisabledCode | null; at: Date }): Promise<void> {
  await queries.query(
    `UPDATE webhook SET disabled_code = $2, disabled_at = CASE WHEN $2::text IS NOT NULL THEN $3::timestamptz END,
            failures = 0, failing_since = NULL, rests_until = NULL
      WHERE id = $1`,
    [webhookId, code, at],
  );
}

/** The current secret becomes the old one, which signs until `oldUntil`; null: it ends at once. */
export async function replaceSecret(
  queries: Queries,
  webhookId: string,
  { secret, oldUntil }: { secret: Buffer; oldUntil: Date | null },
): Promise<void> {
  await queries.query(
    `UPDATE webhook SET secret = $2, old_secret = CASE WHEN $3::timestamptz IS NOT NULL THEN secret END, old_secret_until = $3::timestamptz WHERE id = $1`,
    [webhookId, secret, oldUntil],
  );
}

/** False: the school has no such webhook. Its deliveries go with it. */
export async function deleteWebhook(queries: Queries, schoolId: string, webhookId: string): Promise<boolean> {
  const { rowCount } = await queries.query('DELETE FROM webhook WHERE school_id = $1 AND id = $2', [schoolId, webhookId]);
  return rowCount === 1;
}

/** What a delivery needs from its receiver: `districtId` of its school, and the sealed secrets that sign now, newest first. */
export type Receiver = Pick<WebhookRecord, 'id' | 'schoolId' | 'url' | 'failures' | 'failingSince' | 'restsUntil' | 'disabledCode'> & {
  districtId: string;
  secrets: Buffer[];
};

export async function readReceiver({ pool }: Database, webhookId: string): Promise<Receiver | null> {
  const { rows } = await pool.query<Omit<Receiver, 'secrets'> & { secret: Buffer; oldSecret: Buffer | null }>(
    `SELECT webhook.id, webhook.school_id AS "schoolId", school.district_id AS "districtId", url, failures, failing_since AS "failingSince",
            rests_until AS "restsUntil", disabled_code AS "disabledCode", secret, CASE WHEN old_secret_until > now() THEN old_secret END AS "oldSecret"
       FROM webhook JOIN school ON school.id = webhook.school_id WHERE webhook.id = $1`,
    [webhookId],
  );
  if (rows[0] === undefined) return null;
  const { secret, oldSecret, ...receiver } = rows[0];
  return { ...receiver, secrets: oldSecret === null ? [secret] : [secret, oldSecret] };
}

/** Ends the rest of a receiver. */
export async function endRest(queries: Queries, webhookId: string): Promise<void> {
  await queries.query('UPDATE webhook SET rests_until = NULL WHERE id = $1', [webhookId]);
}

/** Records the result of an attempt, for all deliveries to the receiver. `restsUntil`: nothing is sent to it until then. */
export async function noteReceiver(
  queries: Queries,
  webhookId: string,
  went: { failures: number; failingSince: Date | null; restsUntil: Date | null },
): Promise<void> {
  await queries.query('UPDATE webhook SET failures = $2, failing_since = $3, rests_until = $4 WHERE id = $1', [
    webhookId,
    went.failures,
    went.failingSince,
    went.restsUntil,
  ]);
}
