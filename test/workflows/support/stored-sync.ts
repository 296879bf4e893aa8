import { randomUUID } from 'node:crypto';
import type { SyncRef } from '../../../domain/steps.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';
import type { Database } from '../../../store/database.js';
import { syncWorkflowId } from '../../../infra/temporal/names.js';

/** A school of its own, with the given settings stored. */
export async function aStoredSchool(
  { pool }: Database,
  given: { timeZone?: string; settings?: Partial<RosteringSettings>; districtId?: string; name?: string } = {},
): Promise<{ schoolId: string; districtId: string }> {
  const { rows: districts } = await pool.query<{ id: string }>(
    `INSERT INTO district (id, name) VALUES (coalesce($1::uuid, uuidv7()), 'District') ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id`,
    [given.districtId ?? null],
  );
  const districtId = districts[0]?.id ?? '';
  const { rows: schools } = await pool.query<{ id: string }>(
    `INSERT INTO school (district_id, name, region, time_zone) VALUES ($1, $3, 'CA', $2) RETURNING id`,
    [districtId, given.timeZone ?? 'America/Toronto', given.name ?? 'School'],
  );
  const schoolId = schools[0]?.id ?? '';
  if (given.settings !== undefined) await storeSettings({ pool } as Database, schoolId, given.settings);
  return { schoolId, districtId };
}

export async function storeSettings({ pool }: Database, schoolId: string, settings: Partial<RosteringSettings>): Promise<void> {
  await pool.query(
    `INSERT INTO rostering_settings (school_id, settings) VALUES ($1, $2)
     ON CONFLICT (school_id) DO UPDATE SET settings = excluded.settings, version = rostering_settings.version + 1`,
    [schoolId, JSON.stringify({ ...defaultSettings(), method: 'SFTP', enabled: true, ...settings })],
  );
}

/** An upload that a gateway committed some seconds ago. */
export async function aCommittedUpload(
  { pool }: Database,
  school: { schoolId: string; districtId: string },
  given: { status?: string; decision?: string; ageSeconds?: number; announced?: boolean; bytes?: number } = {},
): Promise<SyncRef> {
  const uploadId = randomUUID();
  const age = `${given.ageSeconds ?? 10} seconds`;
  await pool.query(`INSERT INTO upload (id, school_id, file_name, bytes, sha256, storage_key) VALUES ($1, $2, 'students.csv', $4, 'ab', $3)`, [
    uploadId,
    school.schoolId,
    randomUUID(),
    given.bytes ?? 1,
  ]);
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO sync (school_id, upload_id, trigger, status, workflow_id, received_at, decision, announced_at)
     VALUES ($1, $2, 'SFTP', $3::"SyncStatus", $4, now() - $5::interval,
             CASE WHEN $6::text IS NULL THEN NULL
                  ELSE jsonb_build_object('by', 'owner', 'at', now() - $5::interval, 'reason', '', 'decision', $6::text) END,
             CASE WHEN $7 THEN now() END)
     RETURNING id`,
    [
      school.schoolId,
      uploadId,
      given.status ?? 'RECEIVED',
      syncWorkflowId({ schoolId: school.schoolId, uploadId }),
      age,
      given.decision ?? null,
      given.announced ?? false,
    ],
  );
  return { syncId: rows[0]?.id ?? '', uploadId, ...school };
}

export async function announcement({ pool }: Database, syncId: string): Promise<{ announcedAt: Date | null; runId: string | null } | undefined> {
  const { rows } = await pool.query<{ announcedAt: Date | null; runId: string | null }>(
    `SELECT announced_at AS "announcedAt", run_id AS "runId" FROM sync WHERE id = $1`,
    [syncId],
  );
  return rows[0];
}
