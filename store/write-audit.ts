import type { Queries } from './database.js';

export type AuditActor = { kind: 'account'; id: string } | { kind: 'sftp'; id: string } | { kind: 'system' };

/** Who did what, and to what. `detail` has codes, counts and reasons, never personal data. */
export type AuditRecord = {
  actor: AuditActor;
  /** A stable code such as `settings.saved`. */
  action: string;
  districtId?: string | null;
  schoolId?: string | null;
  subjectId?: string | null;
  detail?: unknown;
};

/** Adds one entry to the append-only audit trail, in the transaction of the change that it describes. */
export async function writeAudit(client: Queries, record: AuditRecord): Promise<void> {
  await client.query(
    `INSERT INTO audit_entry (district_id, school_id, actor_kind, actor_id, action, subject_id, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      record.districtId ?? null,
      record.schoolId ?? null,
      record.actor.kind,
      record.actor.kind === 'system' ? null : record.actor.id,
      record.action,
      record.subjectId ?? null,
      record.detail === undefined ? null : JSON.stringify(record.detail),
    ],
  );
}

/** Adds an entry about what was done to a sync without the product's doing, with the district that its school belongs to. */
export async function writeSyncAudit(queries: Queries, record: { schoolId: string; syncId: string; action: string }): Promise<void> {
  await queries.query(
    `INSERT INTO audit_entry (school_id, district_id, actor_kind, action, subject_id) SELECT id, district_id, 'system', $2, $3 FROM school WHERE id = $1`,
    [record.schoolId, record.action, record.syncId],
  );
}

/** Adds an entry about what the SFTP user of a school did, with the district that the school belongs to. */
export async function writeSftpAudit(queries: Queries, record: { schoolId: string; action: string; detail?: unknown }): Promise<void> {
  await queries.query(
    `INSERT INTO audit_entry (school_id, district_id, actor_kind, actor_id, action, detail)
     SELECT id, district_id, 'sftp', id::text, $2, $3 FROM school WHERE id = $1`,
    [record.schoolId, record.action, record.detail === undefined ? null : JSON.stringify(record.detail)],
  );
}
