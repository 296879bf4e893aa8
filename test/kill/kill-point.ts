import type { Installation } from './installation.js';

/** One round: what was found wrong with it, and where its traces lie. */
export type Round = { violations: string[] };

/** A place at which something is killed, as often as it takes to believe it. */
export type KillPoint = {
  /** As in the table of kill points: K1 … K20, and P for a promise. */
  name: string;
  /** What is killed, and where. */
  place: string;
  /** What is looked at afterwards. */
  checked: string;
};

/** Kill points that share one run, because one kill serves them all, or one wait. */
export type Campaign = {
  points: KillPoint[];
  /** Resolves with the rounds of each point that was asked for. */
  run(kit: Installation, wanted: ReadonlySet<string>, rounds: number): Promise<Map<string, Round[]>>;
};

/** A campaign of one point whose rounds come one after the other; what is waited for at the end may be waited for together. */
export function onePoint(point: KillPoint, run: (kit: Installation, rounds: number) => Promise<Round[]>): Campaign {
  return { points: [point], run: async (kit, _wanted, rounds) => new Map([[point.name, await run(kit, rounds)]]) };
}

/** Runs the rounds in turn, each up to its kill; then waits for all of their findings at once. */
export async function inTurn(rounds: number, round: (number: number) => Promise<() => Promise<string[]>>): Promise<Round[]> {
  const looks: (() => Promise<string[]>)[] = [];
  for (let number = 0; number < rounds; number++) {
    try {
      looks.push(await round(number));
    } catch (error) {
      // The place was not reached, or what was killed does not come back: that is a finding, too.
      looks.push(() => Promise.resolve([`round ${number + 1} could not be run: ${String((error as Error).stack ?? error)}`]));
    }
  }
  return lookAtAll(looks);
}

/** Waits for the findings of all rounds at once. */
export function lookAtAll(looks: (() => Promise<string[]>)[]): Promise<Round[]> {
  return Promise.all(looks.map(async (look) => ({ violations: await look().catch((error: unknown) => [`could not be checked: ${String(error)}`]) })));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Between 0 and `below`. */
export function chance(below: number): number {
  return Math.random() * below;
}
