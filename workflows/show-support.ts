import { defineQuery, setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type { SyncStatus } from '../domain/sync-status.js';

/** Where the workflow is, in words: the query `state`, and the same text under "Current Details" in the Temporal Web UI. */
export const state = defineQuery<string>('state');

/** Answers `state` from now on; call the returned function to say what the workflow does next. */
export function showSupport(first: string): (words: string) => void {
  let words = first;
  setHandler(state, () => words);
  setCurrentDetails(first);
  return (next) => {
    words = next;
    setCurrentDetails(next);
  };
}

/** The outcome by which support lists workflows: `RollcallOutcome = "HELD"`. */
export function showOutcome(outcome: SyncStatus): void {
  upsertSearchAttributes([{ key: { name: 'RollcallOutcome', type: 'KEYWORD' }, value: outcome }]);
}
