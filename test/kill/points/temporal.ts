import type { Installation } from '../installation.js';
import { chance, onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, send, students } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';

/** Uploads around each kill: before it, while Temporal is away, and as it comes back. */
const UPLOADS = 3;
/** At most 30 seconds apart, so that ten kills lie within five minutes. */
const BETWEEN_MS = 12_000;
const DRAIN_SECONDS = 120;

export const temporalPoint = onePoint(
  {
    name: 'K16',
    place: 'Temporal server, any time, again and again',
    checked: `uploads are taken meanwhile; the backlog drains within ${DRAIN_SECONDS} s`,
  },
  killAgain,
);

async function killAgain(kit: Installation, rounds: number): Promise<Round[]> {
  const found: Promise<string[]>[] = [];
  const early: string[][] = [];
  const schools = [];
  for (let round = 0; round < rounds; round++) {
    const mine = await Promise.all(Array.from({ length: UPLOADS }, () => aSchool(kit)));
    const due = pause(BETWEEN_MS);
    const sending = mine.map(async (school) => {
      await pause(chance(3_000));
      return send(kit, school, 'students.csv', students(20));
    });
    await pause(500 + chance(2_000));
    await kit.temporalServer.kill();
    await pause(chance(3_000));
    await kit.temporalServer.start();
    const sent = await Promise.all(sending);
    early.push(sent.flatMap(({ heard, error }) => (heard ? [] : [`an upload was refused while Temporal was away: ${error}`])));
    schools.push(mine);
    await due;
  }
  for (const mine of schools)
    found.push(Promise.all(mine.map((school) => seeNothingLost(kit, school, { seconds: DRAIN_SECONDS }))).then((lines) => lines.flat()));
  return Promise.all(found.map(async (lines, round) => ({ violations: [...(early[round] ?? []), ...(await lines)] })));
}
