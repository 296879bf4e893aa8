import { eventually } from '../../support/rollcall.js';
import { asSoonAs, holdBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Campaign, type Round } from '../kill-point.js';
import { aSchool, nextDay, send, students, type KillSchool } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';
import { opened } from './worker.js';

export const databasePoints: Campaign[] = [
  onePoint(
    {
      name: 'K17',
      place: 'PostgreSQL, during an apply (pg_ctl -m immediate, fsync on)',
      checked: 'after recovery the school is the old or the new one',
    },
    immediateStops,
  ),
  onePoint(
    {
      name: 'P28',
      place: 'connection to PostgreSQL, cut at a random point of an apply',
      checked: 'right after the cut the school is the old or the new one',
    },
    (kit, rounds) => cutConnections(kit, Math.max(20, rounds)),
  ),
];

/** In turn: at the first write of the transaction, around its commit, and wherever the sync is by chance. */
function immediateStops(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    await opened(kit, school);
    const held = round % 3 === 2 ? null : await holdBack(kit, 'SELECT 1 FROM person WHERE school_id = $1 FOR UPDATE', [school.id]);
    await send(kit, school, 'students.csv', nextDay(students(20)));
    if (held === null) await pause(chance(1_500));
    else await held.reached();
    if (round % 3 === 1) {
      await held?.release();
      await pause(chance(40));
    }
    // SIGQUIT is what pg_ctl -m immediate sends: no checkpoint, recovery from the log at the next start.
    await kit.postgres.kill('SIGQUIT');
    await kit.postgres.start();
    const recovered = await seeOldOrNew(kit, school);
    if (round % 3 === 0) await held?.release();
    return async () => [...recovered, ...(await seeNothingLost(kit, school))];
  });
}

/** About as long as an apply of some thousand people takes. */
const APPLY_MS = 200;
// An apply may be over before the cut comes.
const MOST_TRIES = 15;

function cutConnections(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async () => {
    for (let tried = 1; ; tried++) {
      const school = await aSchool(kit);
      await opened(kit, school);
      // Some thousand new people: an apply that lasts long enough to be met.
      const list = [...nextDay(students(20)), ...students(4_021).slice(21)];
      await send(kit, school, 'students.csv', list);
      const session = await kit.session();
      await asSoonAs(session, `SELECT 1 FROM sync WHERE school_id = $1 AND status = 'APPLYING'`, [school.id]);
      await pause(chance(APPLY_MS));
      const { rowCount } = await session.query(
        `SELECT pg_terminate_backend(lock.pid) FROM pg_locks AS lock, sync
          WHERE sync.school_id = $1 AND sync.status = 'APPLYING' AND lock.locktype = 'advisory' AND lock.granted
            AND ((lock.classid::bigint << 32) | lock.objid::bigint) = hashtextextended(sync.id::text, 3)`,
        [school.id],
      );
      await session.end();
      const cut = await seeOldOrNew(kit, school);
      if ((rowCount ?? 0) === 0 && tried < MOST_TRIES) continue;
      return async () => [
        ...((rowCount ?? 0) === 0 ? [`no apply was met in ${MOST_TRIES} tries`] : []),
        ...cut,
        ...(await seeNothingLost(kit, school)),
      ];
    }
  });
}

/** Of the second day's changes all are there, with the mark that they were applied, or none. */
async function seeOldOrNew(kit: Installation, school: KillSchool): Promise<string[]> {
  const state = await eventually('an answer of the database', () =>
    kit.database.pool
      .query<{ updated: boolean; added: boolean; archived: boolean; applied: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM person WHERE school_id = $1 AND student_id = '700000' AND updated_at > created_at) AS updated,
                (SELECT count(*) > 20 FROM person WHERE school_id = $1) AS added,
                EXISTS (SELECT 1 FROM person WHERE school_id = $1 AND state = 'ARCHIVED') AS archived,
                (SELECT count(*) = 2 FROM sync WHERE school_id = $1 AND applied_at IS NOT NULL) AS applied`,
        [school.id],
      )
      .then(
        ({ rows }) => rows[0],
        () => undefined,
      ),
  );
  return new Set(Object.values(state)).size === 1 ? [] : [`neither the old nor the new school: ${JSON.stringify(state)}`];
}
