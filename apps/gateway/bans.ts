import type { GatewayBan } from '../../infra/credentials/gateway-bans.js';

/** Who is kept out for a while, by address only: a ban by user name would let anybody lock a school out. */
export type Bans = {
  isBanned(address: string): boolean;
  /** A failed sign-in. Returns how long the address is banned now, in ms; 0: not banned. */
  noteFailure(address: string): number;
  /** Bans that nobody has asked for yet. They are asked for once: who could not store them gives them back by `adopt`. */
  takeNew(): GatewayBan[];
  /** Bans of an earlier life or of other gateways. A ban never gets shorter by it. `isNew`: not stored yet. */
  adopt(bans: readonly GatewayBan[], isNew?: 'isNew'): void;
  /** The number of addresses that are remembered. */
  size(): number;
};

type Record = { failures: number[]; bannedUntil: number; bans: number; lastSeen: number };

/** An attacker with many addresses must not fill the memory. */
const MAX_REMEMBERED = 20_000;

/**
 * Points and bans in the memory of this gateway (keepBansShared lets its bans outlive it): `points` failures within `windowMs` ban for `firstMs`, and each further
 * ban of the same address doubles, up to `longestMs`. Spared addresses collect nothing.
 */
export function createBans(
  rules: { points: number; windowMs: number; firstMs: number; longestMs: number },
  spared: ReadonlySet<string>,
  now: () => number = Date.now,
): Bans {
  const records = new Map<string, Record>();
  const unstored = new Set<string>();

  return {
    isBanned: (address) => !spared.has(address) && (records.get(networkOf(address))?.bannedUntil ?? 0) > now(),

    noteFailure(address) {
      if (spared.has(address)) return 0;
      const at = now();
      const network = networkOf(address);
      const record = fresh(records.get(network), at) ?? { failures: [], bannedUntil: 0, bans: 0, lastSeen: at };
      remember(network, record);
      record.lastSeen = at;
      record.failures = [...record.failures.filter((failure) => failure > at - rules.windowMs), at];
      if (record.failures.length >= rules.points) {
        record.failures = [];
        record.bannedUntil = at + Math.min(rules.longestMs, rules.firstMs * 2 ** Math.min(record.bans, 30));
        record.bans++;
        unstored.add(network);
      }
      return Math.max(0, record.bannedUntil - at);
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
        const record = fresh(records.get(network), at) ?? { failures: [], bannedUntil: 0, bans: 0, lastSeen: at };
        record.bannedUntil = Math.max(record.bannedUntil, bannedUntil.getTime());
        record.bans = Math.max(record.bans, times);
        remember(network, record);
        if (isNew !== undefined) unstored.add(network);
      }
    },

    size: () => records.size,
  };

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

/** IPv6 hands every customer a /64: one attacker is one network. IPv4 written as IPv6 is IPv4. */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...back];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

export function plainAddress(address: string): string {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address;
}
