import { networkOf } from '../../infra/network/network-of.js';
import type { GatewayBan } from '../../store/gateway-bans.js';

/**
 * Temporary bans: of one user name at one address, or of an address that tries many names. Never of a name alone, because then
 * anyone could lock a school out.
 */
export type Bans = {
  /** With a name: whether the address or this name at it is banned. */
  isBanned(address: string, username?: string): boolean;
  /** A failed sign-in. Returns how long the address, or this name at it, is banned now, in ms; 0: neither is. */
  noteFailure(address: string, username: string): number;
  /** A sign-in that succeeded: the mistakes of this name at this address are forgotten, and the address is not banned for a while. */
  noteSuccess(address: string, username: string): void;
  /** Bans that were not taken yet, each only once: a caller that could not store them returns them by `adopt`. */
  takeNew(): GatewayBan[];
  /** Takes in stored bans, those of other gateways, and lifted ones. It never shortens a ban. `isNew`: not stored yet. */
  adopt(bans: readonly GatewayBan[], isNew?: 'isNew'): void;
  /** The bans that hold now: of addresses, and of single names at addresses. */
  holding(): { addresses: number; names: number };
  /** The number of names at addresses that are remembered. */
  size(): number;
};

export type BanRules = {
  /** How many failures of one name at one address within `windowMs` ban that name there for `firstMs`. */
  points: number;
  windowMs: number;
  firstMs: number;
  /** How many failed names at one address within `windowMs`, with none signed in, ban the address. */
  names: number;
  /** Each further ban of an address is twice as long as the one before, up to this. */
  longestMs: number;
};

type Ban = { until: number; times: number; liftedAt: Date | null };
type NameRecord = Ban & { failures: number[]; lastFailure: number };
type NetworkRecord = Ban & { names: Map<string, NameRecord>; succeededAt: number; lastSeen: number };

/** What one address makes us remember. */
const MAX_NAMES = 500;
/** An attacker with many addresses and names must not fill the memory. */
const MAX_REMEMBERED = 20_000;

/**
 * Points and bans in the memory of this gateway; keepBansShared stores the bans and shares them with the others. A SIS that repeats the
 * wrong password of one school is banned for `firstMs` each time; other schools at its address are not affected. An
 * address is banned only while no name has signed in from it within `windowMs` and none did lately (`isKnown`). Spared addresses
 * collect nothing.
 */
