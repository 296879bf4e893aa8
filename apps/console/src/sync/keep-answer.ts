import type { QueryClient } from '@tanstack/react-query';
import type { SyncDetail } from '../../../client/api-types.js';
import type { SyncView } from '../api.js';

/** Shows what an action answered of a sync at once. Who decided, and who is told when, comes with the next look, which follows. */
export function keepAnswer(client: QueryClient, locale: string, answer: SyncView): void {
  const detail: SyncDetail = { ...answer, decision: null, escalation: null };
  client.setQueryData(['sync', answer.id, locale], detail);
}
