import { networkOf } from '../../infra/network/network-of.js';
import type { GatewayLimits } from './limits.js';

/** One open connection, as far as counting needs it. */
export type Counted = { address: string; signedIn: boolean; drop(): void };

export type Admission =
  | { kind: 'admitted'; leave(): void }
  | { kind: 'refused'; cause: 'too_fast' | 'too_many_of_address' | 'too_many'; text: string };

export type ConnectionLimits = { admit(connection: Counted): Admission };

type Rules = Pick<GatewayLimits, 'connections' | 'connectionsPerAddress' | 'connectionBurst' | 'connectionsPerSecond'>;

/** How many times the limits of an unknown address one address can get, for the names that sign in from it. */
const MOST_SHARES = 20;

/**
 * How many connections there may be, in total and per address, and how fast they may come. When a limit is reached, the
 * oldest connection that has not signed in is closed, so silent sockets cannot keep a school out. When all places are taken,
 * it is one of the address with the most such connections; addresses without a recent sign-in come first. Exempt
 * addresses have no rate limit. `namesOf` says how many names signed in lately from an address: a SIS that serves
 * many schools from one address gets the places and the rate of each.
 */
export function createConnectionLimits(
  rules: Rules,
  spared: ReadonlySet<string>,
  now: () => number = Date.now,
  namesOf: (address: string) => number = () => 0,
): ConnectionLimits {
  const open = new Map<string, Set<Counted>>();
  const arrivals = new Map<string, { tokens: number; at: number }>();
  let total = 0;

  return {
    admit(connection) {
      const network = networkOf(connection.address);
      const shares = Math.min(MOST_SHARES, Math.max(1, namesOf(connection.address)));
      if (!spared.has(connection.address) && !withinRate(network, shares)) {
        return { kind: 'refused', cause: 'too_fast', text: 'Too many connections in a short time: wait a little.' };
      }
      const peers = open.get(network) ?? new Set();
      if (peers.size >= rules.connectionsPerAddress * shares && !dropSilent(peers)) {
        return { kind: 'refused', cause: 'too_many_of_address', text: 'Too many connections from your address: close some first.' };
      }
      if (total >= rules.connections && !dropSilent(mostSilent())) {
        return { kind: 'refused', cause: 'too_many', text: 'Too many connections: try again later.' };
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

  /** The connections of the address that has most of those that have not signed in; addresses without a success come first. */
  function mostSilent(): Iterable<Counted> {
    let most: { peers: Iterable<Counted>; silent: number; isKnown: boolean } = { peers: [], silent: 0, isKnown: true };
    for (const peers of open.values()) {
      let silent = 0;
      for (const { signedIn } of peers) if (!signedIn) silent++;
      const [first] = peers;
      const isKnown = first !== undefined && namesOf(first.address) > 0;
      const isBetter = most.silent === 0 || (isKnown === most.isKnown ? silent > most.silent : !isKnown);
      if (silent > 0 && isBetter) most = { peers, silent, isKnown };
    }
    return most.peers;
  }

  function withinRate(network: string, shares: number): boolean {
    const at = now();
    const burst = rules.connectionBurst * shares;
    const before = arrivals.get(network) ?? { tokens: burst, at };
    const tokens = Math.min(burst, before.tokens + ((at - before.at) / 1000) * rules.connectionsPerSecond * shares);
    if (arrivals.size > 20_000) arrivals.clear();
    arrivals.set(network, { tokens: tokens < 1 ? tokens : tokens - 1, at });
    return tokens >= 1;
  }
}
