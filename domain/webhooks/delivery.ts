/** Why an attempt did not reach its receiver, or was not accepted; stored with the HTTP status, if there was one. */
export const DELIVERY_CODES = [
  /** It answered with another status than 2xx. */
  'not_accepted',
  'redirected',
  /** It answered 410: it wants no more messages. */
  'gone',
  'timed_out',
  /** The connection was closed, or could not be made. */
  'not_connected',
  /** No address is known for the name. */
  'unknown_host',
  /** Its name resolves to an address in a network that deliveries may not enter. */
  'private_address',
  /** http:// outside the networks for which it is allowed. */
  'not_encrypted',
  /** Its certificate is not trusted, or is another host's. */
  'certificate',
  /** The webhook was disabled, by an owner or after days without an answer, while the delivery waited. */
  'disabled',
] as const;
export type DeliveryCode = (typeof DELIVERY_CODES)[number];

export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'GIVEN_UP'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a webhook is disabled. */
export const DISABLED_CODES = ['BY_HAND', 'GONE', 'UNREACHABLE'] as const;
export type DisabledCode = (typeof DISABLED_CODES)[number];

/** The result of one attempt. `retryAfterMs`: the pause that the receiver asked for. */
export type Try =
  | { kind: 'delivered'; status: number }
  | { kind: 'failed'; code: Exclude<DeliveryCode, 'disabled'>; status: number | null; retryAfterMs: number | null };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses after the first attempt, the second, …: ten attempts within about three days, as Standard Webhooks recommends. */
export const PAUSES_MS: readonly number[] = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 24 * HOUR, 30 * HOUR];

/** A receiver is disabled if it has accepted nothing for this long and a delivery to it is given up. */
export const UNREACHABLE_AFTER_MS = 60 * HOUR;

const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/** Milliseconds until the next attempt; null: it was the last one. `tries`: how many were made. */
export function pauseAfter(tries: number, { retryAfterMs }: { retryAfterMs: number | null }, pauses = PAUSES_MS): number | null {
  const pause = pauses[tries - 1];
  if (pause === undefined) return null;
  return Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}

const FAILURES_IN_A_ROW = 3;
const FIRST_REST_MS = 15 * SECOND;
const LONGEST_REST_MS = HOUR;

/**
 * How long nothing is sent to a receiver after this many failures in a row; null: no pause. So a receiver that is down
 * is tried once an hour, however many deliveries wait.
 */
export function restAfter(failuresInARow: number): number | null {
  if (failuresInARow < FAILURES_IN_A_ROW) return null;
  return Math.min(FIRST_REST_MS * 2 ** Math.min(failuresInARow - FAILURES_IN_A_ROW, 20), LONGEST_REST_MS);
}

/** What an answer of a receiver means. `retryAfter`: that header. */
export function judgeAnswer(status: number, retryAfter: string | undefined): Try {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const code = status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirected' : 'not_accepted';
  // Seconds only: the other form, a date, depends on both clocks.
  const seconds = /^\s*\d{1,9}\s*$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return { kind: 'failed', code, status, retryAfterMs: seconds === null ? null : seconds * SECOND };
}
