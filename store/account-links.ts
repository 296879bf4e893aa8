import type { Queries } from './database.js';
import type { TokenHash } from './access-tokens.js';

export type LinkPurpose = 'INVITATION' | 'PASSWORD_RESET';

/** `place`: name of the school or district. */
export type OpenLink = { accountId: string; email: string; purpose: LinkPurpose; expiresAt: Date; place: string };

export async function insertLink(
  client: Queries,
  link: { accountId: string; purpose: LinkPurpose; tokenHash: TokenHash; now: Date; expiresAt: Date },
): Promise<void> {
  await client.query(
    'INSERT INTO account_link (account_id, purpose, token_hash, created_at, expires_at) VALUES ($1, $2::"LinkPurpose", $3, $4, $5)',
    [link.accountId, link.purpose, link.tokenHash, link.now, link.expiresAt],
  );
}

/** The link of a secret, while it works: null for one that is unknown, was used, or has run out, or whose account lost its access. */
export async function findOpenLink(client: Queries, tokenHash: TokenHash, now: Date): Promise<OpenLink | null> {
  const { rows } = await client.query<OpenLink>(
    `SELECT link.account_id AS "accountId", account.email, link.purpose, link.expires_at AS "expiresAt", coalesce(school.name, district.name, '') AS place
       FROM account_link link JOIN account ON account.id = link.account_id AND account.removed_at IS NULL
       LEFT JOIN school ON school.id = account.school_id LEFT JOIN district ON district.id = account.district_id
      WHERE link.token_hash = $1 AND link.expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/**
 * Uses up a link: sets the password, ends all links and browser sessions of the account, and forgets its browsers. False if another request used
 * the link first.
 */
export async function spendLinkForPassword(
  client: Queries,
  { accountId, tokenHash, passwordHash }: { accountId: string; tokenHash: TokenHash; passwordHash: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH spent AS (DELETE FROM account_link WHERE token_hash = $2 RETURNING account_id),
          others AS (DELETE FROM account_link USING spent WHERE account_link.account_id = spent.account_id AND token_hash <> $2),
          sessions AS (DELETE FROM access_token USING spent WHERE access_token.account_id = spent.account_id AND kind = 'SESSION'),
          challenges AS (DELETE FROM sign_in_challenge USING spent WHERE sign_in_challenge.account_id = spent.account_id),
          devices AS (DELETE FROM known_device USING spent WHERE known_device.account_id = spent.account_id)
     UPDATE account SET password_hash = $3 FROM spent WHERE account.id = $1 AND spent.account_id = $1`,
    [accountId, tokenHash, passwordHash],
  );
  return rowCount === 1;
}

/** Sets a password and ends the account's links and its sessions, but for one; only the browser of this one stays known. */
export async function replacePassword(
  client: Queries,
  {
    accountId,
    passwordHash,
    keepTokenId,
    keepDevice,
  }: { accountId: string; passwordHash: string; keepTokenId: string; keepDevice: TokenHash | null },
): Promise<void> {
  await client.query(
    `WITH links AS (DELETE FROM account_link WHERE account_id = $1),
          sessions AS (DELETE FROM access_token WHERE account_id = $1 AND kind = 'SESSION' AND id <> $3),
          challenges AS (DELETE FROM sign_in_challenge WHERE account_id = $1),
          devices AS (DELETE FROM known_device WHERE account_id = $1 AND device_hash IS DISTINCT FROM $4)
     UPDATE account SET password_hash = $2 WHERE id = $1`,
    [accountId, passwordHash, keepTokenId, keepDevice],
  );
}
