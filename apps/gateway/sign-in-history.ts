import { networkOf } from '../../infra/network/network-of.js';

/** Who goes first: the smaller `rank`, and in it the fewer `mistakes`. */
export type Standing = {
  /** 0: this name signed in from this network lately. 1: the name or the network did. 2: neither is known. 3: it has made mistakes. */
  rank: 0 | 1 | 2 | 3;
  mistakes: number;
};

export type SignInHistory = {
  noteSuccess(address: string, username: string): void;
  noteFailure(address: string, username: string): void;
  standingOf(address: string, username: string): Standing;
  /** Before the name is known. */
  standingOfAddress(address: string): Standing;
  /** How many names signed in lately from the network of this address. */
  namesOf(address: string): number;
};

/** A SIS that sends on school days is known again after a week of holidays. */
export const SUCCESS_COUNTS_MS = 10 * 24 * 3_600_000;
const MISTAKE_COUNTS_MS = 30 * 60_000;
/** An attacker with many addresses or names must not fill the memory. */
const MAX_REMEMBERED = 20_000;
const MAX_NAMES_OF_ONE_NETWORK = 500;

/**
 * Who signed in lately, and who made mistakes, in the memory of this gateway. It orders the line and assigns places; it
 * neither lets anyone in nor keeps anyone out. `known`: names that signed in before this gateway started, with their last address.
 */
export function createSignInHistory(known: readonly { username: string; address: string }[], now: () => number = Date.now): SignInHistory {
  const names = createMemory<true>(SUCCESS_COUNTS_MS, now);
  const pairs = createMemory<true>(SUCCESS_COUNTS_MS, now);
  const networks = createMemory<Set<string>>(SUCCESS_COUNTS_MS, now);
  const mistakesOfPair = createMemory<number>(MISTAKE_COUNTS_MS, now);
  const mistakesOfNetwork = createMemory<number>(MISTAKE_COUNTS_MS, now);
  const noteSuccess = (address: string, username: string): void => {
    const network = networkOf(address);
    names.set(username, true);
    pairs.set(pairOf(network, username), true);
    const there = networks.get(network) ?? new Set();
    if (there.size < MAX_NAMES_OF_ONE_NETWORK) there.add(username);
    networks.set(network, there);
    mistakesOfPair.delete(pairOf(network, username));
    mistakesOfNetwork.delete(network);
  };
  for (const { address, username } of known) noteSuccess(address, username);

  return {
    noteSuccess,

    noteFailure(address, username) {
      const network = networkOf(address);
      const pair = pairOf(network, username);
      mistakesOfPair.set(pair, (mistakesOfPair.get(pair) ?? 0) + 1);
      mistakesOfNetwork.set(network, (mistakesOfNetwork.get(network) ?? 0) + 1);
    },

    standingOf(address, username) {
      const network = networkOf(address);
      const pair = pairOf(network, username);
      if (pairs.get(pair) !== undefined) return { rank: 0, mistakes: 0 };
      const isKnownNetwork = networks.get(network) !== undefined;
      // One school's wrong password does not count against others at the same address.
      const mistakes = isKnownNetwork ? (mistakesOfPair.get(pair) ?? 0) : (mistakesOfNetwork.get(network) ?? 0);
      if (mistakes > 0) return { rank: 3, mistakes };
      return { rank: isKnownNetwork || names.get(username) !== undefined ? 1 : 2, mistakes: 0 };
    },

    standingOfAddress(address) {
      const network = networkOf(address);
      if (networks.get(network) !== undefined) return { rank: 1, mistakes: 0 };
      const mistakes = mistakesOfNetwork.get(network) ?? 0;
      return { rank: mistakes > 0 ? 3 : 2, mistakes };
    },

    namesOf: (address) => networks.get(networkOf(address))?.size ?? 0,
  };
}

/** A name may be as long as a packet; those of accounts are never longer than this. */
function pairOf(network: string, username: string): string {
  return `${network} ${username.slice(0, 64)}`;
}

/** A map that forgets what was not set for `lastsMs`, and the one that was set longest ago when there are too many. */
function createMemory<Value>(lastsMs: number, now: () => number) {
  const entries = new Map<string, { value: Value; until: number }>();
  return {
    get(key: string): Value | undefined {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > now() ? entry.value : undefined;
    },
    set(key: string, value: Value): void {
      entries.delete(key);
      entries.set(key, { value, until: now() + lastsMs });
      const oldest = entries.keys().next().value;
      if (entries.size > MAX_REMEMBERED && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key: string): void => void entries.delete(key),
  };
}
