import type pg from 'pg';
import { IDENTIFIERS } from '../../domain/matching/read-statement.js';
import type { WhyCode } from '../../domain/messages/why-texts.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { COLUMN_OF, fieldsArray } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/** What an undo of a sync would do, until the transaction ends: the changes that took effect, and why one `stays`; null: it is taken back. */
export const UNDO = 'pg_temp.undo';

/** Why a change is not taken back. */
const STAYS = {
  changed: 'changed_since_apply',
  taken: 'place_taken',
  lastOwner: 'last_owner',
} as const satisfies Record<string, WhyCode>;

/**
 * Finds out what of a sync can be taken back from the people as they are now, and changes nobody. An undo carries out exactly this,
 * and its preview shows it. Call it once in a transaction.
 */
export async function planUndo(client: pg.PoolClient, ref: Ref): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE ${UNDO.replace('pg_temp.', '')} (seq int NOT NULL, kind "ChangeKind" NOT NULL, category "Category" NOT NULL,
            person_id uuid NOT NULL, before text[] NOT NULL, after text[] NOT NULL, stays text) ON COMMIT DROP`,
  );
  await client.query(
    `INSERT INTO ${UNDO} (seq, kind, category, person_id, before, after, stays)
     SELECT c.seq, c.kind, c.category, c.person_id, coalesce(c.before, '{}'), c.after,
            CASE WHEN ${fieldsArray('p')} = c.after AND p.state = CASE WHEN c.kind = 'ARCHIVE' THEN 'ARCHIVED' ELSE 'ACTIVE' END::"PersonState"
                 THEN NULL ELSE '${STAYS.changed}' END
       FROM change c LEFT JOIN person p ON p.id = c.person_id AND p.school_id = $2
      WHERE c.sync_id = $1 AND c.state IN ('PLANNED', 'APPLIED')`,
    [ref.syncId, ref.schoolId],
  );
  await keepTakenPlaces(client, ref);
  await keepLastOwner(client, ref);
}

/**
 * Somebody else has the old e-mail address or number now: such a person keeps the new one. Keeping it may take the place of a
 * third one, so it goes on until nothing changes.
 */
async function keepTakenPlaces(client: pg.PoolClient, ref: Ref): Promise<void> {
  const taken = IDENTIFIERS.map((field) => {
    const place = PERSON_FIELDS.indexOf(field) + 1;
    return `(c.before[${place}] IS DISTINCT FROM c.after[${place}] AND EXISTS (
               SELECT 1 FROM person other
                WHERE other.school_id = $1 AND other.${COLUMN_OF[field]} = c.before[${place}] AND other.id <> c.person_id AND NOT EXISTS (${givesUp(place)})))`;
  });
  for (;;) {
    const { rowCount } = await client.query(
      `UPDATE ${UNDO} c SET stays = '${STAYS.taken}' WHERE c.stays IS NULL AND c.kind <> 'ADD' AND (${taken.join(' OR ')})`,
      [ref.schoolId],
    );
    if ((rowCount ?? 0) === 0) return;
  }
}

/** Undoing takes this value from `other`, who gets another one back, or was added by the sync. */
function givesUp(place: number): string {
  return `SELECT 1 FROM ${UNDO} o
           WHERE o.stays IS NULL AND o.person_id = other.id AND (o.kind = 'ADD' OR o.before[${place}] IS DISTINCT FROM c.before[${place}])`;
}

/** The school keeps an Owner: if undoing would take away all of them, those stay. */
async function keepLastOwner(client: pg.PoolClient, ref: Ref): Promise<void> {
  const losing = `c.stays IS NULL AND c.after[4] = 'OWNER' AND (c.kind IN ('ADD', 'RESTORE') OR (c.kind = 'UPDATE' AND c.before[4] <> 'OWNER'))`;
  await client.query(
    `UPDATE ${UNDO} c SET stays = '${STAYS.lastOwner}'
      WHERE ${losing}
        AND NOT EXISTS (
          SELECT 1 FROM person p WHERE p.school_id = $1 AND p.role = 'OWNER' AND p.state = 'ACTIVE'
             AND p.id NOT IN (SELECT c.person_id FROM ${UNDO} c WHERE ${losing}))
        AND NOT EXISTS (
          SELECT 1 FROM ${UNDO} back WHERE back.stays IS NULL AND back.before[4] = 'OWNER'
             AND (back.kind = 'ARCHIVE' OR (back.kind = 'UPDATE' AND back.after[4] <> 'OWNER')))`,
    [ref.schoolId],
  );
}
