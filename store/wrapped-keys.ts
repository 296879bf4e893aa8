import type { Queries } from './database.js';

export const WRAPPED_KINDS = [
  'districtKey',
  'hostKey',
  'webhook',
  'oldWebhook',
  'installationKey',
  'authenticatorApp',
  'offeredAuthenticatorApp',
] as const;
export type WrappedKind = (typeof WRAPPED_KINDS)[number];

/** Something that the master key wraps. `of`: what it is bound to, as a member of `boundTo` takes it. */
export type Wrapped = { kind: WrappedKind; id: string; of: string; wrappedKey: Buffer };

/** Everything in the database that the master key wraps. */
export async function listWrapped(queries: Queries): Promise<Wrapped[]> {
  const { rows } = await queries.query<{ kind: string; id: string; of: string; wrappedKey: Buffer }>(
    `SELECT kind, id, "of", wrapped_key AS "wrappedKey" FROM (
       SELECT 'districtKey' AS kind, id::text AS id, id::text AS "of", wrapped_key FROM district_key
       UNION ALL SELECT 'hostKey', fingerprint, algorithm, wrapped_key FROM gateway_host_key
       UNION ALL SELECT 'webhook', id::text, id::text, secret FROM webhook
       UNION ALL SELECT 'oldWebhook', id::text, id::text, old_secret FROM webhook WHERE old_secret IS NOT NULL
       UNION ALL SELECT 'installationKey', purpose, purpose, wrapped_key FROM installation_key
       UNION ALL SELECT 'authenticatorApp', account_id::text, account_id::text, secret FROM authenticator_app WHERE secret IS NOT NULL
       UNION ALL SELECT 'offeredAuthenticatorApp', account_id::text, account_id::text, offered_secret FROM authenticator_app WHERE offered_secret IS NOT NULL) AS wrapped
     WHERE kind IS NOT NULL AND id IS NOT NULL AND "of" IS NOT NULL AND wrapped_key IS NOT NULL
     ORDER BY kind, id`,
  );
  return rows as Wrapped[];
}

const COLUMNS: Record<WrappedKind, string> = {
  districtKey: 'UPDATE district_key SET wrapped_key = $3 WHERE id = $1::uuid AND wrapped_key = $2',
  hostKey: 'UPDATE gateway_host_key SET wrapped_key = $3 WHERE fingerprint = $1 AND wrapped_key = $2',
  webhook: 'UPDATE webhook SET secret = $3 WHERE id = $1::uuid AND secret = $2',
  oldWebhook: 'UPDATE webhook SET old_secret = $3 WHERE id = $1::uuid AND old_secret = $2',
  installationKey: 'UPDATE installation_key SET wrapped_key = $3 WHERE purpose = $1 AND wrapped_key = $2',
  authenticatorApp: 'UPDATE authenticator_app SET secret = $3 WHERE account_id = $1::uuid AND secret = $2',
  offeredAuthenticatorApp: 'UPDATE authenticator_app SET offered_secret = $3 WHERE account_id = $1::uuid AND offered_secret = $2',
};

/** Puts another wrapping in the place of this one. False: it has changed meanwhile. */
export async function replaceWrapped(queries: Queries, { kind, id, wrappedKey }: Wrapped, by: Buffer): Promise<boolean> {
  const { rowCount } = await queries.query(COLUMNS[kind], [id, wrappedKey, by]);
  return rowCount === 1;
}
