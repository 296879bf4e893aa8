import { networkOf } from '../../infra/network/network-of.js';

const HOUR_MS = 3_600_000;
/** An attacker's addresses must fill neither the memory nor the log: beyond this many in an hour they are only counted. */
const MOST_IN_AN_HOUR = 500;

export type FailedNegotiations = {
  /** Whether this address (of IPv6, its /64) fails for the first time in an hour, so that the log should say so. */
  isFirstOfHour(address: string): boolean;
};

/** Remembers which addresses the log has named, so that a SIS that tries every minute makes one line an hour. */
export function createFailedNegotiations(now: () => number = Date.now): FailedNegotiations {
  /** When each was named, the oldest first. */
  const named = new Map<string, number>();

  return {
    isFirstOfHour(address) {
      const at = now();
      for (const [network, since] of named) {
        if (at - since < HOUR_MS) break;
        named.delete(network);
      }
      const network = networkOf(address);
      if (named.has(network) || named.size >= MOST_IN_AN_HOUR) return false;
      named.set(network, at);
      return true;
    },
  };
}
