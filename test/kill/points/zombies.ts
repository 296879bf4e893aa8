import { eventually } from '../../support/rollcall.js';
import { holdBack } from '../hold-back.js';
import type { Installation, Part } from '../installation.js';
import { onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, nextDay, send, students } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';
import { opened } from './worker.js';

/** Longer than the heartbeat timeout (30 s) and than a session may be idle in its transaction (60 s). */
const STOPPED_MS = 75_000;

export const zombiePoint = onePoint(
  {
    name: 'K11',
    place: 'worker, stopped in an apply past its heartbeat, then resumed',
    checked: 'another worker applies; what the zombie writes does nothing',
  },
  zombies,
);

/** Worker after worker is stopped, each in an apply of its own; the last one does what all of them left, and then they wake up. */
async function zombies(kit: Installation, rounds: number): Promise<Round[]> {
  const schools = await Promise.all(Array.from({ length: rounds }, () => aSchool(kit)));
  for (const school of schools) await opened(kit, school);
  await kit.worker.kill();
  const stopped: Part[] = [];
  const early: string[][] = [];
  for (const [index, school] of schools.entries()) {
    const zombie = kit.anotherWorker(`zombie-${index + 1}`);
    await zombie.start();
    const held = await holdBack(kit, 'SELECT 1 FROM person WHERE school_id = $1 FOR UPDATE', [school.id]);
    try {
      await send(kit, school, 'students.csv', nextDay(students(20)));
      await held.reached(120);
      zombie.signal('SIGSTOP');
      early.push([]);
    } catch (error) {
      early.push([`the place was not reached: ${String(error)}`]);
    } finally {
      // The stopped worker's statement goes through; its transaction stays open, and holds the school.
      await held.release();
    }
    stopped.push(zombie);
  }
  const since = Date.now();
  await kit.worker.start();
  const applied = await Promise.all(
    schools.map((school) =>
      eventually(
        'the apply by another worker',
        async () => {
          const { rows } = await kit.database.pool.query<{ count: number }>(
            'SELECT count(*) AS count FROM sync WHERE school_id = $1 AND applied_at IS NOT NULL',
            [school.id],
          );
          return rows[0]?.count === 2 || undefined;
        },
        180,
      ).then(
        () => [],
        (error: unknown) => [String(error)],
      ),
    ),
  );
  await pause(Math.max(0, STOPPED_MS - (Date.now() - since)));
  for (const zombie of stopped) zombie.signal('SIGCONT');
  await pause(5_000);
  const found = await Promise.all(
    schools.map(async (school, index) => [...(early[index] ?? []), ...(applied[index] ?? []), ...(await seeNothingLost(kit, school))]),
  );
  await Promise.all(stopped.map((zombie) => zombie.stop()));
  return found.map((violations) => ({ violations }));
}
