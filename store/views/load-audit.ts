import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import type { Database } from '../database.js';

/** Who did what, as the owner of a school reads it. */
export type AuditEntryView = {
  id: string;
  at: string;
  /** `name` is the e-mail address of the account, or the SFTP user; null for the product itself and deleted accounts. */
  actor: { kind: 'account' | 'sftp' | 'system'; id: string | null; name: string | null };
  action: string;
  subjectId: string | null;
  detail: unknown;
};

type AuditRow = {
  id: string;
  at: Date;
  actorKind: AuditEntryView['actor']['kind'];
  actorId: string | null;
  actorName: string | null;
  action: string;
  subjectId: string | null;
  detail: unknown;
};

/** The audit trail of one school, newest first. Throws WrongCursor. */
export async function loadAudit(
  database: Database,
  query: { schoolId: string; limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntryView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['instant', 'id'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await database.pool.query<AuditRow>(
    `SELECT entry.id, entry.at, entry.actor_kind AS "actorKind", entry.actor_id AS "actorId", entry.action,
            entry.subject_id AS "subjectId", entry.detail,
            CASE entry.actor_kind WHEN 'account' THEN account.email WHEN 'sftp' THEN sftp.username END AS "actorName"
       FROM audit_entry entry
       LEFT JOIN account ON entry.actor_kind = 'account' AND account.id::text = entry.actor_id
       LEFT JOIN sftp_account sftp ON entry.actor_kind = 'sftp' AND sftp.school_id = entry.school_id
      WHERE entry.school_id = $1 AND ($2::timestamptz IS NULL OR (entry.at, entry.id) < ($2::timestamptz, $3::uuid))
      ORDER BY entry.at DESC, entry.id DESC
      LIMIT $4`,
    [query.schoolId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
      action: row.action,
      subjectId: row.subjectId,
      detail: row.detail,
    }),
    (row) => [row.at.toISOString(), row.id],
  );
}
