import type { SyncDecision } from '../../domain/sync.js';
import type { Queries } from '../database.js';

const DECISION_OF = {
  'sync.approved': 'APPROVED',
  'sync.discarded': 'DISCARDED',
  'sync.cancel_requested': 'CANCELLED',
  'sync.undo_requested': 'UNDONE',
} as const;

/** Who decided last about a sync, what, when and why; null: no owner has. */
export async function loadDecision(queries: Queries, syncId: string): Promise<SyncDecision | null> {
  const { rows } = await queries.query<{ action: keyof typeof DECISION_OF; at: Date; by: string | null; reason: string | null }>(
    `SELECT entry.action, entry.at, account.email AS by, entry.detail->>'reason' AS reason
       FROM audit_entry entry LEFT JOIN account ON account.id::text = entry.actor_id
      WHERE entry.subject_id = $1 AND entry.action = ANY ($2::text[])
      ORDER BY entry.at DESC, entry.id DESC LIMIT 1`,
    [syncId, Object.keys(DECISION_OF)],
  );
  const [last] = rows;
  return last === undefined ? null : { decision: DECISION_OF[last.action], by: last.by, at: last.at.toISOString(), reason: last.reason };
}
