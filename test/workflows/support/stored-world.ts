import type { Town } from './running-school.js';

/** Everything of a school that a step could touch twice: people, absences, syncs, changes, problems, receipts, notifications, audit trail. */
export async function storedWorld({ database }: Pick<Town, 'database'>, schoolId: string): Promise<Record<string, string[]>> {
  const ofSyncs = 'sync_id IN (SELECT id FROM sync WHERE school_id = $1)';
  const parts = {
    school: 'SELECT to_jsonb(t) AS row FROM school t WHERE id = $1',
    people: 'SELECT to_jsonb(t) AS row FROM person t WHERE school_id = $1',
    // When it was announced, started and finished may be said again; what it is may not change.
    syncs: `SELECT to_jsonb(t) - '{announced_at,started_at,finished_at,run_id}'::text[] AS row FROM sync t WHERE school_id = $1`,
    changes: `SELECT to_jsonb(t) AS row FROM change t WHERE ${ofSyncs}`,
    problems: `SELECT to_jsonb(t) AS row FROM problem t WHERE ${ofSyncs}`,
    receipts: 'SELECT to_jsonb(t) AS row FROM receipt t WHERE school_id = $1',
    absences: 'SELECT to_jsonb(t) AS row FROM absence t WHERE school_id = $1',
    notifications: 'SELECT to_jsonb(t) AS row FROM notification t WHERE school_id = $1',
    audit: 'SELECT to_jsonb(t) AS row FROM audit_entry t WHERE school_id = $1',
  };
  const world: Record<string, string[]> = {};
  for (const [part, query] of Object.entries(parts)) {
    const { rows } = await database.pool.query<{ text: string }>(`SELECT row::text AS text FROM (${query}) AS rows ORDER BY 1`, [schoolId]);
    world[part] = rows.map((row) => row.text);
  }
  return world;
}
