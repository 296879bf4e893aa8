import type { Category } from '../category.js';
import { OPTIONAL_FIELDS, type PersonField, type PersonFields, type UnreadField } from '../person.js';
import type { FileRejection, Problem } from '../problem.js';
import type { RosteringSettings } from '../settings.js';
import type { FileFormat } from '../sync.js';
import type { FileAccount } from './file-account.js';
import type { PresenceField } from './field-aliases.js';

/** How one column of a file was understood. `why` is a stable code such as `alias`, `school_map`, `sensitive`, `unknown`. */
export type ColumnMapping = { header: string; field: PersonField | null; why: string };

/** What reading depends on besides the file itself. */
export type ReadingContext = {
  fileName: string;
  /** The school's country: decides how phone numbers without a country code are read. */
  country: 'US' | 'CA';
  /** As stored; a target that is no field, such as `ignore`, says that the column is not to be read. */
  maps: Omit<RosteringSettings['maps'], 'headers'> & { headers: Record<string, string> };
  /** The words of a school column that mean this school; none: not known yet. */
  ownSchool: readonly string[];
  /** The school's local day, `YYYY-MM-DD`, on which the file came: entry and exit dates are compared with it. */
  day: string;
  /** The sheet, or the file inside an archive, that is read. */
  sheet?: string | null;
  /** Overrides the category that the file name says (CLI `--category`). */
  category?: Category;
};

/** The phone number (UTF-8, from `start` to `end`) in E.164, or null when it cannot be one in the school's country. */
export type ParsePhone = (bytes: Uint8Array, start: number, end: number) => string | null;

/** A file whose header was understood. */
export type RosterShape = {
  kind: 'shape';
  columns: ColumnMapping[];
  /** The fields that the file has a column for; other fields stay unchanged (docs/product.md). */
  fields: PersonField[];
  /** Where each field is read from: the first column with a value wins. Presence is read (of all its columns), but is no field of a person. */
  sources: { field: PersonField | PresenceField | 'jobTitle' | 'school' | 'gradeOrder'; columns: number[] }[];
  /** The header of the role column is ambiguous: it is the role only if its words are roles. */
  roleByWords: boolean;
  /** The system that wrote the file, by its header: `Sis.id` of domain/sis. */
  sis: string;
  /** Columns that are never read, not even for the owner's download. */
  sensitiveColumns: number[];
  /** The category that the file name or the caller says: `students` in the name makes a stand-alone student file. */
  namedCategory: Category | null;
  /** Problems of the header itself, such as an ignored sensitive column. */
  problems: Problem[];
};

/**
 * One valid row, normalised. A field without a column, or with a blank cell, is null. `unread`, if present, names the
 * fields with an unreadable value: their stored value stays, and the row's value only fills an empty field.
 */
export type RosterRow = PersonFields & {
  line: number;
  unread?: readonly UnreadField[];
  /** No known word says whether the person is at the school: they stay unchanged, and a new person waits. */
  statusUnknown?: true;
  /** The role is only a guess for a new person, from the file name or a title: it does not change an existing role. */
  roleGuessed?: true;
};

/**
 * A person that the file names in a row that cannot be used (an error, or rows that contradict each other): the row changes
 * nothing, but the person *is* in the file and must not be archived as missing. At least one of the three fields is set.
 */
export type Mention = { line: number; email: string | null; studentId: string | null; staffId: string | null };

/** Why a row is left out without being wrong. */
export const LEFT_OUT_RULES = ['gone', 'not_yet', 'left_out', 'commented_out', 'vacant', 'not_rostered', 'other_school'] as const;
export type LeftOutRule = (typeof LEFT_OUT_RULES)[number];

/** A row that was read. */
export type RowReading =
  | { kind: 'valid'; category: Category; problems: readonly Problem[] }
  /** It has no person: a total, a footnote, a line of dashes. */
  | { kind: 'nobody'; problems: readonly Problem[] }
  /** A row without a person who is rostered or present. `mention`: people who are not here yet, or left out on purpose, are not archived either. */
  | {
      kind: 'skipped';
      rule: LeftOutRule;
      problems: readonly Problem[];
      mention: Mention | null;
    }
  /** An error leaves it out. `identified` is false if the cells may have moved, or identify no person. */
  | { kind: 'invalid'; problems: readonly Problem[]; mention: Mention | null; identified: boolean };

/** What folding may change of a row, beside its role and its flags. */
export const AMENDED_FIELDS = ['firstName', 'lastName', 'gradeRaw', ...OPTIONAL_FIELDS] as const;

/** The values that a row takes over from repeated rows of the same person (one per guardian); replaces them all, and the flags. */
export type RowAmendment = { line: number } & Pick<RosterRow, 'role' | (typeof AMENDED_FIELDS)[number] | 'unread' | 'statusUnknown' | 'roleGuessed'>;

/** How the bytes were read, as far as the reading came. */
export type FileReading = {
  format: FileFormat | null;
  /** utf-8, utf-16le, utf-16be, or one of SINGLE_BYTE_SETS; null for XLSX. */
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  columns: ColumnMapping[];
  /** The fields that the file has a column for. */
  fields: PersonField[];
  namedCategory: Category | null;
  /** The system that wrote the file, by its header; null: the header was not understood. */
  sis: string | null;
  /** What became of everything in the file, as far as the reading came. */
  account: FileAccount;
  /** Rows below the header, blank lines not counted. */
  rows: number;
  /** Rows without an error that list a present person; repeated rows that agree are among them. */
  valid: number;
  /** Rows with an error. */
  problemRows: number;
  warnings: number;
  /** Problems of the file as a whole or its header, which onProblems did not report. */
  problems: Problem[];
};

/** What the whole file turned out to be, known after the last row. */
export type RosterSummary = FileReading & {
  kind: 'read';
  format: FileFormat;
  /** Categories of the rows that the file lists. */
  coversCategories: Category[];
  /** Categories that the file may archive: stand-alone by name, or (not students) shown by the role column (docs/product.md). */
  standsFor: Category[];
  /** The last line has no line end and fewer cells than the header, or an open quote: the file may be cut. */
  cutLastLine: boolean;
  /** The file says itself that it lists only changes: it stands for no category, and supersedes no other file. */
  partial: boolean;
  /** People that the file lists: the rows given to onRows minus `dropLines`. */
  people: number;
  /** Lines of rows that onRows was given and that must not be used: folded into another row, or contradicting one. */
  dropLines: number[];
  /** Rows given to onRows whose values change because repeated rows were folded into them. */
  amendments: RowAmendment[];
  /** Rows with an error in which no person can be identified (no mention): it is uncertain who is missing. */
  unidentifiedRows: number;
};

/** A file that changes nothing; rows reported before do not count, but the problems are still shown. */
export type RosterRejection = FileRejection & FileReading;
