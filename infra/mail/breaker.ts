/**
 * Keeps senders from a relay that is away, so that each does not find out by itself, which takes as long as its time-out. After a
 * few silences in a row nothing is tried for a while; then one tries, and the others wait for what it hears.
 */
export type Breaker = {
  /** Why nothing is tried now, as a code; null: somebody may try. */
  away(): string | null;
  /** The last tries were silences: it is away, or is being tried again. */
  isSilent(): boolean;
  /** The same before a try; null: try, and say afterwards by `heard` how it went. */
  enter(): string | null;
  /** What a try heard: null is any answer of the relay, also a refusal; otherwise the code of its silence. */
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
      // Others were on their way when it opened: what they hear, late, says nothing new.
      if (silences !== SILENCES_IN_A_ROW && !isProbing) return;
      isProbing = false;
      until = now() + Math.min(FIRST_PAUSE_MS * 2 ** pauses++, LONGEST_PAUSE_MS);
    },
  };
}
