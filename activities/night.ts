import { Context } from '@temporalio/activity';
import { nightThatEnds } from '../domain/arrival/night-window.js';
import type { Database } from '../infra/prisma/database.js';
import type { NightActivities } from './types.js';

export type NightDeps = {
  database: Database;
  /** Starts the workflow of a committed upload, unless it was started. */
  announceSync(syncId: string): Promise<unknown>;
  /** How often to look, and how long to wait for the syncs of the school. */
  pollEveryMs?: number;
  waitForMs?: number;
};

/** The steps of the nightly run that are not about mail. */
export function createNightActivities(deps: NightDeps): NightActivities {
  const pollEveryMs = deps.pollEveryMs ?? 2_000;
  const waitForMs = deps.waitForMs ?? 30 * 60_000;
  return {
    nightOf: async ({ schoolId, instant }) => {
      const { rows } = await deps.database.pool.query<{ timeZone: string }>(
        'SELECT time_zone AS "timeZone" FROM school WHERE id = $1',
        [schoolId],
      );
      const school = rows[0];
      if (school === undefined) throw new Error('nightOf: there is no such school.');
      return { night: nightThatEnds(new Date(instant), school.timeZone) };
    },

    finishOpenUploads: async ({ schoolId }) => {
      const activity = Context.current();
      // The first try's clock counts: a retry after a crash does not wait for another half hour.
      const startedAt = activity.info.scheduledTimestampMs;
      for (;;) {
        for (const syncId of await neverAnnounced(deps.database, schoolId)) await deps.announceSync(syncId);
        const stillOpen = await underWay(deps.database, schoolId);
        if (stillOpen === 0 || Date.now() - startedAt >= waitForMs) {
          return { finished: await finishedSince(deps.database, schoolId, new Date(startedAt)), stillOpen };
        }
        activity.heartbeat();
        await activity.sleep(pollEveryMs);
      }
    },
  };
}

async function neverAnnounced(database: Database, schoolId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM sync WHERE school_id = $1 AND announced_at IS NULL ORDER BY received_at, id`,
    [schoolId],
  );
  return rows.map((row) => row.id);
}

/** HELD is not under way: it waits for an owner, who may take a week. */
async function underWay(database: Database, schoolId: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM sync
      WHERE school_id = $1 AND status IN ('RECEIVED', 'STAGING', 'PLANNING', 'APPLYING')`,
    [schoolId],
  );
  return rows[0]?.count ?? 0;
}

async function finishedSince(database: Database, schoolId: string, since: Date): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM sync WHERE school_id = $1 AND finished_at >= $2`,
    [schoolId, since],
  );
  return rows[0]?.count ?? 0;
}
