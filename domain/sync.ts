import type { WhyCode } from './messages/why-texts.js';
import { CATEGORIES, type Category } from './category.js';
import type { PersonFields } from './person.js';
import type { SettingsChange } from './settings.js';
import type { SyncStatus } from './sync-status.js';

export const SYNC_TRIGGERS = ['SFTP', 'WEB', 'NIGHTLY', 'RERUN'] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];
/** If a preview changes more people than this in one way, it lists only some of them; its counts include all. */
export const MOST_PREVIEWED = 1_000;
/**
 * Changes that are not made are kept as an explanation, not as a copy of the school: of a sync so many at most. Those of a preview, too,
 * however large the file: its counts say the rest.
 */
export const MOST_EXPLAINED = 1_000;
export const CHANGE_KINDS = ['ADD', 'UPDATE', 'ARCHIVE', 'RESTORE'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGE_STATES = ['PLANNED', 'HELD', 'APPLIED', 'UNDONE', 'SKIPPED'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** What an owner decided last about a sync. `by`: the e-mail address of the account; `at`: ISO 8601. */
export const SYNC_DECISIONS = ['APPROVED', 'DISCARDED', 'CANCELLED', 'UNDONE'] as const;
export type SyncDecision = { decision: (typeof SYNC_DECISIONS)[number]; by: string | null; at: string; reason: string | null };

/** People per outcome. `held` counts planned changes of any kind that wait for an owner. What they say of a sync: domain/counts-of-sync.ts. */
export type CategoryCounts = {
  added: number;
  updated: number;
  archived: number;
  restored: number;
  unchanged: number;
  held: number;
};
export type SyncCounts = Record<Category, CategoryCounts>;

export function noCounts(): SyncCounts {
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, { added: 0, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 }]),
  ) as SyncCounts;
}

/** Why something waits for an owner. Stored as code and params; the sentence is made in the reader's language. */
export const HOLD_CODES = [
  'archive_guard',
  'cut_last_line',
  /** The rows of the school's last good file of this kind, word for word, without the last ones. */
  'beginning_of_last_file',
  /** Rows with an error in which no person can be identified: they may be the missing people. */
  'unidentified_rows',
  /** So many people would change that it is probably the wrong file, or its columns are mixed up. */
  'update_guard',
  /** A new school year, at a school that wants to look at it first (`safety.rollover`). */
  'rollover',
  'privileged_role',
  /** A new e-mail address for an Owner or Manager, which could hand over the account. */
  'privileged_email',
  /** A row that may describe a different human than the person with its number or e-mail address. */
  'identity_change',
  /** One person's number would lose the zeros in front. */
  'lost_zeros',
  /** Numbers or addresses pass from one person to another: all of it is done together, or nothing. */
  'handed_on',
  /** Somebody new has the names of somebody who leaves with the same file: perhaps the same people, in a new system. */
  'same_names',
  /** The file's status leaves open whether new people are at the school. */
  'unknown_status',
  /** A student by the students' list, and something else by another file. */
  'student_and_adult',
  /** The file names several schools, and the school has not said which of them it is. */
  'several_schools',
  /** The workbook has several sheets with people, and the school has not said which of them are the roster. */
  'several_sheets',
  // The rest judges the shape of the file as a whole: SHAPE_CODES.
  'identity_guard',
  'number_conflicts',
  'blank_column',
  /** Many people would get parents' addresses or phone numbers that belong to other people. */
  'mixed_up_column',
  /** Many people of one category would move to another: a wrong file name, or a role column that was filled by mistake. */
  'change_of_category',
  /** Many names are the stored ones, but have lost letters on the way. */
  'names_lost_letters',
  'grade_gone',
  'gap_in_list',
  /** Many students moved up a grade, but it is not certain that this is a new school year. */
  'unclear_rollover',
  'grades_went_back',
  'header_drift',
  'unusual_drop',
  'old_file',
  'unknown_people',
  'wrong_school',
] as const;
export type HoldCode = (typeof HOLD_CODES)[number];

/** Holds that compare the shape of a file with the school and its earlier files; `shapeChecks: WARN` turns them into remarks. */
export const SHAPE_CODES = HOLD_CODES.slice(HOLD_CODES.indexOf('identity_guard')) as ShapeCode[];
export type ShapeCode = Exclude<
  HoldCode,
  | 'archive_guard'
  | 'cut_last_line'
  | 'beginning_of_last_file'
  | 'unidentified_rows'
  | 'update_guard'
  | 'rollover'
  | 'privileged_role'
  | 'privileged_email'
  | 'identity_change'
  | 'lost_zeros'
  | 'handed_on'
  | 'same_names'
  | 'unknown_status'
  | 'student_and_adult'
  | 'several_schools'
  | 'several_sheets'
>;
export type HoldReason = { code: HoldCode; category: Category; params: Record<string, string | number> };

export const FILE_FORMATS = ['csv', 'tsv', 'xlsx', 'zip'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A new school year that a file begins: people as in `counts`, and the sentence that says it. */
export type RolloverView = { graduates: number; movedUp: number; message: string };

/** One sync as docs/contract.md fixes it: what the API answers, and what mails and receipts are made from. Instants are ISO 8601. */
export type SyncView = {
  id: string;
  status: SyncStatus;
  trigger: SyncTrigger;
  dryRun: boolean;
  /** For a preview of settings: how the previewed settings differ from the school's. Null: it used the school's own. */
  triedSettings: SettingsChange[] | null;
  file: { name: string; bytes: number; sha256: string; format: FileFormat | null; encoding: string | null };
  counts: SyncCounts;
  rows: { total: number; valid: number; problems: number; warnings: number };
  hold: { reasons: { code: HoldCode; category: Category; message: string }[] } | null;
  /** The first file of a school year. */
  rollover: RolloverView | null;
  receivedAt: string;
  startedAt: string | null;
  /** When its changes took effect, except those that wait or waited for an owner. */
  appliedAt: string | null;
  finishedAt: string | null;
  error: { code: string; message: string } | null;
  workflow: { id: string; runId: string | null; url: string | null };
};

/** One change as docs/contract.md fixes it. `before` is null for ADD. */
export type ChangeView = {
  id: string;
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  person: { id: string; email: string; firstName: string; lastName: string; studentId: string | null };
  /** For an ADD: the person with the same names who leaves with the same file, and may be the same human. */
  sameNames: (Pick<PersonFields, 'email' | 'firstName' | 'lastName' | 'studentId' | 'staffId'> & { id: string }) | null;
  line: number | null;
  before: PersonFields | null;
  after: PersonFields;
  why: { code: WhyCode; message: string };
};

/** How people who are new and gone under the same names are taken; SAME_PEOPLE where nothing is said. */
export const APPROVED_AS = ['SAME_PEOPLE', 'NEW_PEOPLE'] as const;
export type ApprovedAs = (typeof APPROVED_AS)[number];
