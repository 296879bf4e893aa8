import type { Queries } from './database.js';

/** An entry as it is sealed: everything that it says, as one text. */
export type EntryToSeal = { id: string; at: Date; text: string };
export type Head = { number: number; seal: Buffer };
/** A seal beside its entry; `text` null: the entry is gone. */
export type SealedEntry = { number: number; entryId: string; seal: Buffer; at: Date | null; text: string | null };

/** The columns in a fixed order, with times to the millisecond as the table has them. */
const TEXT = `jsonb_build_array(entry.id, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), entry.district_id, entry.school_id,
  entry.actor_kind, entry.actor_id, entry.action, entry.subject_id, entry.detail)::text`;

/** Whether this transaction may seal now: one does at a time. */
export async function mayStartSealing(client: Queries): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>("SELECT coalesce(pg_try_advisory_xact_lock(hashtext('audit_seal')), false) AS mine");
  return rows[0]?.mine === true;
}

/** The last seal; null: nothing is sealed yet. */
export async function readHead(client: Queries): Promise<Head | null> {
  const { rows } = await client.query<Head>('SELECT number, seal FROM audit_seal ORDER BY number DESC LIMIT 1');
  return rows[0] ?? null;
}

/**
 * Entries that have no seal yet, the oldest first. A transaction that takes long comes to light behind younger ones, so that it is looked
 * for a day back; what is older than that was never committed in the ordinary way.
 */
export async function listUnsealed(client: Queries, limit: number): Promise<EntryToSeal[]> {
  const { rows } = await client.query<EntryToSeal>(
    `SELECT entry.id, entry.at, ${TEXT} AS text FROM audit_entry entry
      WHERE entry.at >= coalesce((SELECT last.at - interval '1 day' FROM audit_seal seal JOIN audit_entry last ON last.id = seal.entry_id
                                   ORDER BY seal.number DESC LIMIT 1), '-infinity')
        AND NOT EXISTS (SELECT FROM audit_seal seal WHERE seal.entry_id = entry.id)
      ORDER BY entry.at, entry.id LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function insertSeals(client: Queries, seals: readonly { number: number; entryId: string; seal: Buffer }[]): Promise<void> {
  await client.query('INSERT INTO audit_seal (number, entry_id, seal) SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[])', [
    seals.map(({ number }) => String(number)),
    seals.map(({ entryId }) => entryId),
    seals.map(({ seal }) => seal),
  ]);
}

/** Seals in their order behind `after`, each with its entry as it reads now. */
export async function listSealed(client: Queries, after: number, limit: number): Promise<SealedEntry[]> {
  const { rows } = await client.query<SealedEntry>(
    `SELECT seal.number, seal.entry_id AS "entryId", seal.seal, entry.at, CASE WHEN entry.id IS NOT NULL THEN ${TEXT} END AS text
       FROM audit_seal seal LEFT JOIN audit_entry entry ON entry.id = seal.entry_id
      WHERE seal.number > $1 ORDER BY seal.number LIMIT $2`,
    [after, limit],
  );
  return rows;
}

/** Entries without a seal: how many, and those that are older than `before`, which ought to have one. */
export async function findUnsealed(client: Queries, before: Date | null): Promise<{ unsealed: number; old: string[] }> {
  const { rows } = await client.query<{ unsealed: number; old: string[] }>(
    `SELECT count(*) AS unsealed, coalesce(array_agg(entry.id ORDER BY entry.at) FILTER (WHERE entry.at < $1::timestamptz), '{}') AS old
       FROM audit_entry entry WHERE NOT EXISTS (SELECT FROM audit_seal seal WHERE seal.entry_id = entry.id)`,
    [before],
  );
  return rows[0] ?? { unsealed: 0, old: [] };
}
