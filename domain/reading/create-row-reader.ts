import { CATEGORIES, categoryOf, ROLES, type Category, type Role } from '../category.js';
import { OPTIONAL_FIELDS, ROLE_GUESSED_BIT, STATUS_UNKNOWN_BIT, type UnreadField } from '../person.js';
import type { Problem, ProblemParams, RowProblemCode } from '../problem.js';
import { sisOf } from '../sis/recognise-sis.js';
import { cellsOfTexts, textOfCell, textsOfCells, type Cells } from './cells.js';
import { cleanText } from './clean-text.js';
import { createHabitCount, type HabitCount } from './count-habits.js';
import type { BatchWriter } from './create-batch-writer.js';
import { createPresenceReader } from './create-presence-reader.js';
import { createSchoolReader, type RowSchool, type SchoolReader } from './create-school-reader.js';
import { createWordTally, type CountedWord, type WordTally } from './create-word-tally.js';
import { PRESENCE_FIELDS } from './field-aliases.js';
import { FieldWriter, LONGEST, type FieldColumns } from './field-writer.js';
import type { ReadWord } from './file-account.js';
import { namesNobody } from './names-nobody.js';
import { mayHaveNote, readNoteInName, type NameWithNote } from './note-in-name.js';
import { isPlaceholderEmail } from './placeholder-email.js';
import { isPlaceholderNumber } from './placeholder-number.js';
import { readEmail } from './read-email.js';
import { gradeMapOf, readGrade, type GradeReading } from './read-grade.js';
import { readRole, readTitle, schoolRoleMap, type RoleReading, type TitleReading } from './read-role.js';
import type { StatusMeaning } from './read-status.js';
import { roleOfRow } from './role-of-row.js';
import { plainNumber } from './tidy-text.js';
import type { Mention, ParsePhone, ReadingContext, RosterShape, RowReading } from './types.js';
import { ValueAtHand } from './value-at-hand.js';
import { mayBeVacancy, NO_NAMES, readVacancy, vacancyMarks } from './vacancy-in-name.js';
import { hasLostLetters, isFormulaError, isScientific } from './value-class.js';

const NO_PROBLEMS: readonly Problem[] = [];
/** The word for rows whose cells are struck out, which schools answer under Statuses: in both languages, as it is the key of the answer. */
const STRUCK_OUT = 'Struck out / Barré';
const OF_NOBODY: RowReading = { kind: 'nobody', problems: NO_PROBLEMS };
const FAULTLESS = Object.fromEntries(CATEGORIES.map((category) => [category, { kind: 'valid', category, problems: NO_PROBLEMS }])) as Record<
  Category,
  RowReading
>;
const ROLE_PLACES: Record<Role, number> = Object.fromEntries(ROLES.map((role, place) => [role, place])) as Record<Role, number>;

/**
 * How a row ended: with its line; `padded`: the format leaves out blank cells at the end (XLSX), so fewer cells are no sign of
 * damage; `open`: it is the last line and has no line end, so fewer cells mean that the file was cut.
 */
export type RowEnding = 'closed' | 'padded' | 'open';

export type RowContext = ReadingContext & {
  parsePhone: ParsePhone;
  /** How many of the first columns are not in the file itself: people who count its cells do not see them. */
  addedColumns?: number;
  /** The schools of a package, by their ids: other units in its rows are not schools. */
  schools?: ReadonlyMap<string, string>;
  /** Optional fields that only other sheets of the list have a column for: their stored values stay. */
  absent?: readonly UnreadField[];
};

export type RowReader = {
  /** A valid row is written to the batches, any other leaves nothing there. `first`: of its list; `struck`: its cells are struck out. */
  read(cells: Cells, line: number, ending?: RowEnding, first?: boolean, struck?: boolean): RowReading;
  /** Categories that a role cell of a valid row named. */
  readonly shownByRole: ReadonlySet<Category>;
  /** What was wrapped around values, for one remark a file. */
  readonly habits: HabitCount;
  /** Each word of the columns that say status, grade, role and title, so far. */
  words(): ReadWord[];
  /** No word of the role column was a role, so it is not a role column. */
  readonly hasNoRoles: boolean;
  /** Valid rows that leave open whether the person is at the school, and those that do not name their school. */
  readonly statusUnknown: number;
  readonly schoolUnsaid: number;
  /** Valid rows in which the address of a student is that of the parents, too: how many, and the first. */
  readonly parentsEmail: { rows: number; line: number };
  /** In how many rows a column has a value; null: not counted. */
  filled(column: number): number | null;
};

