import type pg from 'pg';
import { fieldsArray } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/** Held changes that no longer meet the person for whom they were planned are skipped. Returns how many. */
export async function skipUnfitHeldChanges(client: pg.PoolClient, ref: Ref): Promise<number> {
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
  return (rowCount ?? 0) + (await skipLastOwner(client, ref));
}

/** Somebody else in the school has the e-mail address or number that these values need. Expects change `c`, $2: school. */
export function takenBy(values: string): string {
  return `SELECT 1 FROM person other WHERE other.school_id = $2 AND other.id <> c.person_id AND other.email = ${values}[1]
          UNION ALL
          SELECT 1 FROM person other WHERE other.school_id = $2 AND other.id <> c.person_id AND other.student_id = ${values}[5]
          UNION ALL
          SELECT 1 FROM person other WHERE other.school_id = $2 AND other.id <> c.person_id AND other.staff_id = ${values}[13]`;
}

/** The school keeps an Owner: if what is held would take away all of them, none of them goes. */
async function skipLastOwner(client: pg.PoolClient, ref: Ref): Promise<number> {
  const losing = `c.sync_id = $1 AND c.state = 'HELD' AND c.before[4] = 'OWNER' AND (c.kind = 'ARCHIVE' OR (c.kind = 'UPDATE' AND c.after[4] <> 'OWNER'))`;
  const { rowCount } = await client.query(
    `UPDATE change c SET state = 'SKIPPED', why_code = 'last_owner', why_params = jsonb_build_object('was', c.why_code)
      WHERE ${losing} AND NOT EXISTS (
        SELECT 1 FROM person p WHERE p.school_id = $2 AND p.role = 'OWNER' AND p.state = 'ACTIVE'
           AND p.id NOT IN (SELECT c.person_id FROM change c WHERE ${losing}))`,
    [ref.syncId, ref.schoolId],
  );
  return rowCount ?? 0;
}

/** All that is held is given up, with the reason. */
export async function skipHeldChanges(
  client: pg.PoolClient,
  syncId: string,
  why: 'hold_discarded' | 'hold_expired' | 'undone_before_decision',
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE change SET state = 'SKIPPED', why_code = $2, why_params = jsonb_build_object('was', why_code) WHERE sync_id = $1 AND state = 'HELD'`,
    [syncId, why],
  );
  return rowCount ?? 0;
}
