import type { GatewayBan } from '../../store/gateway-bans.js';
import { networkOf } from '../../infra/network/network-of.js';

/**
 * Who is kept out for a while: an address, or one user name at one address. Never a name alone, which would let anybody lock a
 * school out.
 */
export type Bans = {
  /** With a name: whether the address or this name at it is banned. */
  isBanned(address: string, username?: string): boolean;
  /** A failed sign-in. Returns how long the address, or this name at it, is banned now, in ms; 0: neither is. */
  noteFailure(address: string, username: string): number;
  /** A sign-in that succeeded: the mistakes of this name at this address are forgotten. */
  noteSuccess(address: string, username: string): void;
  /** Bans that nobody has asked for yet. They are asked for once: who could not store them gives them back by `adopt`. */
  takeNew(): GatewayBan[];
  /** Bans of an earlier life or of other gateways. A ban never gets shorter by it. `isNew`: not stored yet. */
  adopt(bans: readonly GatewayBan[], isNew?: 'isNew'): void;
  /** The number of addresses that are remembered. */
  size(): number;
};

type Failure = { at: number; name: string };
type Record = { failures: Failure[]; bannedUntil: number; bans: number; lastSeen: number; namesBannedUntil: Map<string, number> };

/** So many names are no typing errors: the next ban of their address is longer. */
const MANY_NAMES = 3;
/** What one address from which schools sign in makes us remember. */
const MAX_FAILURES = 500;

/** An attacker with many addresses must not fill the memory. */
const MAX_REMEMBERED = 20_000;

/**
 * Points and bans in the memory of this gateway (keepBansShared lets its bans of addresses outlive it): `points` failures within
 * `windowMs` ban for `firstMs`. At an address from which a name signed in lately (`isKnown`), such as that of a SIS which serves many
 * schools, only the name that failed is banned, and the others go on. Another address is banned whole, and each further ban of one
 * that tries many names doubles, up to `longestMs`; a SIS that repeats the wrong password of its one school all weekend is let in
 * minutes after somebody has corrected it. Spared addresses collect nothing.
 */
export function createBans(
  rules: { points: number; windowMs: number; firstMs: number; longestMs: number },
  spared: ReadonlySet<string>,
  now: () => number = Date.now,
  isKnown: (address: string) => boolean = () => false,
): Bans {
  const records = new Map<string, Record>();
  const unstored = new Set<string>();

  return {
    isBanned(address, username) {
      if (spared.has(address)) return false;
      const record = records.get(networkOf(address));
      if (record === undefined) return false;
      const nameUntil = username === undefined ? 0 : (record.namesBannedUntil.get(nameOf(username)) ?? 0);
      return Math.max(record.bannedUntil, nameUntil) > now();
    },

    noteFailure(address, username) {
      if (spared.has(address)) return 0;
      const at = now();
      const network = networkOf(address);
      const name = nameOf(username);
      const record = fresh(records.get(network), at) ?? newRecord(at);
      remember(network, record);
      record.lastSeen = at;
      record.failures = [...record.failures.filter((failure) => failure.at > at - rules.windowMs), { at, name }].slice(-MAX_FAILURES);
      if (isKnown(address)) return noteFailureOfName(record, name, at);
      if (record.failures.length >= rules.points) {
        const hasManyNames = new Set(record.failures.map((failure) => failure.name)).size >= MANY_NAMES;
        record.failures = [];
        const longerMs = Math.min(rules.longestMs, rules.firstMs * 2 ** Math.min(record.bans, 30));
        record.bannedUntil = at + (hasManyNames ? longerMs : rules.firstMs);
        record.bans = hasManyNames ? record.bans + 1 : Math.max(1, record.bans);
        unstored.add(network);
      }
      return Math.max(0, record.bannedUntil - at);
    },

    noteSuccess(address, username) {
      const record = records.get(networkOf(address));
      if (record === undefined) return;
      const name = nameOf(username);
      record.failures = record.failures.filter((failure) => failure.name !== name);
      record.namesBannedUntil.delete(name);
    },

    takeNew() {
      const taken = [...unstored].flatMap((network) => {
        const record = records.get(network);
        return record === undefined ? [] : [{ network, bans: record.bans, bannedUntil: new Date(record.bannedUntil) }];
      });
      unstored.clear();
      return taken;
    },

    adopt(bans, isNew) {
      const at = now();
      for (const { network, bans: times, bannedUntil } of bans) {
        const record = fresh(records.get(network), at) ?? newRecord(at);
        record.bannedUntil = Math.max(record.bannedUntil, bannedUntil.getTime());
        record.bans = Math.max(record.bans, times);
        remember(network, record);
        if (isNew !== undefined) unstored.add(network);
      }
    },

    size: () => records.size,
  };

  function noteFailureOfName(record: Record, name: string, at: number): number {
    for (const [banned, until] of record.namesBannedUntil) if (until <= at) record.namesBannedUntil.delete(banned);
    if (record.failures.filter((failure) => failure.name === name).length < rules.points) return 0;
    record.failures = record.failures.filter((failure) => failure.name !== name);
    record.namesBannedUntil.set(name, at + rules.firstMs);
    return rules.firstMs;
  }

  /** As the newest; the one that was not seen for longest goes when there are too many. */
  function remember(network: string, record: Record): void {
    records.delete(network);
    records.set(network, record);
    const oldest = records.keys().next().value;
    if (records.size <= MAX_REMEMBERED || oldest === undefined) return;
    records.delete(oldest);
    unstored.delete(oldest);
  }

  function fresh(record: Record | undefined, at: number): Record | undefined {
    return record === undefined || Math.max(record.lastSeen, record.bannedUntil) + rules.longestMs < at ? undefined : record;
  }
}

function newRecord(at: number): Record {
  return { failures: [], bannedUntil: 0, bans: 0, lastSeen: at, namesBannedUntil: new Map() };
}

/** A name may be as long as a packet; those of accounts are never longer than this. */
function nameOf(username: string): string {
  return username.slice(0, 64);
}