/** Makes the reader for all rows of one file: everything that depends only on header and settings is computed once. */
export function createRowReader(shape: RosterShape, context: RowContext, rows: BatchWriter): RowReader {
  return new FileRowReader(shape, context, rows);
}

class FileRowReader implements RowReader {
  readonly shownByRole = new Set<Category>();
  readonly habits = createHabitCount();
  statusUnknown = 0;
  schoolUnsaid = 0;
  readonly parentsEmail = { rows: 0, line: 0 };

  readonly #shape: RosterShape;
  readonly #rows: BatchWriter;
  readonly #headers: string[];
  readonly #added: number;
  readonly #at: FieldColumns;
  readonly #identifying: readonly number[];
  readonly #hasOptional: boolean;
  /** Columns without which a row cannot be judged: a line that ends before one of them is broken. */
  readonly #lastNeeded: number;
  readonly #grades: WordTally<GradeReading>;
  readonly #roles: WordTally<RoleReading>;
  readonly #titles: WordTally<TitleReading>;
  readonly #presence: ReturnType<typeof createPresenceReader>;
  readonly #school: SchoolReader;
  readonly #unknownColumns: readonly number[];
  readonly #filled: Uint32Array;

  // One row at a time: the state that its steps share is kept here, so a row creates no closures.
  readonly #value = new ValueAtHand(this.habits);
  readonly #fields: FieldWriter;
  #first = false;
  #struck = false;
  /** What the beginnings of the names say together (vacancy-in-name.ts). */
  #nameMarks = NO_NAMES;
  /** No person stands where the names stand, as far as is known. */
  #vacant = false;

