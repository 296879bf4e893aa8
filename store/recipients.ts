import type { Locale } from '../domain/locale.js';
import { inShortTransaction, type Database, type Queries } from './database.js';
import { writeAudit } from './write-audit.js';

/** What an address said of the mails of a school. */
export type RecipientDecision = 'CONFIRMED' | 'DECLINED';

type ChangeOfRecipients = { schoolId: string; added: readonly string[]; removed: readonly string[]; accountId: string | null };

/** Notes who added these recipients, in the transaction that does. What an address has declined stays declined, also while it is no recipient. */
export async function noteRecipients(client: Queries, { schoolId, added, removed, accountId }: ChangeOfRecipients): Promise<void> {
  await client.query(`DELETE FROM recipient WHERE school_id = $1 AND address = ANY ($2::text[]) AND decision IS DISTINCT FROM 'DECLINED'`, [
    schoolId,
    removed,
  ]);
  await client.query(
    `INSERT INTO recipient (school_id, address, added_by) SELECT $1, address, $3 FROM unnest($2::text[]) AS address
     ON CONFLICT (school_id, address) DO UPDATE SET added_by = excluded.added_by, added_at = now()`,
    [schoolId, added, accountId],
  );
}

/** `isAccount`: it signs in here and manages the school. `addedBy`: the e-mail address of the account that added it; null: not known. */
export type KnownRecipient = { address: string; isAccount: boolean; decision: RecipientDecision | null; addedBy: string | null };

/** What is known of these addresses, each once, in their order. */
export async function readRecipients(queries: Queries, schoolId: string, addresses: readonly string[]): Promise<KnownRecipient[]> {
  const { rows } = await queries.query<{ address: string; isAccount: boolean; decision: string | null; addedBy: string | null }>(
    `SELECT asked.address, coalesce(EXISTS (SELECT FROM account JOIN school ON school.id = $1
              WHERE account.email = asked.address AND account.removed_at IS NULL
                AND (account.school_id = school.id OR account.district_id = school.district_id)), false) AS "isAccount",
            recipient.decision, adder.email AS "addedBy"
       FROM unnest($2::text[]) WITH ORDINALITY AS asked(address, nth)
       LEFT JOIN recipient ON recipient.school_id = $1 AND recipient.address = asked.address
       LEFT JOIN account adder ON adder.id = recipient.added_by AND adder.removed_at IS NULL
      WHERE asked.address IS NOT NULL ORDER BY asked.nth`,
    [schoolId, addresses],
  );
  return rows as KnownRecipient[];
}

/** `hash`: SHA-256 of the secret. */
export async function insertRecipientLink(
  { pool }: Pick<Database, 'pool'>,
  link: { hash: Buffer; schoolId: string; address: string; locale: Locale },
): Promise<void> {
  await pool.query('INSERT INTO recipient_link (hash, school_id, address, locale) VALUES ($1, $2, $3, $4)', [
    link.hash,
    link.schoolId,
    link.address,
    link.locale,
  ]);
}

/** `isUsed`: its address has declined by it, and it only serves to agree again. */
export type RecipientLink = {
  schoolId: string;
  school: string;
  address: string;
  locale: string;
  isUsed: boolean;
  decision: RecipientDecision | null;
};

/** Null: there is no such link, or not any more. */
export async function findRecipientLink(queries: Queries, hash: Buffer): Promise<RecipientLink | null> {
  const { rows } = await queries.query<Omit<RecipientLink, 'decision'> & { decision: string | null }>(
    `SELECT link.school_id AS "schoolId", school.name AS school, link.address, link.locale, link.used_at IS NOT NULL AS "isUsed", recipient.decision
       FROM recipient_link link JOIN school ON school.id = link.school_id
       LEFT JOIN recipient ON recipient.school_id = link.school_id AND recipient.address = link.address
      WHERE link.hash = $1`,
    [hash],
  );
  return (rows[0] as RecipientLink | undefined) ?? null;
}

/**
 * Stores what the address of a link says. A link declines once, so that an old mail that is opened again does not take back what was said since.
 * The audit trail says that it was done, and not by whom. Null: there is no such link.
 */
export async function decideByLink({ pool }: Pick<Database, 'pool'>, hash: Buffer, decision: RecipientDecision): Promise<RecipientLink | null> {
  return inShortTransaction(pool, async (client) => {
    await client.query('SELECT FROM recipient_link WHERE hash = $1 FOR UPDATE', [hash]);
    const link = await findRecipientLink(client, hash);
    if (link === null || link.decision === decision || (decision === 'DECLINED' && link.isUsed)) return link;
    const { schoolId } = link;
    await client.query(
      `INSERT INTO recipient (school_id, address, decision, decided_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (school_id, address) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at`,
      [schoolId, link.address, decision],
    );
    if (decision === 'DECLINED') await client.query('UPDATE recipient_link SET used_at = now() WHERE hash = $1', [hash]);
    const { rows } = await client.query<{ districtId: string }>('SELECT district_id AS "districtId" FROM school WHERE id = $1', [schoolId]);
    const action = decision === 'DECLINED' ? 'recipient.declined' : 'recipient.confirmed';
    await writeAudit(client, { actor: { kind: 'system' }, action, schoolId, districtId: rows[0]?.districtId ?? null, subjectId: schoolId });
    return { ...link, decision, isUsed: link.isUsed || decision === 'DECLINED' };
  });
}
