/**
 * Errors that libraries throw without a code, by what they always say: fixed sentences, in which no value stands. node-postgres and its pool
 * report a lost or missing connection so.
 */
const KNOWN_MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^Connection terminated/, 'connection_lost'],
  [/^Client has encountered a connection error/, 'connection_lost'],
  [/^timeout (expired|exceeded when trying to connect)/, 'connect_timeout'],
  [/^Query read timeout/, 'query_timeout'],
  [/^Cannot use a pool after calling end/, 'pool_ended'],
  [/^Client was closed and is not queryable/, 'pool_ended'],
];

/** A code of ours for an error that its library gave none; null: it says something else. Each of them passes by itself. */
export function codeOfKnownMessage(message: unknown): string | null {
  if (typeof message !== 'string') return null;
  return KNOWN_MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
