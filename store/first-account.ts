import type { Locale } from '../domain/locale.js';
import type { TokenHash } from './access-tokens.js';
import type { Queries } from './database.js';

/** Keeps the new link, if the installation has no account at all; the one before ends. False: there is an account, and so no link. */
export async function putFirstAccountLink(queries: Queries, link: { tokenHash: TokenHash; now: Date; expiresAt: Date }): Promise<boolean> {
  const { rowCount } = await queries.query(
    `INSERT INTO first_account_link (token_hash, created_at, expires_at)
     SELECT $1::bytea, $2::timestamptz, $3::timestamptz WHERE NOT EXISTS (SELECT FROM account)
     ON CONFLICT (is_only) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at`,
    [link.tokenHash, link.now, link.expiresAt],
  );
  return rowCount === 1;
}

/** When the link of a secret ends; null: it does not work (any more), or the installation has an account. */
export async function readFirstAccountLink(queries: Queries, tokenHash: TokenHash, now: Date): Promise<Date | null> {
  const { rows } = await queries.query<{ expiresAt: Date }>(
    `SELECT expires_at AS "expiresAt" FROM first_account_link WHERE token_hash = $1 AND expires_at > $2 AND NOT EXISTS (SELECT FROM account)`,
    [tokenHash, now],
  );
  return rows[0]?.expiresAt ?? null;
}

/** Uses the link up. False: it does not work (any more), or the installation has an account. A second request waits here for the first, and then gets false. */
export async function spendFirstAccountLink(client: Queries, tokenHash: TokenHash, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'DELETE FROM first_account_link WHERE token_hash = $1 AND expires_at > $2 AND NOT EXISTS (SELECT FROM account)',
    [tokenHash, now],
  );
  return rowCount === 1;
}

/** Makes a district and its first District Manager. `email` in lower case. */
export async function insertFirstManager(
  client: Queries,
  manager: { district: string; email: string; passwordHash: string; locale: Locale },
): Promise<{ accountId: string; districtId: string }> {
  const { rows: districts } = await client.query<{ id: string }>('INSERT INTO district (name) VALUES ($1) RETURNING id', [manager.district]);
  const districtId = districts[0]!.id;
  const { rows: accounts } = await client.query<{ id: string }>(
    `INSERT INTO account (email, password_hash, role, district_id, locale) VALUES ($1, $2, 'DISTRICT_MANAGER', $3, $4) RETURNING id`,
    [manager.email, manager.passwordHash, districtId, manager.locale],
  );
  return { accountId: accounts[0]!.id, districtId };
}
