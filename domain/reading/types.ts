import type { Category, Role } from '../category.js';
import type { PersonField } from '../person.js';
import type { Problem } from '../problem.js';
import type { RosteringSettings } from '../settings.js';

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

/** A file whose header was understood. */
export type RosterShape = {
  kind: 'shape';
  columns: ColumnMapping[];
  /** The fields that the file has a column for; fields that are not here are left alone (DESIGN §3). */
  fields: PersonField[];
  /** The category that the file name or the caller says: `students` in the name makes a stand-alone student file. */
  namedCategory: Category | null;
  /** Problems of the header itself, such as an ignored sensitive column. */
  problems: Problem[];
};

/** One valid row, normalised. A field without a column, or with a blank cell, is null. */
export type RosterRow = {
  line: number;
  category: Category;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  studentId: string | null;
  grade: string | null;
  gradeRaw: string | null;
  parentEmail: string | null;
  parentPhone: string | null;
  studentPhone: string | null;
  idField1: string | null;
  idField2: string | null;
};

/** A row that was read: `row` is null when an error leaves it out. */
export type RowReading = { row: RosterRow | null; problems: Problem[] };

/** What the whole file turned out to be, known after the last row. */
export type RosterSummary = {
  format: 'csv' | 'tsv' | 'xlsx';
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  columns: ColumnMapping[];
  fields: PersonField[];
  namedCategory: Category | null;
  /** Categories of the rows that the file lists. */
  coversCategories: Category[];
  /** Categories that the file may archive: stand-alone by name, or (not students) shown by the role column (PRODUCT.md). */
  standsFor: Category[];
  rows: number;
  valid: number;
  /** Rows with an error. */
  problemRows: number;
  warnings: number;
  /** The last line has no line end and fewer cells than the header, or an open quote: the file may be cut. */
  cutLastLine: boolean;
  problems: Problem[];
};
