import type { SyncRef } from '../domain/steps.js';
import { deliver } from './deliver.js';
import { failReadably } from './fail-readably.js';
import { showOutcome, showSupport } from './show-support.js';
import { roster } from './steps.js';

export type UndoEnd = { undone: number; skipped: number; mails: { sent: number; undelivered: number } };

/** Undoes the changes of one sync that were not edited since, and reports it. */
export async function undoSync(ref: SyncRef): Promise<UndoEnd> {
  const say = showSupport('Taking back what the sync changed.');
  return failReadably(async () => {
    const { undone, skipped } = await roster.undoChanges(ref);
    showOutcome('UNDONE');

    say(`Undone: ${undone} changes; ${skipped} were edited since and stay. Telling the owners.`);
    const { sent, undelivered, bug } = await deliver(await roster.tellOutcome(ref), '3 days');
    if (bug !== null) throw bug;
    say(`Undone: ${undone} changes; ${skipped} were edited since and stay.`);
    return { undone, skipped, mails: { sent, undelivered } };
  });
}