export function createBans(
  rules: BanRules,
  spared: ReadonlySet<string>,
  now: () => number = Date.now,
  isKnown: (address: string) => boolean = () => false,
): Bans {
  const records = new Map<string, NetworkRecord>();
  /** Networks and names whose bans are not stored yet. */
  const unstored = new Map<string, { network: string; username: string }>();
  let remembered = 0;

  return {
    isBanned(address, username) {
      if (spared.has(address)) return false;
      const record = records.get(networkOf(address));
      if (record === undefined) return false;
      const nameUntil = username === undefined ? 0 : (record.names.get(nameOf(username))?.until ?? 0);
      return Math.max(record.until, nameUntil) > now();
    },

    noteFailure(address, username) {
      if (spared.has(address)) return 0;
      const at = now();
      const network = networkOf(address);
      const record = recordOf(network, at);
      const name = nameIn(record, nameOf(username));
      name.lastFailure = at;
      name.failures = [...name.failures.filter((failure) => failure > at - rules.windowMs), at];
      if (name.failures.length >= rules.points) {
        name.failures = [];
        ban(name, at, rules.firstMs);
        note(network, nameOf(username));
      }
      if (!isKnown(address) && record.succeededAt <= at - rules.windowMs && namesThatFailed(record, at) >= rules.names) {
        for (const failed of record.names.values()) failed.lastFailure = -Infinity;
        ban(record, at, Math.min(rules.longestMs, rules.firstMs * 2 ** Math.min(record.times, 30)));
        note(network, '');
      }
      return Math.max(0, record.until - at, name.until - at);
    },

    noteSuccess(address, username) {
      const at = now();
      const record = recordOf(networkOf(address), at);
      record.succeededAt = at;
      if (record.names.delete(nameOf(username))) remembered--;
    },

    takeNew() {
      const taken = [...unstored.values()].flatMap(({ network, username }) => {
        const record = records.get(network);
        const banned = username === '' ? record : record?.names.get(username);
        if (banned === undefined) return [];
        return [{ network, username, bans: banned.times, bannedUntil: new Date(banned.until), liftedAt: banned.liftedAt }];
      });
      unstored.clear();
      return taken;
    },

    adopt(bans, isNew) {
      const at = now();
      for (const { network, username, bans: times, bannedUntil, liftedAt } of bans) {
        const record = recordOf(network, at);
        const banned = username === '' ? record : nameIn(record, username);
        if (liftedAt !== null && (banned.liftedAt === null || liftedAt > banned.liftedAt)) lift(record, banned, liftedAt);
        banned.until = Math.max(banned.until, bannedUntil.getTime());
        banned.times = Math.max(banned.times, times);
        if (isNew !== undefined) note(network, username);
      }
    },

    holding() {
      const at = now();
      let [addresses, names] = [0, 0];
      for (const record of records.values()) {
        if (record.until > at) addresses++;
        for (const { until } of record.names.values()) if (until > at) names++;
      }
      return { addresses, names };
    },

    size: () => remembered,
  };

  function namesThatFailed(record: NetworkRecord, at: number): number {
    let count = 0;
    for (const { lastFailure } of record.names.values()) if (lastFailure > at - rules.windowMs) count++;
    return count;
  }

  function note(network: string, username: string): void {
    unstored.set(`${network} ${username}`, { network, username });
  }

  /** As the newest; those that were not seen for longest go when there are too many. */
  function recordOf(network: string, at: number): NetworkRecord {
    const there = records.get(network);
    const isOver = there === undefined || Math.max(there.lastSeen, there.until) + rules.longestMs < at;
    if (isOver) forget(network);
    const record: NetworkRecord = isOver ? { names: new Map(), succeededAt: -Infinity, lastSeen: at, ...noBan() } : there;
    if (isOver) remembered++;
    record.lastSeen = at;
    records.delete(network);
    records.set(network, record);
    while (remembered > MAX_REMEMBERED && records.size > 1) forget(records.keys().next().value!);
    return record;
  }

  function nameIn(record: NetworkRecord, username: string): NameRecord {
    const name = record.names.get(username) ?? { failures: [], lastFailure: -Infinity, ...noBan() };
    if (record.names.delete(username)) remembered--;
    const oldest = record.names.keys().next().value;
    if (record.names.size >= MAX_NAMES && oldest !== undefined && record.names.delete(oldest)) remembered--;
    record.names.set(username, name);
    remembered++;
    return name;
  }

  function forget(network: string): void {
    const record = records.get(network);
    if (record === undefined) return;
    remembered -= 1 + record.names.size;
    records.delete(network);
  }
}

function ban(banned: Ban, at: number, ms: number): void {
  banned.until = at + ms;
  banned.times++;
}

/** A ban was lifted: it and the mistakes that led to it are forgotten. */
function lift(record: NetworkRecord, banned: Ban, liftedAt: Date): void {
  Object.assign(banned, { ...noBan(), liftedAt });
  for (const name of banned === record ? record.names.values() : [banned as NameRecord])
    Object.assign(name, { failures: [], lastFailure: -Infinity });
}

function noBan(): Ban {
  return { until: 0, times: 0, liftedAt: null };
}

/** A name may be as long as a packet, and a database stores no NUL; those of accounts are short and plain. */
function nameOf(username: string): string {
  return username.slice(0, 64).replaceAll('\0', '') || '-';
}
