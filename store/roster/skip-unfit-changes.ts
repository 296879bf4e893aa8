import type pg from 'pg';
import { IDENTIFIERS } from '../../domain/matching/read-statement.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { keepsOwners } from '../../domain/plan/keeps-owners.js';
import { countOwners } from '../people.js';
import { COLUMN_OF, fieldsArray } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/** Skips held changes whose person is no longer as planned. Returns how many. */
export async function skipUnfitHeldChanges(client: pg.PoolClient, ref: Ref): Promise<number> {
  let unfit = 0;
  // A skipped change, also one for the last Owner, gives up nothing, so changes that depended on it do not fit either.
  for (let found = -1; found !== 0; unfit += found) found = (await skipUnfit(client, ref)) + (await skipLastOwner(client, ref));
  return unfit;
}

async function skipUnfit(client: pg.PoolClient, ref: Ref): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE change c SET state = 'SKIPPED', why_code = 'changed_since_plan', why_params = jsonb_build_object('was', c.why_code)
      WHERE c.sync_id = $1 AND c.state = 'HELD' AND NOT (
        CASE WHEN c.kind = 'ADD' THEN true
             ELSE EXISTS (
               SELECT 1 FROM person p
                WHERE p.id = c.person_id AND p.school_id = $2 AND NOT p.protected AND ${fieldsArray('p')} = c.before
                  AND p.state = CASE WHEN c.kind = 'RESTORE' THEN 'ARCHIVED' ELSE 'ACTIVE' END::"PersonState")
        END
        AND (c.kind = 'ARCHIVE' OR NOT EXISTS (${takenBy('c.after')})))`,
    [ref.syncId, ref.schoolId],
  );
  return rowCount ?? 0;
}

/** Another person in the school has the e-mail address or number that these values need, and keeps it. Expects change `c`, $2: school. */
function takenBy(values: string): string {
  return IDENTIFIERS.map((field) => {
    const place = PERSON_FIELDS.indexOf(field) + 1;
    return `SELECT 1 FROM person other
             WHERE other.school_id = $2 AND other.id <> c.person_id AND other.${COLUMN_OF[field]} = ${values}[${place}]
               AND NOT EXISTS (SELECT 1 FROM change o WHERE o.sync_id = c.sync_id AND o.state = 'HELD' AND o.kind <> 'ADD' AND o.person_id = other.id
                                  AND o.after[${place}] IS DISTINCT FROM ${values}[${place}])`;
  }).join(' UNION ALL ');
}

/** Skips changes that would leave the school without an Owner (keepsOwners). */
async function skipLastOwner(client: pg.PoolClient, ref: Ref): Promise<number> {
  const losing = `c.sync_id = $1 AND c.state = 'HELD' AND c.before[4] = 'OWNER' AND (c.kind = 'ARCHIVE' OR (c.kind = 'UPDATE' AND c.after[4] <> 'OWNER'))`;
  const { rows } = await client.query<{ lost: number }>(`SELECT count(*) AS lost FROM change c WHERE ${losing}`, [ref.syncId]);
  const lost = rows[0]?.lost ?? 0;
  if (lost === 0 || keepsOwners({ active: await countOwners(client, ref.schoolId), lost, gained: 0 })) return 0;
  const { rowCount } = await client.query(
    `UPDATE change c SET state = 'SKIPPED', why_code = 'last_owner', why_params = jsonb_build_object('was', c.why_code) WHERE ${losing}`,
    [ref.syncId],
  );
  return rowCount ?? 0;
}

/** Gives up all held changes, with the reason. */
export async function skipHeldChanges(
  client: pg.PoolClient,
  syncId: string,
  why: 'hold_discarded' | 'hold_expired' | 'sync_cancelled' | 'undone_before_decision',
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE change SET state = 'SKIPPED', why_code = $2, why_params = jsonb_build_object('was', why_code) WHERE sync_id = $1 AND state = 'HELD'`,
    [syncId, why],
  );
  return rowCount ?? 0;
}
