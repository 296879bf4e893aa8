/**
 * The kinds of work that may not keep each other waiting. Each has a task queue and slots of its own in every worker: a mail
 * relay that falls silent, or a hundred nights at once, holds none of the slots in which files are read.
 */
export const KINDS_OF_WORK = ['syncs', 'mails', 'nights'] as const;
export type KindOfWork = (typeof KINDS_OF_WORK)[number];

/** The task queue of a kind of work, beside that of the syncs, on which all workflows run as well: `rollcall`, `rollcall-mails`. */
export function taskQueueOf(kind: KindOfWork, syncsQueue: string): string {
  return kind === 'syncs' ? syncsQueue : `${syncsQueue}-${kind}`;
}
