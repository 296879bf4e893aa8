import type { Category } from './category.js';
import type { WhyCode } from './messages/why-texts.js';
import type { PersonFields } from './person.js';
import type { ChangeKind } from './sync.js';
import { IN_PROGRESS, isIn, mayFollow, type SyncStatus } from './sync-status.js';

/** What an undo does to one person; STAY: it leaves them as they are. */
export const UNDO_ACTS = ['ARCHIVE', 'RESTORE', 'UPDATE', 'STAY'] as const;
export type UndoAct = (typeof UNDO_ACTS)[number];

/** Whether a sync can be undone, or why not. */
export type UndoVerdict =
  | 'may_be_undone'
  /** It changed no one, or was already undone. */
  | 'nothing_to_undo'
  /** Part of it waits for an owner. */
  | 'decide_first'
  | 'still_under_way';

export function judgeUndo({ status, applied }: { status: SyncStatus; applied: boolean }): UndoVerdict {
  if (status === 'HELD') return 'decide_first';
  if (isIn(IN_PROGRESS, status)) return 'still_under_way';
  return applied && mayFollow(status, 'UNDONE') ? 'may_be_undone' : 'nothing_to_undo';
}

/** What undoing a change of this kind does, and the code of the sentence that says so. An undo never deletes a person. */
export const UNDOING: Record<ChangeKind, { will: UndoAct; why: WhyCode }> = {
  ADD: { will: 'ARCHIVE', why: 'undo_of_add' },
  UPDATE: { will: 'UPDATE', why: 'undo_of_update' },
  ARCHIVE: { will: 'RESTORE', why: 'undo_of_archive' },
  RESTORE: { will: 'ARCHIVE', why: 'undo_of_restore' },
};

/** One person that a sync changed, and what undoing it would do now. */
export type UndoView = {
  id: string;
  person: { id: string; email: string; firstName: string; lastName: string; studentId: string | null };
  category: Category;
  /** What the sync did. */
  kind: ChangeKind;
  will: UndoAct;
  /** As the sync left the person. */
  before: PersonFields;
  /** The person after the undo; null if it changes none of their fields. */
  after: PersonFields | null;
  why: { code: WhyCode; message: string };
};
export type UndoCounts = Record<UndoAct, number>;
