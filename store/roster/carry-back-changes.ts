import type pg from 'pg';
import { assignFields, deferUniqueness } from './carry-out-changes.js';
import { IDENTIFIERS, type Identifier } from '../../domain/matching/read-statement.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { releasedEmailSql } from './released-email-sql.js';
import { COLUMN_OF, fieldsArray } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/**
 * Takes back what a sync applied, for everybody who is still as the sync left them, and marks those changes UNDONE. The
 * others stay APPLIED and say why. Somebody who was added is archived: nobody is ever deleted.
 */
export async function carryBackChanges(client: pg.PoolClient, ref: Ref): Promise<{ undone: number; skipped: number }> {
  await deferUniqueness(client);
  await client.query(`UPDATE change SET state = 'APPLIED' WHERE sync_id = $1 AND state = 'PLANNED'`, [ref.syncId]);
  await client.query(
    `UPDATE change c SET state = 'UNDONE'
       FROM person p
      WHERE c.sync_id = $1 AND c.state = 'APPLIED' AND p.id = c.person_id AND p.school_id = $2 AND ${fieldsArray('p')} = c.after
        AND p.state = CASE WHEN c.kind = 'ARCHIVE' THEN 'ARCHIVED' ELSE 'ACTIVE' END::"PersonState"`,
    [ref.syncId, ref.schoolId],
  );
  await keepTakenPlaces(client, ref);
  await keepLastOwner(client, ref);
  await client.query(
    `UPDATE person p SET ${assignFields('c.before')},
            state = CASE WHEN c.kind = 'RESTORE' THEN 'ARCHIVED' ELSE 'ACTIVE' END::"PersonState",
            archived_at = CASE WHEN c.kind = 'RESTORE' THEN now() END
       FROM change c
      WHERE c.sync_id = $1 AND c.state = 'UNDONE' AND c.kind <> 'ADD' AND p.id = c.person_id AND p.school_id = $2`,
    [ref.syncId, ref.schoolId],
  );
  await client.query(
    `UPDATE person p SET state = 'ARCHIVED', archived_at = now(), updated_at = now(),
            email = CASE WHEN ${isWantedBack('email')} THEN ${releasedEmailSql('p.id')} ELSE p.email END,
            student_id = CASE WHEN NOT ${isWantedBack('studentId')} THEN p.student_id END,
            staff_id = CASE WHEN NOT ${isWantedBack('staffId')} THEN p.staff_id END
       FROM change c
      WHERE c.sync_id = $1 AND c.state = 'UNDONE' AND c.kind = 'ADD' AND p.id = c.person_id AND p.school_id = $2`,
    [ref.syncId, ref.schoolId],
  );
  await client.query(
    `UPDATE change SET why_code = 'changed_since_apply', why_params = jsonb_build_object('was', why_code) WHERE sync_id = $1 AND state = 'APPLIED'`,
    [ref.syncId],
  );
  return countUndone(client, ref.syncId);
}

/** What an undo did, as it is stored. */
export async function countUndone(client: pg.PoolClient, syncId: string): Promise<{ undone: number; skipped: number }> {
  const { rows } = await client.query<{ undone: number; skipped: number }>(
    `SELECT count(*) FILTER (WHERE state = 'UNDONE') AS undone, count(*) FILTER (WHERE state = 'APPLIED') AS skipped FROM change WHERE sync_id = $1`,
    [syncId],
  );
  return rows[0] ?? { undone: 0, skipped: 0 };
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
                WHERE other.school_id = $2 AND other.${COLUMN_OF[field]} = c.before[${place}] AND other.id <> c.person_id AND NOT EXISTS (${givesUp(place)})))`;
  });
  for (;;) {
    const { rowCount } = await client.query(
      `UPDATE change c SET state = 'APPLIED' WHERE c.sync_id = $1 AND c.state = 'UNDONE' AND c.kind <> 'ADD' AND (${taken.join(' OR ')})`,
      [ref.syncId, ref.schoolId],
    );
    if ((rowCount ?? 0) === 0) return;
  }
}

/** Undoing takes this value from `other`, who gets another one back, or was added by the sync. */
function givesUp(place: number): string {
  return `SELECT 1 FROM change o
           WHERE o.sync_id = $1 AND o.state = 'UNDONE' AND o.person_id = other.id AND (o.kind = 'ADD' OR o.before[${place}] IS DISTINCT FROM c.before[${place}])`;
}

/** Whether somebody gets this value back by the same undo. Expects person `p`, $1: sync. */
function isWantedBack(field: Identifier): string {
  const place = PERSON_FIELDS.indexOf(field) + 1;
  return `EXISTS (SELECT 1 FROM change o WHERE o.sync_id = $1 AND o.state = 'UNDONE' AND o.kind <> 'ADD' AND o.person_id <> p.id AND o.before[${place}] = p.${COLUMN_OF[field]})`;
}

/** The school keeps an Owner: if undoing would take away all of them, those stay. */
async function keepLastOwner(client: pg.PoolClient, ref: Ref): Promise<void> {
  const losing = `c.sync_id = $1 AND c.state = 'UNDONE' AND c.after[4] = 'OWNER'
    AND (c.kind IN ('ADD', 'RESTORE') OR (c.kind = 'UPDATE' AND c.before[4] <> 'OWNER'))`;
  await client.query(
    `UPDATE change c SET state = 'APPLIED'
      WHERE ${losing}
        AND NOT EXISTS (
          SELECT 1 FROM person p WHERE p.school_id = $2 AND p.role = 'OWNER' AND p.state = 'ACTIVE'
             AND p.id NOT IN (SELECT c.person_id FROM change c WHERE ${losing}))
        AND NOT EXISTS (
          SELECT 1 FROM change back WHERE back.sync_id = $1 AND back.state = 'UNDONE' AND back.before[4] = 'OWNER'
             AND (back.kind = 'ARCHIVE' OR (back.kind = 'UPDATE' AND back.after[4] <> 'OWNER')))`,
    [ref.syncId, ref.schoolId],
  );
}
