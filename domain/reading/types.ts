import type { Category } from '../category.js';
import type { PersonField, PersonFields, UnreadField } from '../person.js';
import type { FileRejection, Problem } from '../problem.js';
import type { RosteringSettings } from '../settings.js';
import type { FileFormat } from '../sync.js';
import type { PresenceField } from './field-aliases.js';

/** How one column of a file was understood. `why` is a stable code such as `alias`, `school_map`, `sensitive`, `unknown`. */
export type ColumnMapping = { header: string; field: PersonField | null; why: string };

/** What reading depends on besides the file itself. */
export type ReadingContext = {
  fileName: string;
  /** The school's country: decides how phone numbers without a country code are read. */
  country: 'US' | 'CA';
  maps: RosteringSettings['maps'];
  /** Overrides the category that the file name says (CLI `--category`). */
  category?: Category;
};

/** The phone number (UTF-8, from `start` to `end`) in E.164, or null when it cannot be one in the school's country. */
export type ParsePhone = (bytes: Uint8Array, start: number, end: number) => string | null;

/** A file whose header was understood. */
export type RosterShape = {
  kind: 'shape';
  columns: ColumnMapping[];
  /** The fields that the file has a column for; fields that are not here are left alone (docs/product.md). */
  fields: PersonField[];
  /** Where each field is read from: the first column with a value wins. Presence is read (of all its columns), but is no field of a person. */
  sources: { field: PersonField | PresenceField; columns: number[] }[];
  /** Columns that are never looked at, also not for the owner's download. */
  sensitiveColumns: number[];
  /** The category that the file name or the caller says: `students` in the name makes a stand-alone student file. */
  namedCategory: Category | null;
  /** Problems of the header itself, such as an ignored sensitive column. */
  problems: Problem[];
};

/**
 * One valid row, normalised. A field without a column, or with a blank cell, is null. `unread`, where there are any, names the
 * fields of which something could not be read: what is stored of them stays, and the row's value only fills an empty place.
 */
export type RosterRow = PersonFields & { line: number; unread?: readonly UnreadField[] };

/**
 * Somebody whom the file names in a row that cannot be used (an error, or rows that contradict each other): the row changes
 * nothing, but the person *is* in the file and must not be archived as missing. At least one of the three is there.
 */
export type Mention = { line: number; email: string | null; studentId: string | null; staffId: string | null };

/** A row that was read. */
export type RowReading =
  | { kind: 'valid'; category: Category; problems: readonly Problem[] }
  /** No person stands in it: a total, a footnote, a line of dashes. */
  | { kind: 'nobody'; problems: readonly Problem[] }
  /** Nobody who is rostered or present: a parent, or marked inactive. */
  | { kind: 'skipped'; problems: readonly Problem[] }
  /** An error leaves it out. `identified` is false when the cells may have moved, or name nobody. */
  | { kind: 'invalid'; problems: readonly Problem[]; mention: Mention | null; identified: boolean };

/** The values that a row takes over from repeated rows of the same person (one per guardian); replaces all eight, and `unread`. */
export type RowAmendment = { line: number } & Pick<
  RosterRow,
  'firstName' | 'lastName' | 'gradeRaw' | 'parentEmail' | 'parentPhone' | 'studentPhone' | 'idField1' | 'idField2' | 'unread'
>;

/** How the bytes were read, as far as the reading came. */
export type FileReading = {
  format: FileFormat | null;
  /** utf-8, utf-16le, utf-16be, windows-1252, macintosh, cp850 or cp437; null for XLSX. */
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  columns: ColumnMapping[];
  /** The fields that the file has a column for. */
  fields: PersonField[];
  namedCategory: Category | null;
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
  /** The file says itself that it lists only what has changed: it stands for nobody, and overtakes no other file. */
  partial: boolean;
  /** People that the file lists: the rows given to onRows minus `dropLines`. */
  people: number;
  /** Lines of rows that onRows was given and that must not be used: folded into another row, or contradicting one. */
  dropLines: number[];
  /** Rows given to onRows whose values change because repeated rows were folded into them. */
  amendments: RowAmendment[];
  /** Rows with an error in which nobody can be recognised (no mention): who is missing cannot be known for sure. */
  unidentifiedRows: number;
};

/** A file that changes nothing; rows and problems that were given before are void, problems stay worth showing. */
export type RosterRejection = FileRejection & FileReading;
