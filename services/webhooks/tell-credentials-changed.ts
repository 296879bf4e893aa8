import { randomUUID } from 'node:crypto';
import type { CredentialChange } from '../../domain/webhooks/webhook-event.js';
import type { Queries } from '../../store/database.js';
import { storeEvent } from '../../store/webhook-deliveries.js';

/** Stores for the webhooks of a school that credentials of its SIS changed, in the transaction of the change. The worker's sweeper sends it. */
export async function tellCredentialsChanged(
  client: Queries,
  { schoolId, change, now }: { schoolId: string; change: CredentialChange; now: Date },
): Promise<void> {
  await storeEvent(client, schoolId, { type: 'credentials.changed', occasion: randomUUID(), data: { change } }, now);
}
