import type { TokenHash } from './access-tokens.js';
import type { Queries } from './database.js';

/** A passkey as its account sees it. Instants are ISO 8601. */
export type PasskeyView = { id: string; name: string; createdAt: string; lastUsedAt: string | null };

/** What a signature of a passkey is held against. `credentialId` in base64url. */
export type StoredPasskey = { id: string; credentialId: string; publicKey: Buffer; counter: number; transports: string[] };

const CREDENTIAL_ID = `rtrim(translate(encode(credential_id, 'base64'), E'+/\\n', '-_'), '=')`;

/** The passkeys of an account, the oldest first. */
export async function loadPasskeys(client: Queries, accountId: string): Promise<PasskeyView[]> {
  const { rows } = await client.query<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>(
    'SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM passkey WHERE account_id = $1 ORDER BY id',
    [accountId],
  );
  return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** The same, with what their signatures are held against. */
export async function readPasskeys(client: Queries, accountId: string): Promise<StoredPasskey[]> {
  const { rows } = await client.query<StoredPasskey>(
    `SELECT id, coalesce(${CREDENTIAL_ID}, '') AS "credentialId", public_key AS "publicKey", counter, coalesce(transports, '{}') AS transports
       FROM passkey WHERE account_id = $1 ORDER BY id`,
    [accountId],
  );
  return rows;
}

export type NewPasskey = { accountId: string; name: string; credentialId: Buffer; publicKey: Buffer; counter: number; transports: string[] };

/** Null: an account, this one or another, has this passkey already. */
export async function insertPasskey(client: Queries, passkey: NewPasskey): Promise<PasskeyView | null> {
  const { rows } = await client.query<{ id: string; createdAt: Date }>(
    `INSERT INTO passkey (account_id, name, credential_id, public_key, counter, transports) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (credential_id) DO NOTHING RETURNING id, created_at AS "createdAt"`,
    [passkey.accountId, passkey.name, passkey.credentialId, passkey.publicKey, passkey.counter, passkey.transports],
  );
  return rows[0] === undefined ? null : { id: rows[0].id, name: passkey.name, createdAt: rows[0].createdAt.toISOString(), lastUsedAt: null };
}

export async function notePasskeyUse(client: Queries, passkeyId: string, { counter, now }: { counter: number; now: Date }): Promise<void> {
  await client.query('UPDATE passkey SET counter = $2, last_used_at = $3 WHERE id = $1', [passkeyId, counter, now]);
}

/** False: the account has no such passkey. */
export async function deletePasskey(client: Queries, accountId: string, passkeyId: string): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM passkey WHERE account_id = $1 AND id = $2', [accountId, passkeyId]);
  return rowCount === 1;
}

/** Keeps what a new passkey has to sign, in place of what was offered before. */
export async function offerPasskeyChallenge(
  client: Queries,
  { accountId, challenge, now }: { accountId: string; challenge: string; now: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO passkey_offer (account_id, challenge, offered_at) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET challenge = excluded.challenge, offered_at = excluded.offered_at`,
    [accountId, challenge, now],
  );
}

/** Null: nothing was offered since then. */
export async function readPasskeyOffer(client: Queries, accountId: string, since: Date): Promise<string | null> {
  const { rows } = await client.query<{ challenge: string }>('SELECT challenge FROM passkey_offer WHERE account_id = $1 AND offered_at > $2', [
    accountId,
    since,
  ]);
  return rows[0]?.challenge ?? null;
}

export async function deletePasskeyOffer(client: Queries, accountId: string): Promise<void> {
  await client.query('DELETE FROM passkey_offer WHERE account_id = $1', [accountId]);
}

/** Keeps what a passkey has to sign for a sign-in that waits. */
export async function setPasskeyChallenge(client: Queries, tokenHash: TokenHash, challenge: string): Promise<void> {
  await client.query('UPDATE sign_in_challenge SET passkey_challenge = $2 WHERE token_hash = $1', [tokenHash, challenge]);
}

/** Null: the page has not asked to use a passkey. */
export async function readPasskeyChallenge(client: Queries, tokenHash: TokenHash): Promise<string | null> {
  const { rows } = await client.query<{ challenge: string | null }>(
    'SELECT passkey_challenge AS challenge FROM sign_in_challenge WHERE token_hash = $1',
    [tokenHash],
  );
  return rows[0]?.challenge ?? null;
}
