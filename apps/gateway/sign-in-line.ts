import type { Standing } from './sign-in-history.js';

/** A connection that waits for its key exchange, or for its password to be checked. */
export type Waiting = {
  network: string;
  /** Asked at each turn: what happened while it waited counts. */
  standing(): Standing;
  /** Whether its connection has closed. */
  isGone(): boolean;
};

export type SignInLine = {
  /** Runs `work` when it is this one's turn. Rejects with `ClientGone` when the connection closed before. */
  takeTurn<T>(waiting: Waiting, work: () => Promise<T>): Promise<T>;
  /** How many wait, how many have their turn, and how long the first of those who wait, and have made no mistake, has waited. */
  state(): { waiting: number; busy: number; longestMs: number };
};

/** The connection closed while it waited for its turn: nothing was done for it. */
export class ClientGone extends Error {
  readonly code = 'client_gone';
}

type Place = Waiting & { since: number; begin(rank: number): void; leave(error: ClientGone): void };

/** How the places of the line are shared. */
export type LineRules = {
  /** How many do their work at a time. */
  places: number;
  /** How many of them at most for connections of which neither the name nor the address signed in lately: the rest stays free for those. */
  unknownPlaces: number;
  /** How many of them at most for connections that have made mistakes, and how many of those may begin in a second. */
  mistakenPlaces: number;
  mistakenPerSecond: number;
  /** How many of one unknown address are in the line at a time; more of them wait behind it until one of those has had its turn. */
  unknownPerNetwork: number;
};

const MAX_REMEMBERED = 20_000;

/**
 * Lets at most `places` connections do their work at a time; the others wait, at most until their login deadline, which
 * bounds the line. The best standing goes first, then the fewest mistakes. Among equals the networks take turns: the
 * second connection of an address waits behind the first of every other, so many connections bring no advantage. A flood of guesses
 * gets few places and begins slowly, so that a client with a better standing finds a place and a processor.
 */
export function createSignInLine(rules: LineRules, now: () => number = () => performance.now()): SignInLine {
  let line: Place[] = [];
  const busy = new Map<string, number>();
  /** Which turn a network had last, counted from the first; forgotten when there are too many of them. */
  const lastTurns = new Map<string, number>();
  let turns = 0;
  const working = { all: 0, unknown: 0, mistaken: 0 };
  const pace = { tokens: rules.mistakenPerSecond, at: now() };
  let paceTimer: NodeJS.Timeout | undefined;

  return {
    async takeTurn(waiting, work) {
      const rank = await new Promise<number>((resolve, reject) => {
        line.push({ ...waiting, since: now(), begin: resolve, leave: reject });
        fill();
      });
      try {
        return await work();
      } finally {
        count(rank, -1);
        const others = (busy.get(waiting.network) ?? 1) - 1;
        if (others === 0) busy.delete(waiting.network);
        else busy.set(waiting.network, others);
        fill();
      }
    },

    state() {
      const here = line.filter((place) => !place.isGone());
      // In order of arrival: the first has waited longest. Those that made mistakes are kept waiting on purpose.
      const first = here.find((place) => place.standing().rank < MISTAKEN);
      return { waiting: here.length, busy: working.all, longestMs: first === undefined ? 0 : now() - first.since };
    },
  };

  function fill(): void {
    while (working.all < rules.places) {
      const next = takeFirst();
      if (next === null) return;
      const { place, rank } = next;
      count(rank, 1);
      if (rank === MISTAKEN) pace.tokens--;
      busy.set(place.network, (busy.get(place.network) ?? 0) + 1);
      if (lastTurns.size >= MAX_REMEMBERED) lastTurns.clear();
      lastTurns.set(place.network, ++turns);
      place.begin(rank);
    }
  }

  function count(rank: number, more: 1 | -1): void {
    working.all += more;
    if (rank >= UNKNOWN) working.unknown += more;
    if (rank >= MISTAKEN) working.mistaken += more;
  }

  /** Takes the one whose turn it is, and everybody who has gone, off the line. */
  function takeFirst(): { place: Place; rank: number } | null {
    const [gone, here] = [line.filter((place) => place.isGone()), line.filter((place) => !place.isGone())];
    for (const place of gone) place.leave(new ClientGone());
    const ahead = new Map(busy);
    let first: { place: Place; rank: number[] } | null = null;
    for (const place of here) {
      const { rank: standing, mistakes } = place.standing();
      const aheadOfIt = ahead.get(place.network) ?? 0;
      ahead.set(place.network, aheadOfIt + 1);
      if (!mayBegin(standing, aheadOfIt)) continue;
      const rank = [standing, mistakes, aheadOfIt, lastTurns.get(place.network) ?? 0];
      // In order of arrival among equals: a later one must be better.
      if (first === null || isBefore(rank, first.rank)) first = { place, rank };
    }
    line = here.filter((place) => place !== first?.place);
    return first === null ? null : { place: first.place, rank: first.rank[0]! };
  }

  function mayBegin(standing: number, aheadOfIt: number): boolean {
    if (standing < UNKNOWN) return true;
    if (working.unknown >= rules.unknownPlaces || aheadOfIt >= rules.unknownPerNetwork) return false;
    return standing < MISTAKEN || (working.mistaken < rules.mistakenPlaces && isInPace());
  }

  /** Whether another one with mistakes may begin now; if not, the line is looked at again when it may. */
  function isInPace(): boolean {
    const at = now();
    pace.tokens = Math.min(rules.mistakenPerSecond, pace.tokens + ((at - pace.at) / 1000) * rules.mistakenPerSecond);
    pace.at = at;
    if (pace.tokens >= 1) return true;
    paceTimer ??= setTimeout(
      () => {
        paceTimer = undefined;
        fill();
      },
      Math.ceil(((1 - pace.tokens) / rules.mistakenPerSecond) * 1000),
    ).unref();
    return false;
  }
}

const UNKNOWN = 2;
const MISTAKEN = 3;

function isBefore(one: number[], other: number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && one[at]! < other[at]!;
}
