import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, signIn, type KillSchool } from '../kill-school.js';

/** As the gateway has it (apps/gateway/limits.ts), and what it promises of a ban that is older than this. */
const BAN_POINTS = 15;
const OLD_MS = 5_000;

export const bansPoint = onePoint(
  {
    name: 'K6',
    place: 'gateway, while it bans an address',
    checked: 'a ban of more than 5 s ago is not lost, no other address is banned, the school gets in',
  },
  whileBanning,
);

/** One address is banned long enough for it to count, another one at the moment of the kill, in each round two new ones. */
function whileBanning(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    const [old, young, other] = [`127.0.1.${round + 1}`, `127.0.2.${round + 1}`, `127.0.3.${round + 1}`] as const;
    await guess(kit, school, old, BAN_POINTS);
    const banned = await isKeptOut(kit, school, old);
    await pause(OLD_MS);
    await guess(kit, school, young, BAN_POINTS - 1);
    // The last wrong password is hashed, the ban is made, or it is being written.
    const last = guess(kit, school, young, 1);
    await pause(chance(round % 2 === 0 ? 100 : 2_500));
    await kit.gateway.kill();
    await last;
    await kit.gateway.start();
    const still = await isKeptOut(kit, school, old);
    const others = await isKeptOut(kit, school, other);
    const spared = await isKeptOut(kit, school, '127.0.0.1');
    return async () => [
      ...(banned ? [] : [`${BAN_POINTS} wrong passwords ban nobody`]),
      ...(still ? [] : ['a ban of more than five seconds ago is lost']),
      ...(others ? ['an address is banned that did nothing'] : []),
      ...(spared ? ['the school does not get in'] : []),
      ...(await seeStoredBans(kit, [old, young])),
    ];
  });
}

/** Wrong passwords, one after the other: no more than a ban needs, so that the ban stands at its first length. */
async function guess(kit: Installation, school: KillSchool, from: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await signIn(kit, school, { from, password: 'wrong' }).then(
      (session) => session.end(),
      () => undefined,
    );
  }
}

function isKeptOut(kit: Installation, school: KillSchool, from: string): Promise<boolean> {
  return signIn(kit, school, { from }).then(
    (session) => {
      session.end();
      return false;
    },
    () => true,
  );
}

/** Every stored ban is of an address that guessed, once, and the old one is there. */
async function seeStoredBans(kit: Installation, guessed: readonly [string, string]): Promise<string[]> {
  const { rows } = await kit.database.pool.query<{ network: string; bans: number }>('SELECT network, bans FROM gateway_ban');
  const mine = rows.filter(({ network }) => guessed.includes(network));
  return [
    ...(mine.some(({ network, bans }) => network === guessed[0] && bans === 1) ? [] : [`stored of ${guessed[0]}: ${JSON.stringify(mine)}`]),
    ...rows.filter(({ network }) => !/^127\.0\.[12]\.\d+$/.test(network)).map(({ network }) => `${network} is banned, and guessed nothing`),
  ];
}
