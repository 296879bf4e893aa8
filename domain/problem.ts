import type { PersonField } from './person.js';
import type { ShapeCode } from './sync.js';

/** Things that can be wrong with one row; the row is left out (error) or read with a remark (warning). */
export const ROW_PROBLEM_CODES = [
  'missing_value',
  'invalid_email',
  'placeholder_email',
  'invalid_phone',
  'unknown_grade',
  'several_grades',
  'unknown_title',
  'unknown_word',
  'unknown_status',
  'vacancy_in_name',
  'rows_struck_out',
  'unreadable_date',
  'contradicting_status',
  'reason_for_leaving',
  'unknown_column',
  'unknown_role',
  'category_unclear',
  'value_too_long',
  'scientific_notation',
  'formula_error',
  'too_many_cells',
  'too_few_cells',
  'broken_quotes',
  'duplicate_person',
  'contradicting_rows',
  'shared_email',
  'number_and_email_of_two_people',
  'reused_number',
  'column_read_twice',
  'sensitive_column_ignored',
  'date_instead_of_grade',
  'wrong_category_in_file',
  'reused_email',
  'number_without_zeros',
  'partial_file',
  'several_schools',
  'school_unsaid',
  'rows_of_unknown_school',
  'several_sheets',
  'hidden_sheets',
  'hidden_rows',
  'lost_letters',
  'values_tidied',
  'line_without_person',
  'rows_commented_out',
  'lines_above_header',
  'lines_in_quotes',
  'names_split',
  'parents_email',
  'submitters_email',
  'stays_archived',
  'stays_active',
] as const;
export type RowProblemCode = (typeof ROW_PROBLEM_CODES)[number];

/** Reasons for which a whole file changes nothing (`REJECTED`). */
export const FILE_REJECTION_CODES = [
  'empty_file',
  'header_only',
  'no_header',
  'missing_required_column',
  'ambiguous_column',
  'unreadable_bytes',
  'unsupported_format',
  'broken_archive',
  'file_too_large',
  'too_many_rows',
  'too_many_columns',
  'no_valid_rows',
  'all_rows_left_out',
  'names_in_one_column',
  'companion_file',
  'list_of_leavers',
  'second_header',
  'no_rows_of_school',
  'sheets_left_out',
  'sheets_differ',
] as const;
export type FileRejectionCode = (typeof FILE_REJECTION_CODES)[number];

/** A file that is not a list of people by design, such as OneRoster's enrollments.csv: it changes nothing, and nothing is wrong. */
export const COMPANION_FILE = 'companion_file' satisfies FileRejectionCode;

/** Oddities of a whole file are remarks (code of the hold that they would be, `category` in params) where the school wants no hold. */
export type ProblemCode = RowProblemCode | FileRejectionCode | ShapeCode;
export type Severity = 'error' | 'warning';

/** Facts for the sentence: counts, header names, value classes. Never a value of a person. */
export type ProblemParams = Record<string, string | number>;

export type Problem = {
  /** The line in the file where the row starts (the header is line 1; in XLSX, the row number); null: the whole file. */
  line: number | null;
  /** The column's header as the file spells it. */
  column: string | null;
  field: PersonField | null;
  code: ProblemCode;
  severity: Severity;
  params: ProblemParams;
};

/** A file that changes nothing, and why. */
export type FileRejection = { kind: 'rejected'; code: FileRejectionCode; params: ProblemParams };
