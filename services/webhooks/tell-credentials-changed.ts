import { randomUUID } from 'node:crypto';
import type { CredentialChange } from '../../domain/webhooks/webhook-event.js';
import type { Queries } from '../../store/database.js';
import { storeEvent } from '../../store/webhook-deliveries.js';

/** Writes down for the webhooks of a school that a way in of its SIS changed, in the transaction of the change. The sweeper of the worker has it sent. */
export async function tellCredentialsChanged(
  client: Queries,
  { schoolId, change, now }: { schoolId: string; change: CredentialChange; now: Date },
): Promise<void> {
  await storeEvent(client, schoolId, { type: 'credentials.changed', occasion: randomUUID(), data: { change } }, now);
}
