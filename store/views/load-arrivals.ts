import type { Database } from '../database.js';
import { IS_NO_COMPANION } from '../is-no-companion.js';

/** As far back as a rhythm looks (domain/arrival/arrival-rhythm.ts), with room for holidays. */
const DAYS = 42;

/** When each night's first file came over SFTP in the last weeks before `until`, by school: one query for all schools. */
export async function loadArrivals(
  { pool }: Database,
  schools: readonly { id: string; timeZone: string; at: string }[],
  until: Date,
): Promise<Map<string, Date[]>> {
  const { rows } = await pool.query<{ schoolId: string; arrivals: Date[] }>(
    `SELECT school.id AS "schoolId", array_agg(night.first) AS arrivals
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS school(id, zone, at)
      CROSS JOIN LATERAL (
        SELECT min(received_at) AS first FROM sync
         WHERE school_id = school.id AND NOT dry_run AND trigger = 'SFTP' AND ${IS_NO_COMPANION}
           AND received_at > $4::timestamptz - interval '${DAYS} days' AND received_at <= $4
         GROUP BY ((received_at AT TIME ZONE school.zone) - school.at::interval)::date) AS night
      GROUP BY school.id`,
    [schools.map(({ id }) => id), schools.map(({ timeZone }) => timeZone), schools.map(({ at }) => at), until],
  );
  return new Map(rows.map(({ schoolId, arrivals }) => [schoolId, arrivals]));
}
