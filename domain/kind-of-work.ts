/**
 * The kinds of work that must not keep each other waiting. Each has its own task queue and slots in every worker. So a silent mail
 * relay or receiver of webhooks, a hundred nights at once, or the files of whole districts do not occupy the slots in which a
 * school's ordinary file is read.
 */
export const KINDS_OF_WORK = ['syncs', 'large-syncs', 'mails', 'webhooks', 'nights'] as const;
export type KindOfWork = (typeof KINDS_OF_WORK)[number];

/** The task queue of a kind of work, beside that of the syncs, on which all workflows run as well: `rollcall`, `rollcall-mails`. */
export function taskQueueOf(kind: KindOfWork, syncsQueue: string): string {
  return kind === 'syncs' ? syncsQueue : `${syncsQueue}-${kind}`;
}

/** Temporal’s priority of work for which a person waits, from 1 (first) to 5; all other work has 3. */
export const AWAITED_PRIORITY = 2;

/** About 40,000 rows: more than any one school has people, and a second or more of a core's time in each step. */
const LARGE_FILE_BYTES = 4 * 1024 * 1024;

/** Whether a file of so many bytes is read, planned and applied in the slots of large syncs. */
export function isLargeFile(bytes: number): boolean {
  return bytes >= LARGE_FILE_BYTES;
}
