import type { AccountMailFacts } from '../domain/report/account-mail.js';
import type { AccountPlace, AccountRole, MemberState } from '../domain/account.js';
import { localeOf, type Locale } from '../domain/locale.js';
import type { DisabledCode } from '../domain/webhooks/delivery.js';
import type { Database, Queries } from './database.js';
import { HAS_SECOND_FACTOR } from './has-second-factor.js';

/** A person with access to a school or a district. Instants are ISO 8601. */
export type MemberView = {
  id: string;
  email: string;
  role: AccountRole;
  state: MemberState;
  invitedAt: string | null;
  lastSignInAt: string | null;
  secondFactor: boolean;
};

type MemberRow = {
  id: string;
  email: string;
  role: AccountRole;
  hasPassword: boolean;
  invitedAt: Date | null;
  lastSignInAt: Date | null;
  secondFactor: boolean;
};

const SELECT_MEMBER = `SELECT id, email, role, password_hash IS NOT NULL AS "hasPassword", invited_at AS "invitedAt", last_sign_in_at AS "lastSignInAt",
         ${HAS_SECOND_FACTOR} AS "secondFactor"
  FROM account WHERE removed_at IS NULL AND role = $1::"AccountRole" AND CASE role WHEN 'OWNER' THEN school_id ELSE district_id END = $2::uuid`;

/** Those with access to a place, by address. */
export async function loadMembers({ pool }: Database, place: AccountPlace): Promise<MemberView[]> {
  const { rows } = await pool.query<MemberRow>(`${SELECT_MEMBER} ORDER BY email`, keyOf(place));
  return rows.map(memberOf);
}

/** The same, locked until the transaction ends: if two leave at once, they must not both see the other one stay. */
export async function lockMembers(client: Queries, place: AccountPlace): Promise<MemberView[]> {
  const { rows } = await client.query<MemberRow>(`${SELECT_MEMBER} ORDER BY id FOR UPDATE`, keyOf(place));
  return rows.map(memberOf);
}

export type KnownAccount = {
  id: string;
  state: MemberState | 'REMOVED';
  role: AccountRole;
  schoolId: string | null;
  districtId: string | null;
};

/** Locks the account of an address (in lower case), even one without access; null: there is none. */
export async function lockAccountByEmail(client: Queries, email: string): Promise<KnownAccount | null> {
  const { rows } = await client.query<KnownAccount>(
    `SELECT id, role, school_id AS "schoolId", district_id AS "districtId",
            CASE WHEN removed_at IS NOT NULL THEN 'REMOVED' WHEN password_hash IS NULL THEN 'INVITED' ELSE 'ACTIVE' END AS state
       FROM account WHERE email = $1 FOR UPDATE`,
    [email],
  );
  return rows[0] ?? null;
}

/** Returns the id of the new account; null: the address has got one meanwhile. */
export async function insertInvited(
  client: Queries,
  { email, place, locale, now }: { email: string; place: AccountPlace; locale: Locale; now: Date },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO account (email, role, school_id, district_id, locale, invited_at) VALUES ($1, $2::"AccountRole", $3, $4, $5, $6)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [email, place.role, ...placeColumns(place), locale, now],
  );
  return rows[0]?.id ?? null;
}

/** Invites an account again that lost its access or has not answered yet. It belongs to this place from now on and has no password. */
export async function inviteAgain(client: Queries, accountId: string, { place, now }: { place: AccountPlace; now: Date }): Promise<void> {
  await client.query(
    `UPDATE account SET role = $2::"AccountRole", school_id = $3, district_id = $4, invited_at = $5, removed_at = NULL, password_hash = NULL
      WHERE id = $1`,
    [accountId, place.role, ...placeColumns(place), now],
  );
}

/** Removes the access: password, second factor, sessions, tokens and links stop working. */
export async function removeAccess(client: Queries, accountId: string, now: Date): Promise<void> {
  await client.query(
    `WITH tokens AS (DELETE FROM access_token WHERE account_id = $1), links AS (DELETE FROM account_link WHERE account_id = $1),
          app AS (DELETE FROM authenticator_app WHERE account_id = $1), codes AS (DELETE FROM recovery_code WHERE account_id = $1),
          passkeys AS (DELETE FROM passkey WHERE account_id = $1), offer AS (DELETE FROM passkey_offer WHERE account_id = $1),
          challenges AS (DELETE FROM sign_in_challenge WHERE account_id = $1), devices AS (DELETE FROM known_device WHERE account_id = $1)
     UPDATE account SET removed_at = $2, password_hash = NULL WHERE id = $1`,
    [accountId, now],
  );
}

/** The facts for a mail to the holder of an account; null: there is no such mail. */
export type AccountMail = {
  id: string;
  accountId: string;
  kind: AccountMailFacts['kind'];
  sentAt: Date | null;
  email: string;
  locale: Locale;
  timeZone: string | null;
  state: KnownAccount['state'];
  role: AccountRole;
  /** Name of the school or district. */
  place: string;
  createdAt: Date;
  /** Of a mail about a webhook: its school, why it is disabled (null: it is not, any more), and how many of its messages were given up. */
  webhook: { schoolId: string; disabledCode: DisabledCode | null; givenUp: number } | null;
};