  constructor(shape: RosterShape, context: RowContext, rows: BatchWriter) {
    const { columns } = shape;
    const sis = sisOf(shape.sis);
    const gradeWords = gradeMapOf(sis.grades ?? {}, context.maps.grades);
    const schoolRoles = schoolRoleMap(context.maps.roles);
    const at = columnsOfFields(shape);
    this.#shape = shape;
    this.#rows = rows;
    this.#headers = columns.map(({ header }) => header);
    this.#added = context.addedColumns ?? 0;
    this.#at = at;
    this.#identifying = [...at.studentId, ...at.email, ...at.staffId];
    this.#hasOptional = OPTIONAL_FIELDS.some((field) => at[field].length > 0);
    this.#grades = createWordTally<GradeReading>((text) => readGrade(text, gradeWords));
    this.#roles = createWordTally<RoleReading>((text) => readRole(text, schoolRoles));
    this.#titles = createWordTally<TitleReading>((text) => readTitle(text, schoolRoles));
    this.#presence = createPresenceReader(
      [
        ...PRESENCE_FIELDS.flatMap((field) => presenceColumns(shape, field, columnsOf(shape, field))),
        ...presenceColumns(shape, 'name', [...at.firstName, ...at.lastName]),
        ...presenceColumns(shape, 'vacancy', at.lastName.slice(0, 1)),
        ...presenceColumns(shape, 'struck', at.lastName.slice(0, 1)),
      ],
      { sis, statuses: context.maps.statuses, headers: context.maps.headers, day: context.day, country: context.country },
    );
    this.#school = createSchoolReader(
      columnsOf(shape, 'school').map((column) => ({ column, header: columns[column]!.header })),
      { ownSchool: context.ownSchool, schools: context.schools ?? NO_SCHOOLS },
    );
    this.#unknownColumns = columns.flatMap(({ why }, index) => (why === 'unknown' ? [index] : []));
    this.#filled = new Uint32Array(columns.length);
    const judging = [...this.#presence.columns, ...this.#school.columns].map(({ from }) => from);
    const needed = [at.email, at.firstName, at.lastName, at.role, at.studentId, at.grade, ...judging];
    this.#lastNeeded = Math.max(...needed.flat());
    this.#fields = new FieldWriter({
      at,
      columns,
      value: this.#value,
      rows,
      parsePhone: context.parsePhone,
      grades: this.#grades,
      absent: context.absent ?? [],
      noteInName: (text) => this.#noteInName(text),
    });
  }

  read(cells: Cells, line: number, ending: RowEnding = 'closed', first = false, struck = false): RowReading {
    this.#first = first;
    this.#struck = struck;
    this.#value.cells = cells;
    this.#value.line = line;
    this.#fields.begin(line);
    const unfit = this.#checkCells(cells, ending);
    if (unfit !== null) return unfit;
    this.#countUnknownColumns(cells);

    const { roleByWords, namedCategory } = this.#shape;
    const fields = this.#fields;
    const school = this.#readSchool();
    if (school === 'other') return this.#ofOtherSchool();
    const saidRole = this.#wordOf(this.#at.role, this.#roles);
    const role = roleByWords && saidRole === 'unknown' ? null : saidRole;
    const title = this.#wordOf(this.#at.title, this.#titles);
    const there = this.#readPresence();
    const leftOut = this.#leftOut(there, role);
    if (leftOut !== null) return leftOut;
    const doubt = doubtAbout(there, school);
    if (doubt !== null) fields.unread |= STATUS_UNKNOWN_BIT;

    const as = roleOfRow(role, namedCategory, title, this.#hasNumberAndGrade);
    if (as.kind === 'unclear') fields.report('error', as.code, 'role', this.#at.role, as.params);
    else if (as.guessed) fields.unread |= ROLE_GUESSED_BIT;
    const student = as.kind === 'role' && as.role === 'STUDENT';
    this.#writeFields(student);

    if (as.kind === 'role' && !fields.failed) {
      if (role !== null && !as.guessed) this.shownByRole.add(categoryOf(as.role));
      return this.#keep(as.role, doubt);
    }
    this.#rows.drop();
    if (this.#isOfNobody()) {
      this.#forgetWords(saidRole !== null, title !== null);
      return OF_NOBODY;
    }
    return this.#unusable(whom(this.#mentioned(student)), there);
  }

  #unusable(mention: Mention | null, there: StatusMeaning): RowReading {
    // A vacant position has no e-mail address: that is no error, and its word has been counted already.
    if (this.#vacant && there === 'unknown') return { kind: 'skipped', rule: 'vacant', problems: NO_PROBLEMS, mention };
    return { kind: 'invalid', problems: this.#fields.problems ?? NO_PROBLEMS, mention, identified: mention !== null };
  }

  #leftOut(there: StatusMeaning, role: RoleReading | null): RowReading | null {
    if (there === 'gone') return GONE;
    const rule = leftOutBy(there, role);
    if (rule === null) return null;
    return rule === 'not_rostered' ? NOT_ROSTERED : this.#without(rule);
  }

  #keep(role: Role, doubt: Doubt): RowReading {
    const category = categoryOf(role);
    if (doubt === 'status') {
      this.statusUnknown += 1;
      this.#presence.countUnknown(category);
    } else if (doubt === 'school') {
      this.schoolUnsaid += 1;
      this.#school.countUnsaid(category);
    }
    if (role === 'STUDENT' && this.#hasEmailOfParents()) {
      this.parentsEmail.rows += 1;
      if (this.parentsEmail.rows === 1) this.parentsEmail.line = this.#value.line;
    }
    const { problems, unread } = this.#fields;
    this.#rows.keep(this.#value.line, ROLE_PLACES[role], unread);
    return problems === null ? FAULTLESS[category] : { kind: 'valid', category, problems };
  }

  #hasEmailOfParents(): boolean {
    const { cells } = this.#value;
    const [own] = this.#at.email;
    return own !== undefined && this.#at.parentEmail.some((column) => column !== own && isSameCell(cells, own, column));
  }

  /** Whether the row has the cells of its header. Not null: it was taken out, has too many, or lacks some that it cannot be judged without. */
  #checkCells(cells: Cells, ending: RowEnding): RowReading | null {
    if (isCommentedOut(cells, this.#added)) return this.#commentedOut();
    const width = this.#headers.length;
    const added = this.#added;
    if (cells.count > width) {
      let filled = cells.count;
      while (filled > width && cleanText(textOfCell(cells, filled - 1)) === '') filled -= 1;
      return filled > width ? this.#broken('too_many_cells', { cells: filled - added, columns: width - added }) : null;
    }
    if (cells.count === width || ending === 'padded') return null;
    if (cells.count <= this.#lastNeeded || ending === 'open')
      return this.#broken('too_few_cells', { cells: cells.count - added, columns: width - added, kept: 0 });
    // Excel leaves out the separators of blank last columns; everything that identifies the person is there. Others cut rows.
    this.#fields.short = true;
    if (this.#hasOptional) this.#fields.report('warning', 'too_few_cells', null, [], { cells: cells.count - added, columns: width - added, kept: 1 });
    return null;
  }

  #broken(code: RowProblemCode, params: ProblemParams): RowReading {
    if (this.#isOfNobody()) return OF_NOBODY;
    this.#fields.report('error', code, null, [], params);
    const email = this.#emailOfPerson();
    const mention = email === null ? null : { line: this.#value.line, email, studentId: null, staffId: null };
    return { kind: 'invalid', problems: this.#fields.problems ?? NO_PROBLEMS, mention, identified: false };
  }

  #countUnknownColumns(cells: Cells): void {
    for (let index = 0; index < this.#unknownColumns.length; index += 1) {
      const column = this.#unknownColumns[index]!;
      if (column < cells.count && cells.starts[column] !== cells.ends[column]) this.#filled[column]! += 1;
    }
  }

  #wordOf<Reading>(from: readonly number[], words: WordTally<Reading>): Reading | null {
    return this.#value.find(from) ? words.read(this.#value.found()) : null;
  }

  #readPresence(): ReturnType<ReturnType<typeof createPresenceReader>['end']> {
    const presence = this.#presence;
    presence.begin();
    this.#nameMarks = NO_NAMES;
    this.#vacant = false;
    for (let index = 0; index < presence.columns.length; index += 1) {
      const { field, from } = presence.columns[index]!;
      if (field === 'name') {
        const word = this.#wordBesideName(from);
        if (word !== null) presence.read(index, word);
      } else if (field === 'vacancy') {
        // Its place in the list is behind the names.
        const word = mayBeVacancy(this.#nameMarks) ? readVacancy(this.#textOf(this.#at.firstName), this.#textOf(this.#at.lastName)) : null;
        this.#vacant = word !== null;
        if (word !== null) presence.read(index, word);
      } else if (field === 'struck') {
        if (this.#struck) presence.read(index, STRUCK_OUT);
      } else if (this.#value.find(from)) presence.read(index, this.#value.found());
    }
    return presence.end();
  }

  #wordBesideName(from: readonly number[]): string | null {
    const value = this.#value;
    if (!value.find(from, true)) return null;
    const { start, end } = value;
    this.#nameMarks = vacancyMarks(this.#nameMarks, value.cells.bytes, start, end);
    if (start >= 0 && !mayHaveNote(value.cells.bytes, start, end)) return null;
    this.#fields.noted = true;
    return this.#noteInName(value.found())?.word ?? null;
  }

  #textOf(from: readonly number[]): string {
    return this.#value.find(from, true) ? this.#value.found().slice(0, LONGEST.lastName) : '';
  }

  #noteInName(text: string): NameWithNote | null {
    return text.length > LONGEST.lastName ? null : readNoteInName(text, this.#presence.isWord);
  }

  #readSchool(): RowSchool {
    const school = this.#school;
    if (school.columns.length === 0) return 'own';
    school.begin();
    for (let index = 0; index < school.columns.length; index += 1)
      if (this.#value.find(school.columns[index]!.from)) school.read(index, this.#value.found());
    return school.end();
  }

  #ofOtherSchool(): RowReading {
    // A value below the school column in a line of dashes or a total is not a school.
    if (!this.#isOfNobody()) return OTHER_SCHOOL;
    this.#school.forget();
    return OF_NOBODY;
  }

  /** Neither added nor missing. */
  #without(rule: 'not_yet' | 'left_out' | 'commented_out'): RowReading {
    const student = this.#shape.namedCategory === 'students' || this.#at.staffId.length === 0;
    return { kind: 'skipped', rule, problems: NO_PROBLEMS, mention: whom(this.#mentioned(student)) };
  }

  /** The sign means that the row does not count, not that its person has left: they are neither added nor missing. */
  #commentedOut(): RowReading {
    const cells = cellsOfTexts(textsOfCells(this.#value.cells).map((text, place) => (place === this.#added ? text.replace(COMMENT, '') : text)));
    this.#value.cells = cells;
    if (cells.count > 0 && this.#isOfNobody()) return OF_NOBODY;
    return this.#without('commented_out');
  }

  /** In the order of BATCH_FIELDS. */
  #writeFields(student: boolean): void {
    const fields = this.#fields;
    fields.email();
    fields.name('firstName');
    fields.name('lastName');
    if (student) {
      fields.number('studentId');
      fields.grade();
    } else {
      this.#rows.text(null);
      this.#rows.text(null);
      this.#rows.text(null);
    }
    fields.parentEmail();
    fields.phone('parentPhone');
    fields.phone('studentPhone');
    fields.optional('idField1');
    fields.optional('idField2');
    if (student) this.#rows.text(null);
    else fields.number('staffId');
  }

  #emailOfPerson(): string | null {
    const email = this.#value.find(this.#at.email) ? readEmail(this.#value.found()) : null;
    return email === null || isPlaceholderEmail(email) ? null : email;
  }

  /** The person named by a row with an error. */
  #mentioned(student: boolean): Mention {
    const value = this.#value;
    const email = this.#emailOfPerson();
    const number = (from: readonly number[]): string | null => (value.find(from) ? numberOf(plainNumber(value.found(), value.note)) : null);
    return { line: value.line, email, studentId: number(this.#at.studentId), staffId: student ? null : number(this.#at.staffId) };
  }

  #isOfNobody(): boolean {
    return namesNobody(textsOfCells(this.#value.cells), this.#headers, {
      identifying: this.#identifying,
      addresses: this.#at.email,
      first: this.#first,
    });
  }

  readonly #hasNumberAndGrade = (): boolean => this.#value.find(this.#at.studentId) && this.#value.find(this.#at.grade);

  /** The row has no person, so its words do not count. */
  #forgetWords(role: boolean, title: boolean): void {
    this.#presence.forget();
    this.#school.forget();
    if (role) this.#roles.forgetLast();
    if (title) this.#titles.forgetLast();
    if (this.#fields.gradeRead) this.#grades.forgetLast();
  }

  words(): ReadWord[] {
    const headerOf = (from: readonly number[]): string | undefined => this.#headers[from[0]!];
    return [
      ...this.#presence.words(),
      ...this.#school.words(),
      ...readWords(this.#grades.words(), 'grade', headerOf(this.#at.grade)),
      ...readWords(this.#roles.words(), 'role', headerOf(this.#at.role), (reading) =>
        this.#shape.roleByWords && reading === 'unknown' ? 'not_a_role' : reading,
      ),
      ...readWords(this.#titles.words(), 'title', headerOf(this.#at.title)),
    ];
  }

  get hasNoRoles(): boolean {
    return this.#shape.roleByWords && this.#roles.words().every(({ reading }) => reading === 'unknown');
  }

  filled(column: number): number | null {
    return this.#shape.columns[column]?.why === 'unknown' ? this.#filled[column]! : null;
  }
}

/** Two cells with the same bytes, and any. */
function isSameCell(cells: Cells, left: number, right: number): boolean {
  if (left >= cells.count || right >= cells.count) return false;
  const [from, other] = [cells.starts[left]!, cells.starts[right]!];
  const length = cells.ends[left]! - from;
  if (length === 0 || cells.ends[right]! - other !== length) return false;
  for (let at = 0; at < length; at += 1) if (cells.bytes[from + at] !== cells.bytes[other + at]) return false;
  return true;
}

/** A sign before the first cell, with which programs and people disable a line without deleting it: `#1001,Ann,Lee`. */
function isCommentedOut(cells: Cells, place: number): boolean {
  if (place >= cells.count || cells.starts[place] === cells.ends[place]) return false;
  const first = cells.bytes[cells.starts[place]!]!;
  if (first !== 0x23 && first !== 0x2f && first !== 0x2d && first !== 0x3b) return false;
  const text = textOfCell(cells, place);
  return COMMENT.test(text) && !isFormulaError(text);
}
/** There must be text after the sign: `-` and `--` alone are blanks, `-1` may be a number. */
const COMMENT = /^(?:#+|\/{2,}|-{2,}|;+)\s*(?=[^\s#/;-])/;

/** What leaves open whether the person of a row is here. */
type Doubt = 'status' | 'school' | null;

/** The rule that leaves out a row that is not gone; null: none. */
function leftOutBy(there: StatusMeaning, role: RoleReading | null): 'not_yet' | 'left_out' | 'not_rostered' | null {
  if (there === 'not_yet' || there === 'left_out') return there;
  return role === 'not_rostered' || role === 'left_out' ? role : null;
}

function doubtAbout(there: StatusMeaning, school: RowSchool): Doubt {
  if (there === 'unknown') return 'status';
  return school === 'unsaid' ? 'school' : null;
}

function presenceColumns<Field extends string>(
  { columns }: RosterShape,
  field: Field,
  places: readonly number[],
): { field: Field; from: readonly number[]; header: string }[] {
  return places.map((column) => ({ field, from: [column], header: columns[column]!.header }));
}

function columnsOf(shape: RosterShape, field: RosterShape['sources'][number]['field']): readonly number[] {
  return shape.sources.find((source) => source.field === field)?.columns ?? [];
}

function columnsOfFields(shape: RosterShape): FieldColumns {
  return {
    email: columnsOf(shape, 'email'),
    firstName: columnsOf(shape, 'firstName'),
    lastName: columnsOf(shape, 'lastName'),
    role: columnsOf(shape, 'role'),
    studentId: columnsOf(shape, 'studentId'),
    grade: columnsOf(shape, 'grade'),
    parentEmail: columnsOf(shape, 'parentEmail'),
    parentPhone: columnsOf(shape, 'parentPhone'),
    studentPhone: columnsOf(shape, 'studentPhone'),
    idField1: columnsOf(shape, 'idField1'),
    idField2: columnsOf(shape, 'idField2'),
    staffId: columnsOf(shape, 'staffId'),
    title: columnsOf(shape, 'jobTitle'),
    gradeOrder: columnsOf(shape, 'gradeOrder'),
  };
}

function readWords<Reading extends string>(
  words: CountedWord<Reading>[],
  of: ReadWord['of'],
  column: string | undefined,
  meaning: (reading: Reading) => string = (reading) => reading,
): ReadWord[] {
  return column === undefined ? [] : words.map(({ word, reading, rows }) => ({ column, of, word, reading: meaning(reading), rows }));
}

function whom(mention: Mention): Mention | null {
  return mention.email === null && mention.studentId === null && mention.staffId === null ? null : mention;
}

const GONE: RowReading = { kind: 'skipped', rule: 'gone', problems: NO_PROBLEMS, mention: null };
const OTHER_SCHOOL: RowReading = { kind: 'skipped', rule: 'other_school', problems: NO_PROBLEMS, mention: null };
const NO_SCHOOLS: ReadonlyMap<string, string> = new Map([]);
const NOT_ROSTERED: RowReading = { kind: 'skipped', rule: 'not_rostered', problems: NO_PROBLEMS, mention: null };

function numberOf(text: string): string | null {
  return text.length > LONGEST.studentId || isScientific(text) || isFormulaError(text) || isPlaceholderNumber(text) || hasLostLetters(text)
    ? null
    : text;
}
