import type pg from 'pg';
import { IDENTIFIERS } from '../../domain/matching/read-statement.js';
import type { WhyCode } from '../../domain/messages/why-texts.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { keepsOwners } from '../../domain/plan/keeps-owners.js';
import { countOwners } from '../people.js';
import { COLUMN_OF, fieldsArray } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/** What an undo of a sync would do, until the transaction ends: the changes that took effect, and why one `stays`; null: it is undone. */
export const UNDO = 'pg_temp.undo';

/** Why a change is not undone. */
const STAYS = {
  changed: 'changed_since_apply',
  taken: 'place_taken',
  lastOwner: 'last_owner',
} as const satisfies Record<string, WhyCode>;

/**
 * Finds out which changes of a sync can be undone for the people as they are now, and changes no one. An undo does exactly this,
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
  // A change that stays, also one for the last Owner, keeps its number and address, which another person may need back.
  for (let kept = -1; kept !== 0;) kept = (await keepTakenPlaces(client, ref)) + (await keepLastOwner(client, ref));
}

/** Another person now has the old e-mail address or number: then the change stays. Returns how many. */
async function keepTakenPlaces(client: pg.PoolClient, ref: Ref): Promise<number> {
  const taken = IDENTIFIERS.map((field) => {
    const place = PERSON_FIELDS.indexOf(field) + 1;
    return `(c.before[${place}] IS DISTINCT FROM c.after[${place}] AND EXISTS (
               SELECT 1 FROM person other
                WHERE other.school_id = $1 AND other.${COLUMN_OF[field]} = c.before[${place}] AND other.id <> c.person_id AND NOT EXISTS (${givesUp(place)})))`;
  });
  const { rowCount } = await client.query(
    `UPDATE ${UNDO} c SET stays = '${STAYS.taken}' WHERE c.stays IS NULL AND c.kind <> 'ADD' AND (${taken.join(' OR ')})`,
    [ref.schoolId],
  );
  return rowCount ?? 0;
}

/** Undoing takes this value from `other`, who gets another one back, or was added by the sync. */
function givesUp(place: number): string {
  return `SELECT 1 FROM ${UNDO} o
           WHERE o.stays IS NULL AND o.person_id = other.id AND (o.kind = 'ADD' OR o.before[${place}] IS DISTINCT FROM c.before[${place}])`;
}

/** Changes stay if undoing them would leave the school without an Owner (keepsOwners). Returns how many. */
async function keepLastOwner(client: pg.PoolClient, ref: Ref): Promise<number> {
  const losing = `c.stays IS NULL AND c.after[4] = 'OWNER' AND (c.kind IN ('ADD', 'RESTORE') OR (c.kind = 'UPDATE' AND c.before[4] <> 'OWNER'))`;
  const gaining = `c.stays IS NULL AND c.before[4] = 'OWNER' AND (c.kind = 'ARCHIVE' OR (c.kind = 'UPDATE' AND c.after[4] <> 'OWNER'))`;
  const { rows } = await client.query<{ lost: number; gained: number }>(
    `SELECT count(*) FILTER (WHERE ${losing}) AS lost, count(*) FILTER (WHERE ${gaining}) AS gained FROM ${UNDO} c`,
  );
  const { lost = 0, gained = 0 } = rows[0] ?? {};
  if (lost === 0 || keepsOwners({ active: await countOwners(client, ref.schoolId), lost, gained })) return 0;
  const { rowCount } = await client.query(`UPDATE ${UNDO} c SET stays = '${STAYS.lastOwner}' WHERE ${losing}`);
  return rowCount ?? 0;
}
