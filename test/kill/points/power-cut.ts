import { EventEmitter, once } from 'node:events';
import { childrenOf } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, send, students } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';

const IN_FLIGHT = 20;
/** After the last cut: each one before it cut these syncs, too. */
const WITHIN_SECONDS = 300;

export const powerCutPoint = onePoint(
  {
    name: 'K19',
    place: `everything at once, ${IN_FLIGHT} uploads in flight`,
    checked: 'every upload that heard OK ends within 5 minutes after the last cut, the others are whole or not there',
  },
  powerCuts,
);

/** The next cut does not wait for the syncs of the one before: they are cut again. */
function powerCuts(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async () => {
    const schools = await Promise.all(Array.from({ length: IN_FLIGHT }, () => aSchool(kit)));
    const enough = 1 + Math.floor(chance(IN_FLIGHT - 1));
    const heard = new EventEmitter();
    let count = 0;
    const sending = schools.map((school) =>
      send(kit, school, 'students.csv', students(200)).then((sent) => {
        count += sent.heard ? 1 : 0;
        if (count === enough) heard.emit('enough');
      }),
    );
    await Promise.race([once(heard, 'enough'), pause(60_000)]);
    const backends = childrenOf(kit.postgres.pid(), 'postgres');
    const cut = Promise.all([kit.postgres, kit.temporalServer, kit.worker, kit.gateway, kit.api].map((part) => part.kill()));
    for (const pid of backends) endAtOnce(pid);
    await cut;
    await Promise.all(sending);
    await Promise.all([kit.postgres.start(), kit.temporalServer.start()]);
    await Promise.all([kit.gateway.start(), kit.worker.start(), kit.api.start()]);
    return async () => {
      const found = await Promise.all(schools.map((school) => seeNothingLost(kit, school, { seconds: WITHIN_SECONDS })));
      return [...(count === 0 ? ['no upload heard OK before the cut'] : []), ...found.flat()];
    };
  });
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its server.
  }
}
