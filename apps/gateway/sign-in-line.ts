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
};

/** The connection closed while it waited for its turn: nothing was done for it. */
export class ClientGone extends Error {
  readonly code = 'client_gone';
}

type Place = Waiting & { begin(): void; leave(error: ClientGone): void };

const MAX_REMEMBERED = 20_000;

/**
 * Lets at most `places` do their work at a time; the others wait until their connections reach the login deadline, which is what
 * bounds the line. The best standing goes first, and the one with the fewest mistakes. Among equals the networks take turns: the
 * second one of an address waits behind the first of every other, so that many connections of one gain nothing.
 */
export function createSignInLine(places: number): SignInLine {
  let line: Place[] = [];
  const busy = new Map<string, number>();
  /** Which turn a network had last, counted from the first; forgotten when there are too many of them. */
  const lastTurns = new Map<string, number>();
  let turns = 0;
  let free = places;

  return {
    async takeTurn(waiting, work) {
      await new Promise<void>((resolve, reject) => {
        line.push({ ...waiting, begin: resolve, leave: reject });
        fill();
      });
      try {
        return await work();
      } finally {
        free++;
        const others = (busy.get(waiting.network) ?? 1) - 1;
        if (others === 0) busy.delete(waiting.network);
        else busy.set(waiting.network, others);
        fill();
      }
    },
  };

  function fill(): void {
    while (free > 0) {
      const next = takeFirst();
      if (next === null) return;
      free--;
      busy.set(next.network, (busy.get(next.network) ?? 0) + 1);
      if (lastTurns.size >= MAX_REMEMBERED) lastTurns.clear();
      lastTurns.set(next.network, ++turns);
      next.begin();
    }
  }

  /** Takes the one whose turn it is, and everybody who has gone, off the line. */
  function takeFirst(): Place | null {
    const [gone, here] = [line.filter((place) => place.isGone()), line.filter((place) => !place.isGone())];
    for (const place of gone) place.leave(new ClientGone());
    const ahead = new Map(busy);
    let first: { place: Place; rank: number[] } | null = null;
    for (const place of here) {
      const { rank: standing, mistakes } = place.standing();
      const aheadOfIt = ahead.get(place.network) ?? 0;
      ahead.set(place.network, aheadOfIt + 1);
      const rank = [standing, mistakes, aheadOfIt, lastTurns.get(place.network) ?? 0];
      // In order of arrival among equals: a later one must be better.
      if (first === null || isBefore(rank, first.rank)) first = { place, rank };
    }
    line = here.filter((place) => place !== first?.place);
    return first?.place ?? null;
  }
}

function isBefore(one: number[], other: number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && one[at]! < other[at]!;
}
