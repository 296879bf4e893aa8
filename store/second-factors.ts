import { accountOf } from './accounts.js';
import type { Account, AccountRole } from '../domain/account.js';
import type { WrongCodes } from '../domain/second-factor.js';
import type { TokenHash } from './access-tokens.js';
import type { Queries } from './database.js';
import { HAS_SECOND_FACTOR } from './has-second-factor.js';

/** The second factor of an account. Secrets are sealed. `lastStep`: the time step of the last code that was used. */
export type StoredSecondFactor = {
  secret: Buffer | null;
  since: Date | null;
  lastStep: number | null;
  offeredSecret: Buffer | null;
  offeredAt: Date | null;
  passkeys: number;
  recoveryCodes: number;
  wrongCodes: WrongCodes;
  /** The district of the account requires one. */
  required: boolean;
};

type FactorRow = Omit<StoredSecondFactor, 'wrongCodes'> & { count: number; wrongSince: Date | null };

const SELECT_FACTOR = `SELECT app.secret, app.since, app.last_step AS "lastStep", app.offered_secret AS "offeredSecret", app.offered_at AS "offeredAt",
          (SELECT count(*)::int FROM recovery_code WHERE recovery_code.account_id = account.id) AS "recoveryCodes",
          (SELECT count(*)::int FROM passkey WHERE passkey.account_id = account.id) AS passkeys,
          account.wrong_codes AS count, account.wrong_codes_since AS "wrongSince",
          EXISTS (SELECT FROM district WHERE district.id = coalesce(account.district_id, (SELECT district_id FROM school WHERE school.id = account.school_id))
                                         AND district.second_factor_required_since IS NOT NULL) AS required
     FROM account LEFT JOIN authenticator_app app ON app.account_id = account.id
    WHERE account.id = $1`;

/** Throws when there is no such account. */
export async function readSecondFactor(client: Queries, accountId: string): Promise<StoredSecondFactor> {
  return factorOf((await client.query<FactorRow>(SELECT_FACTOR, [accountId])).rows[0]);
}

/** The same, with the account locked until the transaction ends: of two requests with one code, the second must see that it was used. */
export async function lockSecondFactor(client: Queries, accountId: string): Promise<StoredSecondFactor> {
  return factorOf((await client.query<FactorRow>(`${SELECT_FACTOR} FOR UPDATE OF account`, [accountId])).rows[0]);
}

function factorOf(row: FactorRow | undefined): StoredSecondFactor {
  if (row === undefined) throw new Error('There is no such account.');
  const { count, wrongSince, ...factor } = row;
  return { ...factor, wrongCodes: { count, since: wrongSince } };
}

export async function hasSecondFactor(client: Queries, accountId: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM account WHERE id = $1 AND ${HAS_SECOND_FACTOR}`, [accountId]);
  return rowCount === 1;
}

/** Keeps a secret that was shown until a code of it confirms it. */
export async function offerSecret(client: Queries, { accountId, secret, now }: { accountId: string; secret: Buffer; now: Date }): Promise<void> {
  await client.query(
    `INSERT INTO authenticator_app (account_id, offered_secret, offered_at) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET offered_secret = excluded.offered_secret, offered_at = excluded.offered_at`,
    [accountId, secret, now],
  );
}

/** The offered secret becomes the one that counts. `step`: of the code that confirmed it, which is used by that. */
export async function confirmOfferedSecret(client: Queries, { accountId, step, now }: { accountId: string; step: number; now: Date }): Promise<void> {
  await client.query(
    `UPDATE authenticator_app SET secret = offered_secret, since = $3, last_step = $2, offered_secret = NULL, offered_at = NULL WHERE account_id = $1`,
    [accountId, step, now],
  );
}

export async function noteStepUsed(client: Queries, accountId: string, step: number): Promise<void> {
  await client.query('UPDATE authenticator_app SET last_step = $2 WHERE account_id = $1', [accountId, step]);
}

export async function noteWrongCodes(client: Queries, accountId: string, { count, since }: WrongCodes): Promise<void> {
  await client.query('UPDATE account SET wrong_codes = $2, wrong_codes_since = $3 WHERE id = $1', [accountId, count, since]);
}

/** New recovery codes in place of those before. */
export async function replaceRecoveryCodes(client: Queries, accountId: string, codeHashes: readonly Buffer[]): Promise<void> {
  await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  await client.query('INSERT INTO recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [accountId, codeHashes]);
}

/** The recovery codes of an account, and the sign-ins that wait for one, go with its last second factor. */
export async function deleteRecoveryCodes(client: Queries, accountId: string): Promise<void> {
  await client.query('WITH codes AS (DELETE FROM recovery_code WHERE account_id = $1) DELETE FROM sign_in_challenge WHERE account_id = $1', [
    accountId,
  ]);
}

/** False: the account does not have this code (any more). */
export async function spendRecoveryCode(client: Queries, accountId: string, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2', [accountId, codeHash]);
  return rowCount === 1;
}

/**
 * Takes the second factor away: app, passkeys, recovery codes, and the sign-ins that wait for one. False: there was none, and an app that is
 * being set up stays.
 */
export async function deleteSecondFactor(client: Queries, accountId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH app AS (DELETE FROM authenticator_app WHERE account_id = $1 AND secret IS NOT NULL RETURNING account_id),
          passkeys AS (DELETE FROM passkey WHERE account_id = $1 RETURNING account_id),
          factor AS (SELECT account_id FROM app UNION SELECT account_id FROM passkeys),
          codes AS (DELETE FROM recovery_code USING factor WHERE recovery_code.account_id = factor.account_id),
          challenges AS (DELETE FROM sign_in_challenge USING factor WHERE sign_in_challenge.account_id = factor.account_id)
     SELECT account_id FROM factor`,
    [accountId],
  );
  return rowCount === 1;
}

