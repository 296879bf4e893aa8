/** The assumed time of one file of a school, from one turn to the next, if nothing better is known. */
const ONE_TURN_MS = 400;
const SHORTEST_TURN_MS = 200;
const LONGEST_TURN_MS = 2_000;
/** Files that ended within this time show how fast the line moves. */
export const TURNS_COUNTED_MS = 10_000;
/** Something else is at work on the school: an undo, a decision, an owner who saves. It is over soon. */
const SOMETHING_ELSE_MS = 250;
const LONGEST_MS = 10_000;
/** A school that is locked for long is asked less often, but often enough that its files do not wait much longer than the lock. */
const SLOWEST_FACTOR = 2;
const ATTEMPTS_PER_FACTOR = 60;

/** Where a file stands in the line of its school, and how fast the line moves: milliseconds from one file's end to the next; null: it does not. */
export type Place = { filesAhead: number; turnMs: number | null };

/**
 * How many milliseconds a step waits before it asks again for the turn of its school. It waits outside of any slot, for about
 * half as long as the files ahead of it need: the next one in line comes at once, the fiftieth does not keep asking, and when a
 * line moves again after a long stop, its next file is ready. (If it waited for the whole time, it would miss its turn, and so would all behind it.)
 *
 * @param filesAhead older files of the school that are under way
 * @param turnMs what one of them took lately
 * @param attempt how often the step has asked, from 1
 * @param key distinguishes this step from others, so that they do not all ask at the same moment and a replay waits equally long
 */
export function turnDelayMs({ filesAhead, turnMs, attempt, key }: Place & { attempt: number; key: string }): number {
  const oneTurnMs = turnMs === null ? ONE_TURN_MS : Math.min(Math.max(turnMs, SHORTEST_TURN_MS), LONGEST_TURN_MS);
  const halfTheTurns = filesAhead === 0 ? SOMETHING_ELSE_MS : SHORTEST_TURN_MS + ((filesAhead - 1) * oneTurnMs) / 2;
  const patience = turnMs === null ? Math.min(1 + attempt / ATTEMPTS_PER_FACTOR, SLOWEST_FACTOR) : 1;
  return Math.round(Math.min(halfTheTurns * patience, LONGEST_MS) * spread(`${key}/${attempt}`));
}

/**
 * The same for a statement that gave up waiting for a lock. It holds a slot while it waits, so it backs off faster.
 */
export function lockDelayMs({ attempt, key }: { attempt: number; key: string }): number {
  return Math.round(Math.min(1_000 * 2 ** (attempt - 1), LONGEST_MS) * spread(`${key}/${attempt}`));
}

/** Between 0.75 and 1.25, the same for the same text. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return 0.75 + (hash % 1000) / 2000;
}
