import { networkOf } from './bans.js';
import type { GatewayLimits } from './limits.js';

/** One open connection, as far as counting needs it. */
export type Counted = { address: string; signedIn: boolean; drop(): void };

export type Admission = { kind: 'admitted'; leave(): void } | { kind: 'refused'; text: string };

export type ConnectionLimits = { admit(connection: Counted): Admission };

type Rules = Pick<
  GatewayLimits,
  'connections' | 'connectionsPerAddress' | 'connectionBurst' | 'connectionsPerSecond'
>;

/**
 * How many connections there may be, in all and per address, and how fast they may come. When a limit is reached, the
 * oldest connection that has not signed in makes room: silent sockets cannot keep a school out. Spared addresses may come
 * as fast as they like.
 */
export function createConnectionLimits(
  rules: Rules,
  spared: ReadonlySet<string>,
  now: () => number = Date.now,
): ConnectionLimits {
  const open = new Map<string, Set<Counted>>();
  const arrivals = new Map<string, { tokens: number; at: number }>();
  let total = 0;

  return {
    admit(connection) {
      const network = networkOf(connection.address);
      if (!spared.has(connection.address) && !withinRate(network)) {
        return { kind: 'refused', text: 'Too many connections in a short time: wait a little.' };
      }
      const peers = open.get(network) ?? new Set();
      if (peers.size >= rules.connectionsPerAddress && !dropSilent(peers)) {
        return { kind: 'refused', text: 'Too many connections from your address: close some first.' };
      }
      if (total >= rules.connections && !dropSilent(everybody())) {
        return { kind: 'refused', text: 'Too many connections: try again later.' };
      }
      open.set(network, peers.add(connection));
      total++;
      return { kind: 'admitted', leave: () => leave(network, connection) };
    },
  };

  function leave(network: string, connection: Counted): void {
    const peers = open.get(network);
    if (peers?.delete(connection) !== true) return;
    total--;
    if (peers.size === 0) open.delete(network);
  }

  /** Drops the oldest that has not signed in; false when all have. */
  function dropSilent(connections: Iterable<Counted>): boolean {
    for (const connection of connections) {
      if (connection.signedIn) continue;
      leave(networkOf(connection.address), connection);
      connection.drop();
      return true;
    }
    return false;
  }

  function* everybody(): Iterable<Counted> {
    for (const peers of open.values()) yield* peers;
  }

  function withinRate(network: string): boolean {
    const at = now();
    const before = arrivals.get(network) ?? { tokens: rules.connectionBurst, at };
    const tokens = Math.min(
      rules.connectionBurst,
      before.tokens + ((at - before.at) / 1000) * rules.connectionsPerSecond,
    );
    if (arrivals.size > 20_000) arrivals.clear();
    arrivals.set(network, { tokens: tokens < 1 ? tokens : tokens - 1, at });
    return tokens >= 1;
  }
}