export async function readAccountMail({ pool }: Database, id: string): Promise<AccountMail | null> {
  const { rows } = await pool.query<MailRow>(
    `SELECT mail.id, mail.account_id AS "accountId", mail.kind, mail.sent_at AS "sentAt", mail.created_at AS "createdAt",
            account.email, account.locale, account.role, school.time_zone AS "timeZone", coalesce(school.name, district.name, '') AS place,
            CASE WHEN account.removed_at IS NOT NULL THEN 'REMOVED' WHEN account.password_hash IS NULL THEN 'INVITED' ELSE 'ACTIVE' END AS state,
            webhook.school_id AS "webhookSchoolId", webhook.disabled_code AS "disabledCode",
            (SELECT count(*)::int FROM webhook_delivery WHERE webhook_delivery.webhook_id = webhook.id AND state = 'GIVEN_UP') AS "givenUp"
       FROM account_mail mail JOIN account ON account.id = mail.account_id
       LEFT JOIN webhook ON webhook.id = mail.webhook_id
       LEFT JOIN school ON school.id = coalesce(webhook.school_id, account.school_id) LEFT JOIN district ON district.id = account.district_id
      WHERE mail.id = $1`,
    [id],
  );
  if (rows[0] === undefined) return null;
  const { webhookSchoolId, disabledCode, givenUp, ...mail } = rows[0];
  return { ...mail, locale: localeOf(mail.locale), webhook: webhookSchoolId === null ? null : { schoolId: webhookSchoolId, disabledCode, givenUp } };
}

type MailRow = Omit<AccountMail, 'locale' | 'webhook'> & {
  locale: string;
  webhookSchoolId: string | null;
  disabledCode: DisabledCode | null;
  givenUp: number;
};

/** Stores a mail, before Temporal is told about it. Returns its id. */
export async function insertAccountMail(client: Queries, accountId: string, kind: AccountMail['kind']): Promise<string> {
  const { rows } = await client.query<{ id: string }>('INSERT INTO account_mail (account_id, kind) VALUES ($1, $2::"AccountMailKind") RETURNING id', [
    accountId,
    kind,
  ]);
  return rows[0]!.id;
}

/** A mail to each Owner of a school who can sign in, except for the one who did it. */
export async function insertMailsToOwners(client: Queries, schoolId: string, except: string | null, kind: AccountMail['kind']): Promise<void> {
  await client.query(
    `INSERT INTO account_mail (account_id, kind)
     SELECT id, $3::"AccountMailKind" FROM account
      WHERE school_id = $1 AND role = 'OWNER' AND removed_at IS NULL AND password_hash IS NOT NULL AND id IS DISTINCT FROM $2::uuid`,
    [schoolId, except, kind],
  );
}

/** A mail about a webhook that was disabled to each Owner of its school who can sign in; to the District Managers, if none of them can. */
export async function insertMailsAboutWebhook(client: Queries, { schoolId, webhookId }: { schoolId: string; webhookId: string }): Promise<void> {
  await client.query(
    `WITH reader AS (
       SELECT account.id, account.role FROM account JOIN school ON school.id = $1
        WHERE account.removed_at IS NULL AND account.password_hash IS NOT NULL
          AND (account.school_id = school.id OR account.district_id = school.district_id))
     INSERT INTO account_mail (account_id, kind, webhook_id)
     SELECT id, 'WEBHOOK_DISABLED', $2::uuid FROM reader
      WHERE role = 'OWNER' OR NOT EXISTS (SELECT FROM reader owner WHERE owner.role = 'OWNER')`,
    [schoolId, webhookId],
  );
}

/** How many mails of a kind an account was sent, or is being sent, within the last hours. */
export async function countAccountMails(
  client: Queries,
  { accountId, kind, hours }: { accountId: string; kind: AccountMail['kind']; hours: number },
): Promise<number> {
  const { rows } = await client.query<{ mails: number }>(
    `SELECT count(*)::int AS mails FROM account_mail WHERE account_id = $1 AND kind = $2::"AccountMailKind" AND created_at > now() - $3 * interval '1 hour'`,
    [accountId, kind, hours],
  );
  return rows[0]!.mails;
}

export async function noteMailAnnounced({ pool }: Database, id: string): Promise<void> {
  await pool.query('UPDATE account_mail SET announced_at = coalesce(announced_at, now()) WHERE id = $1', [id]);
}

/** `at` null: it was not sent, and `lastError` says why. */
export async function noteMailTried({ pool }: Database, id: string, { at, lastError }: { at: Date | null; lastError: string | null }): Promise<void> {
  await pool.query('UPDATE account_mail SET sent_at = coalesce(sent_at, $2), last_error = $3 WHERE id = $1', [id, at, lastError]);
}

/** Mails about accounts that Temporal was never told of. */
export async function listMailsNeverAnnounced(
  { pool }: Database,
  { olderThanMs, after, limit }: { olderThanMs: number; after: string; limit: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM account_mail
      WHERE announced_at IS NULL AND created_at <= now() - $1 * interval '1 millisecond' AND id > $2 ORDER BY id LIMIT $3`,
    [olderThanMs, after, limit],
  );
  return rows.map((row) => row.id);
}

function keyOf(place: AccountPlace): [AccountRole, string] {
  return [place.role, place.role === 'OWNER' ? place.schoolId : place.districtId];
}

/** `school_id` and `district_id`: an Owner's account has the school only. */
function placeColumns(place: AccountPlace): [string | null, string | null] {
  return place.role === 'OWNER' ? [place.schoolId, null] : [null, place.districtId];
}

function memberOf({ id, email, role, hasPassword, invitedAt, lastSignInAt, secondFactor }: MemberRow): MemberView {
  return {
    id,
    email,
    role,
    state: hasPassword ? 'ACTIVE' : 'INVITED',
    invitedAt: invitedAt?.toISOString() ?? null,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    secondFactor,
  };
}
