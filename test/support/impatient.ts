import type { TemporalClient } from '../../infra/temporal/client.js';

/** For a Temporal that is away: it is waited for half a second at each call, and not for five. */
export function impatient(temporal: TemporalClient): TemporalClient {
  return { ...temporal, soon: (call) => temporal.soon(call, 500) };
}
