import type { SyncTrigger } from '../sync.js';

/** Whether a person looks at a page and waits for this sync: it was started in the console, or is a preview. */
export function isAwaited({ trigger, dryRun }: { trigger: SyncTrigger; dryRun: boolean }): boolean {
  return dryRun || trigger === 'WEB' || trigger === 'RERUN';
}
