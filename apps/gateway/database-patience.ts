import { setTimeout as pause } from 'node:timers/promises';

/** After a missing answer, the database is assumed to be down for this long. */
const STILL_AWAY_MS = 2_000;
const AT_LEAST_MS = 1_000;

/** How long the requests of one session wait for the database. Times are those of performance.now(). */
export class DatabasePatience {
  #noAnswerAt = -Infinity;

  /** Its time passed while it waited behind a request that got no answer. */
  isOver(by: number): boolean {
    return performance.now() > by && performance.now() - this.#noAnswerAt < STILL_AWAY_MS;
  }

  /** The answer; null when it did not come in time. */
  async waitFor<T extends object | boolean>(answer: Promise<T>, by: number): Promise<T | null> {
    const answered = new AbortController();
    // If it waited behind a large file on a slow disk, nothing is wrong with the database.
    const late = pause(Math.max(AT_LEAST_MS, by - performance.now()), null, { signal: answered.signal }).catch(() => null);
    const first = await Promise.race([answer, late]).finally(() => answered.abort());
    if (first === null) this.#noAnswerAt = performance.now();
    return first;
  }
}
