/**
 * Keeps senders away from a relay that is down, so that not each of them waits for its own time-out. After a
 * few silences in a row nothing is tried for a while; then one sender tries, and the others wait for its result.
 */
export type Breaker = {
  /** Why nothing is tried now, as a code; null: one sender may try. */
  away(): string | null;
  /** The last attempts got no answer: it is down, or is being tried again. */
  isSilent(): boolean;
  /** The same before an attempt; null: try, and then report the result by `heard`. */
  enter(): string | null;
  /** The result of an attempt: null for any answer of the relay, even a refusal; otherwise the code of its silence. */
  heard(silence: string | null): void;
};

const SILENCES_IN_A_ROW = 3;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 60_000;

/** `now` is a clock in milliseconds that never goes back. */
export function createBreaker(now: () => number): Breaker {
  let silences = 0;
  let pauses = 0;
  let code = '';
  let until = 0;
  let isProbing = false;
  const isOpen = (): boolean => silences >= SILENCES_IN_A_ROW;
  const away = (): string | null => (isOpen() && (isProbing || now() < until) ? code : null);
  return {
    isSilent: isOpen,
    away,
    enter: () => {
      const refused = away();
      if (refused === null && isOpen()) isProbing = true;
      return refused;
    },
    heard: (silence) => {
      if (silence === null) {
        silences = pauses = 0;
        isProbing = false;
        return;
      }
      code = silence;
      silences += 1;
      // Other attempts were in progress when it opened: their late results say nothing new.
      if (silences !== SILENCES_IN_A_ROW && !isProbing) return;
      isProbing = false;
      until = now() + Math.min(FIRST_PAUSE_MS * 2 ** pauses++, LONGEST_PAUSE_MS);
    },
  };
}
