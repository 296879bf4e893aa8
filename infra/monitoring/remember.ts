/**
 * Asks at most once at a time, and again only when the last answer is older than `forMs`: health checks and metrics are asked by
 * anybody, as often as they like, and must cost the same. What fails is asked again the next time.
 */
export function remember<T>(forMs: number, ask: () => Promise<T>, now: () => number = () => performance.now()): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  let settled = true;
  return () => {
    if (answer !== undefined && (!settled || now() - askedAt < forMs)) return answer;
    askedAt = now();
    settled = false;
    const asked = ask().finally(() => (settled = true));
    asked.catch(() => (answer = undefined));
    answer = asked;
    return asked;
  };
}
