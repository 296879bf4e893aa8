/** Chance that is the same in every run of the same seed. */
export type Random = {
  /** From 0 to just below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different ones of the items, in their order. */
  some<T>(items: readonly T[], count: number): T[];
  /** Chance of its own, which nothing that happens elsewhere disturbs. */
  fork(name: string): Random;
};

export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    // Mulberry32: small, quick, and good enough for schools.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (items) => {
      const picked = items[int(0, items.length - 1)];
      if (picked === undefined) throw new Error('Nothing to pick from.');
      return picked;
    },
    some: (items, count) => {
      const places = items.map((_item, place) => place);
      for (let i = places.length - 1; i > 0; i--) {
        const j = int(0, i);
        [places[i], places[j]] = [places[j] as number, places[i] as number];
      }
      const chosen = new Set(places.slice(0, count));
      return items.filter((_item, place) => chosen.has(place));
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
