import { nightThatEnds } from '../domain/arrival/night-window.js';
import type { Database } from '../store/database.js';
import { countOpenFiles, listNeverAnnounced } from '../store/views/load-open-files.js';
import { loadSchool } from '../store/views/load-report.js';
import type { NightActivities } from '../domain/steps.js';

export type NightDeps = {
  database: Database;
  /** Starts the workflow of a committed upload, unless it was started. */
  announceSync(syncId: string): Promise<'announced' | 'later'>;
};

/** How many at a time: a step is short, and the workers announce the others meanwhile. */
const ANNOUNCED_AT_ONCE = 20;

/** The steps of the nightly run that are not about mail. None of them waits: workflows/nightly-roster.ts waits, without occupying a worker's slot. */
export function createNightActivities({ database, announceSync }: NightDeps): NightActivities {
  return {
    lookAtOpenFiles: async ({ schoolId, due, since }) => {
      const school = await loadSchool(database, schoolId);
      if (school === null) throw new Error('lookAtOpenFiles: there is no such school.');
      for (const syncId of await listNeverAnnounced(database, schoolId, ANNOUNCED_AT_ONCE)) {
        // Temporal does not answer: the next check is soon enough.
        if ((await announceSync(syncId)) === 'later') break;
      }
      return { night: nightThatEnds(new Date(due), school.timeZone), ...(await countOpenFiles(database, schoolId, new Date(since))) };
    },
  };
}
