/** Lets each key act `perMinute` times a minute on average, and `burst` times at once. State lives in this process. */
export type TokenBucket = {
  /** Takes one; null when there was one, else the seconds until there is. */
  take(key: string, nowMs: number): number | null;
  /** Puts one back that turned out not to count. */
  giveBack(key: string): void;
  /** The headers RateLimit-Policy, and RateLimit of a key that was just asked about (draft-ietf-httpapi-ratelimit-headers). */
  policy: string;
  stateOf(key: string): string;
};

/** More keys than this are only seen under attack; those that rested longest are forgotten first. */
const MOST_KEYS = 50_000;

export function createTokenBucket({ perMinute, burst }: { perMinute: number; burst: number }): TokenBucket {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    // In the time in which as many come back as may be sent at once.
    policy: `"token";q=${burst};w=${Math.ceil(burst / perMs / 1000)}`,
    stateOf(key) {
      const tokens = buckets.get(key)?.tokens ?? burst;
      return `"token";r=${Math.floor(tokens)};t=${Math.ceil((burst - tokens) / perMs / 1000)}`;
    },
    take(key, nowMs) {
      const bucket = buckets.get(key) ?? { tokens: burst, at: nowMs };
      const tokens = Math.min(burst, bucket.tokens + Math.max(0, nowMs - bucket.at) * perMs);
      // Deleted and set again, so that the Map's order is the order of use.
      buckets.delete(key);
      if (buckets.size >= MOST_KEYS) buckets.delete(buckets.keys().next().value!);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: nowMs });
      return tokens >= 1 ? null : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket !== undefined) bucket.tokens = Math.min(burst, bucket.tokens + 1);
    },
  };
}