/** Ends the browser sessions of an account, but for one. */
export async function endSessionsBut(client: Queries, accountId: string, keepTokenId: string | null): Promise<void> {
  await client.query(`DELETE FROM access_token WHERE account_id = $1 AND kind = 'SESSION' AND id IS DISTINCT FROM $2::uuid`, [
    accountId,
    keepTokenId,
  ]);
}

/** Begins to wait for the code of a sign-in; what has run out goes. */
export async function insertChallenge(
  client: Queries,
  { accountId, tokenHash, now, expiresAt }: { accountId: string; tokenHash: TokenHash; now: Date; expiresAt: Date },
): Promise<void> {
  await client.query(
    `WITH old AS (DELETE FROM sign_in_challenge WHERE expires_at <= $3)
     INSERT INTO sign_in_challenge (token_hash, account_id, expires_at) VALUES ($1, $2, $4)`,
    [tokenHash, accountId, now, expiresAt],
  );
}

/** The account that waits for a code; null: it took too long, has signed in, or lost its access. */
export async function findChallenge(client: Queries, tokenHash: TokenHash, now: Date): Promise<Account | null> {
  const { rows } = await client.query<{
    id: string;
    email: string;
    role: AccountRole;
    schoolId: string | null;
    districtId: string | null;
    locale: string;
  }>(
    `SELECT account.id, account.email, account.role, account.school_id AS "schoolId", account.district_id AS "districtId", account.locale
       FROM sign_in_challenge challenge JOIN account ON account.id = challenge.account_id AND account.removed_at IS NULL
      WHERE challenge.token_hash = $1 AND challenge.expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] === undefined ? null : accountOf(rows[0]);
}

/** Ends the wait. False: another request has ended it. */
export async function spendChallenge(client: Queries, tokenHash: TokenHash): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM sign_in_challenge WHERE token_hash = $1', [tokenHash]);
  return rowCount === 1;
}

/** More browsers than a person has; a script that signs in without a cookie would otherwise fill the table. */
const MOST_DEVICES = 50;
const DAYS_KNOWN = 400;

/**
 * Notes that an account signs in from a browser, and forgets the browsers that have not been used for longer than their cookie lasts, or are
 * too many. `isNew`: it has never been seen with this account, which has signed in before.
 */
export async function noteDevice(
  client: Queries,
  { accountId, deviceHash, now }: { accountId: string; deviceHash: TokenHash; now: Date },
): Promise<{ isNew: boolean }> {
  const { rowCount } = await client.query('UPDATE known_device SET last_used_at = $3 WHERE account_id = $1 AND device_hash = $2', [
    accountId,
    deviceHash,
    now,
  ]);
  if (rowCount === 1) return { isNew: false };
  await client.query('INSERT INTO known_device (account_id, device_hash, last_used_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    accountId,
    deviceHash,
    now,
  ]);
  await client.query(
    `DELETE FROM known_device WHERE account_id = $1 AND (last_used_at < $2::timestamptz - $3 * interval '1 day' OR device_hash IN (
       SELECT device_hash FROM known_device WHERE account_id = $1 ORDER BY last_used_at DESC, device_hash OFFSET $4))`,
    [accountId, now, DAYS_KNOWN, MOST_DEVICES],
  );
  const { rows } = await client.query<{ before: boolean }>('SELECT last_sign_in_at IS NOT NULL AS before FROM account WHERE id = $1', [accountId]);
  return { isNew: rows[0]?.before === true };
}
