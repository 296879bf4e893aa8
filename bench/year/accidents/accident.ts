import type { MemberRole } from '../world/member.js';

/** What goes wrong with exports, each in the way in which schools meet it. */
export const ACCIDENT_KINDS = [
  'student_flickers',
  'cut_in_line',
  'cut_at_line_end',
  'cut_near_the_end',
  'grade_missing',
  'grades_missing',
  'homeroom_missing',
  'name_range_missing',
  'blank_column',
  'half_blank_column',
  'required_header_renamed',
  'number_header_renamed',
  'optional_column_gone',
  'columns_swapped',
  'headers_swapped',
  'other_schools_file',
  'district_file',
  'last_years_file',
  'old_file',
  'numbers_exchanged',
  'numbers_of_former_students',
  'numbers_shifted',
  'numbers_shifted_below',
  'zeros_lost',
  'zeros_lost_in_some',
  'empty_file',
  'header_only',
  'rows_doubled',
  'rows_contradict',
  'rows_broken',
  'encoding_damaged',
  'accents_lost',
  'parents_addresses',
  'parents_addresses_in_some',
  'status_column_begins',
  'leavers_without_status',
  'tabs',
  'test_file',
  'no_file',
] as const;
export type AccidentKind = (typeof ACCIDENT_KINDS)[number];

/** One accident of one export, on so many evenings in a row. */
export type Accident = {
  kind: AccidentKind;
  role: MemberRole;
  /** Index of the first evening. */
  day: number;
  evenings: number;
};
