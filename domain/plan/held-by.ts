import type { Category } from '../category.js';
import type { ChangeKind, HoldCode, HoldReason } from '../sync.js';

/** The categories of which the file is the whole list, beyond doubt. */
export function undoubted(
  file: { standsFor: readonly Category[]; cutLastLine: boolean; rowsUnidentified: number },
  hold: readonly HoldReason[],
): Category[] {
  if (file.cutLastLine || file.rowsUnidentified > 0) return [];
  return file.standsFor.filter((category) => !hold.some((reason) => reason.category === category && HELD_BY[reason.code].includes('ARCHIVE')));
}

/** The kinds of changes of its category that a hold keeps waiting. Those of single rows (`privileged_role` …) keep only their own. */
export const HELD_BY: Record<HoldCode, readonly ChangeKind[]> = {
  archive_guard: ['ARCHIVE'],
  cut_last_line: ['ARCHIVE'],
  beginning_of_last_file: ['ARCHIVE'],
  unidentified_rows: ['ARCHIVE'],
  update_guard: ['UPDATE'],
  rollover: ['ARCHIVE', 'UPDATE'],
  privileged_role: [],
  privileged_email: [],
  identity_change: [],
  lost_zeros: [],
  handed_on: [],
  same_names: [],
  unknown_status: [],
  student_and_adult: [],
  // Whose people they are is not known yet.
  several_sheets: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  several_schools: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  // The rows of new people are mixed up like all others.
  identity_guard: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  number_conflicts: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  blank_column: ['UPDATE'],
  mixed_up_column: ['UPDATE'],
  change_of_category: ['UPDATE'],
  // Newcomers of such a file have lost letters, too.
  names_lost_letters: ['UPDATE', 'ADD', 'RESTORE'],
  grade_gone: ['ARCHIVE'],
  gap_in_list: ['ARCHIVE'],
  unclear_rollover: ['ARCHIVE', 'UPDATE'],
  // Last year's file: leavers would come back, and new people would go.
  grades_went_back: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  header_drift: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
  unusual_drop: ['ARCHIVE'],
  // Not RESTORE: a school gets people back by sending the previous good file after a bad one.
  old_file: ['ARCHIVE', 'UPDATE'],
  unknown_people: ['ARCHIVE', 'ADD', 'RESTORE'],
  wrong_school: ['ARCHIVE', 'UPDATE', 'ADD', 'RESTORE'],
};
