import type { TokenHash } from './access-tokens.js';
import type { Queries } from './database.js';

/** What became of the link of a school. */
export type HandoverFacts = {
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  openedFrom: string | null;
  passwordMadeAt: Date | null;
  keyAddedAt: Date | null;
};

/** A link that works, and the school that it is of. */
export type OpenHandover = HandoverFacts & { schoolId: string; districtId: string; schoolName: string; region: 'US' | 'CA'; timeZone: string };

const FACTS = `link.created_at AS "createdAt", link.expires_at AS "expiresAt", link.opened_at AS "openedAt", link.opened_from AS "openedFrom",
            link.password_made_at AS "passwordMadeAt", link.key_added_at AS "keyAddedAt"`;

/** The new link of a school. The one before ends. */
export async function putHandoverLink(client: Queries, link: { schoolId: string; tokenHash: TokenHash; now: Date; expiresAt: Date }): Promise<void> {
  await client.query(
    `INSERT INTO handover_link (school_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (school_id) DO UPDATE
        SET token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at,
            opened_at = NULL, opened_from = NULL, password_made_at = NULL, key_added_at = NULL`,
    [link.schoolId, link.tokenHash, link.now, link.expiresAt],
  );
}

/** The last link of a school, whether it works or not; null: there was none. */
export async function readHandoverLink(queries: Queries, schoolId: string): Promise<HandoverFacts | null> {
  const { rows } = await queries.query<HandoverFacts>(`SELECT ${FACTS} FROM handover_link link WHERE link.school_id = $1`, [schoolId]);
  return rows[0] ?? null;
}

/** The link of a secret, while it works. */
export async function findOpenHandover(queries: Queries, tokenHash: TokenHash, now: Date): Promise<OpenHandover | null> {
  const { rows } = await queries.query<OpenHandover>(
    `SELECT ${FACTS}, school.id AS "schoolId", school.district_id AS "districtId", school.name AS "schoolName", school.region,
            school.time_zone AS "timeZone"
       FROM handover_link link JOIN school ON school.id = link.school_id
      WHERE link.token_hash = $1 AND link.expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/** Notes that the page of a link was opened; true the first time. */
export async function noteHandoverOpened(client: Queries, schoolId: string, opened: { at: Date; from: string }): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE handover_link SET opened_at = $2, opened_from = $3 WHERE school_id = $1 AND opened_at IS NULL', [
    schoolId,
    opened.at,
    opened.from,
  ]);
  return rowCount === 1;
}

/** What a link gives once each. */
export type HandoverGift = 'password' | 'key';
const GIVEN_AT = { password: 'password_made_at', key: 'key_added_at' } as const;

/** Uses up what a link gives once. False: it has been given, or the link has ended. */
export async function spendHandover(client: Queries, tokenHash: TokenHash, gift: HandoverGift, now: Date): Promise<boolean> {
  const column = GIVEN_AT[gift];
  const { rowCount } = await client.query(`UPDATE handover_link SET ${column} = $2 WHERE token_hash = $1 AND expires_at > $2 AND ${column} IS NULL`, [
    tokenHash,
    now,
  ]);
  return rowCount === 1;
}

/** Ends the link of a school. False: there is none that works. */
export async function endHandoverLink(client: Queries, schoolId: string, now: Date): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE handover_link SET expires_at = $2 WHERE school_id = $1 AND expires_at > $2', [schoolId, now]);
  return rowCount === 1;
}
