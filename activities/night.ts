import { nightThatEnds } from '../domain/arrival/night-window.js';
import type { Database } from '../store/database.js';
import type { NightActivities } from '../domain/steps.js';

export type NightDeps = {
  database: Database;
  /** Starts the workflow of a committed upload, unless it was started. */
  announceSync(syncId: string): Promise<'announced' | 'later'>;
};

/** So many at one look: a step is short, and the workers announce the others meanwhile. */
const ANNOUNCED_AT_ONCE = 20;

/** The steps of the nightly run that are not about mail. None waits: workflows/nightly-roster.ts does, in no slot of a worker. */
export function createNightActivities({ database, announceSync }: NightDeps): NightActivities {
  return {
    lookAtOpenFiles: async ({ schoolId, due, since }) => {
      const timeZone = await timeZoneOf(database, schoolId);
      if (timeZone === null) throw new Error('lookAtOpenFiles: there is no such school.');
      for (const syncId of await neverAnnounced(database, schoolId)) {
        // Temporal does not answer: the next look is soon enough.
        if ((await announceSync(syncId)) === 'later') break;
      }
      return { night: nightThatEnds(new Date(due), timeZone), ...(await countFiles(database, schoolId, new Date(since))) };
    },
  };
}

async function timeZoneOf(database: Database, schoolId: string): Promise<string | null> {
  const { rows } = await database.pool.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM school WHERE id = $1', [schoolId]);
  return rows[0]?.timeZone ?? null;
}

async function neverAnnounced(database: Database, schoolId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM sync WHERE school_id = $1 AND announced_at IS NULL ORDER BY received_at, id LIMIT ${ANNOUNCED_AT_ONCE}`,
    [schoolId],
  );
  return rows.map((row) => row.id);
}

/** HELD is not under way: it waits for an owner, who may take a week. */
async function countFiles(database: Database, schoolId: string, since: Date): Promise<{ finished: number; stillOpen: number }> {
  const { rows } = await database.pool.query<{ finished: number; stillOpen: number }>(
    `SELECT count(*) FILTER (WHERE finished_at >= $2)::int AS finished,
            count(*) FILTER (WHERE status IN ('RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'))::int AS "stillOpen"
       FROM sync WHERE school_id = $1`,
    [schoolId, since],
  );
  return rows[0] ?? { finished: 0, stillOpen: 0 };
}
