import type pg from 'pg';
import { assignFields, deferUniqueness } from './carry-out-changes.js';
import { planUndo, UNDO } from './plan-undo.js';
import type { Identifier } from '../../domain/matching/read-statement.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import { releasedEmailSql } from './released-email-sql.js';
import { COLUMN_OF } from './row-facts-sql.js';

type Ref = { syncId: string; schoolId: string };

/**
 * Reverts what a sync applied, for all people who are still as the sync left them (planUndo), and marks those changes UNDONE. The
 * others stay APPLIED, with a reason. People who were added are archived: no one is ever deleted.
 */
export async function carryBackChanges(client: pg.PoolClient, ref: Ref): Promise<{ undone: number; skipped: number }> {
  await deferUniqueness(client);
  await planUndo(client, ref);
  await client.query(
    `UPDATE change c SET state = CASE WHEN u.stays IS NULL THEN 'UNDONE' ELSE 'APPLIED' END::"ChangeState",
            why_code = coalesce(u.stays, c.why_code), why_params = CASE WHEN u.stays IS NULL THEN c.why_params ELSE jsonb_build_object('was', c.why_code) END
       FROM ${UNDO} u WHERE c.sync_id = $1 AND c.seq = u.seq`,
    [ref.syncId],
  );
  await client.query(
    `UPDATE person p SET ${assignFields('c.before')},
            state = CASE WHEN c.kind = 'RESTORE' THEN 'ARCHIVED' ELSE 'ACTIVE' END::"PersonState",
            archived_at = CASE WHEN c.kind = 'RESTORE' THEN now() END
       FROM change c
      WHERE c.sync_id = $1 AND c.state = 'UNDONE' AND c.kind <> 'ADD' AND p.id = c.person_id AND p.school_id = $2`,
    [ref.syncId, ref.schoolId],
  );
  await client.query(
    `UPDATE person p SET state = 'ARCHIVED', archived_at = now(), updated_at = now(), state_by_hand = false,
            email = CASE WHEN ${isWantedBack('email')} THEN ${releasedEmailSql('p.id')} ELSE p.email END,
            student_id = CASE WHEN NOT ${isWantedBack('studentId')} THEN p.student_id END,
            staff_id = CASE WHEN NOT ${isWantedBack('staffId')} THEN p.staff_id END
       FROM change c
      WHERE c.sync_id = $1 AND c.state = 'UNDONE' AND c.kind = 'ADD' AND p.id = c.person_id AND p.school_id = $2`,
    [ref.syncId, ref.schoolId],
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

/** Whether another person gets this value back in the same undo. Expects person `p`, $1: sync. */
function isWantedBack(field: Identifier): string {
  const place = PERSON_FIELDS.indexOf(field) + 1;
  return `EXISTS (SELECT 1 FROM change o WHERE o.sync_id = $1 AND o.state = 'UNDONE' AND o.kind <> 'ADD' AND o.person_id <> p.id AND o.before[${place}] = p.${COLUMN_OF[field]})`;
}
