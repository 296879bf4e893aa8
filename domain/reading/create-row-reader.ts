import { CATEGORIES, categoryOf, ROLES, type Category, type Role } from '../category.js';
import { ROLE_GUESSED_BIT, STATUS_UNKNOWN_BIT, UNREAD_BIT, type PersonField, type UnreadField } from '../person.js';
import type { Problem, ProblemParams, RowProblemCode, Severity } from '../problem.js';
import { createCells, textOfCell, textOfRange, textsOfCells, type Cells } from './cells.js';
import { cleanText } from './clean-text.js';
import { createHabitCount, type HabitCount } from './count-habits.js';
import { PRESENCE_FIELDS } from './field-aliases.js';
import type { ReadWord } from './file-account.js';
import type { BatchWriter } from './create-batch-writer.js';
import { createPresenceReader } from './create-presence-reader.js';
import { createWordTally, type CountedWord } from './create-word-tally.js';
import { FIELD_NAMES } from './open-roster.js';
import { namesNobody } from './names-nobody.js';
import { isPlainEmail, readEmail } from './read-email.js';
import { gradeMapOf, readGrade, type GradeReading } from './read-grade.js';
import { readRole, readTitle, schoolRoleMap, type RoleReading, type TitleReading } from './read-role.js';
import { BEGINS, BEGINS_WORD, BEGINS_WRAPPING, isDecimal, isNullWord, tidyText, withoutDecimal, type Habit } from './tidy-text.js';
import { sisOf } from '../sis/recognise-sis.js';
import type { Mention, ParsePhone, ReadingContext, RosterShape, RowReading } from './types.js';
import { hasLostLetters, hasLostLettersOfName, isAddressWithLostLetters, isFormulaError, isScientific, valueClass } from './value-class.js';

/** Longest values that are taken, in characters. Spreadsheets allow 32,767 in a cell; nobody is called that. */
export const LONGEST = {
  email: 254,
  firstName: 200,
  lastName: 200,
  studentId: 100,
  grade: 100,
  idField1: 255,
  idField2: 255,
  staffId: 100,
  phone: 60,
};

const NO_PROBLEMS: readonly Problem[] = [];
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
  /** How many of the first columns are not of this file: people who count its cells do not see them. */
  addedColumns?: number;
};

export type RowReader = {
  /** A valid row is written to the batches, any other leaves nothing there. */
  read(cells: Cells, line: number, ending?: RowEnding, first?: boolean): RowReading;
  /** Categories that a role cell of a valid row named. */
  readonly shownByRole: ReadonlySet<Category>;
  /** What was wrapped around values, for one remark a file. */
  readonly habits: Pick<HabitCount, 'remarks'>;
  /** Each word of the columns that say status, grade, role and title, so far. */
  words(): ReadWord[];
  /** No word of the role column was a role: it is none. */
  readonly hasNoRoles: boolean;
  /** Valid rows of which nobody can tell whether the person is there. */
  readonly statusUnknown: number;
  /** In how many rows a column has a value; null: not counted. */
  filled(column: number): number | null;
};

/**
 * Makes the reader of all rows of one file: what can be worked out from header and settings is worked out once.
 *
 * The rules speak of texts. Most cells need no rule at all, though: their bytes say at a glance that they are taken as they
 * stand (`isPlain…`), and then no text is made of them.
 */
export function createRowReader(shape: RosterShape, context: RowContext, rows: BatchWriter): RowReader {
  const sis = sisOf(shape.sis);
  const gradeWords = gradeMapOf(sis.grades ?? {}, context.maps.grades);
  const schoolRoles = schoolRoleMap(context.maps.roles);
  const grades = createWordTally<GradeReading>((text) => readGrade(text, gradeWords));
  const roles = createWordTally<RoleReading>((text) => readRole(text, schoolRoles));
  const titles = createWordTally<TitleReading>((text) => readTitle(text, schoolRoles));
  const shownByRole = new Set<Category>();
  const habits = createHabitCount();
  const { columns, namedCategory } = shape;
  const width = columns.length;
  const headers = columns.map(({ header }) => header);
  const added = context.addedColumns ?? 0;

  const columnsOf = (field: RosterShape['sources'][number]['field']): readonly number[] =>
    shape.sources.find((source) => source.field === field)?.columns ?? [];
  const at = {
    email: columnsOf('email'),
    firstName: columnsOf('firstName'),
    lastName: columnsOf('lastName'),
    role: columnsOf('role'),
    studentId: columnsOf('studentId'),
    grade: columnsOf('grade'),
    parentEmail: columnsOf('parentEmail'),
    parentPhone: columnsOf('parentPhone'),
    studentPhone: columnsOf('studentPhone'),
    idField1: columnsOf('idField1'),
    idField2: columnsOf('idField2'),
    staffId: columnsOf('staffId'),
    title: columnsOf('jobTitle'),
  };
  const identifying = [...at.studentId, ...at.email, ...at.staffId];
  const presence = createPresenceReader(
    PRESENCE_FIELDS.flatMap((field) => columnsOf(field).map((column) => ({ field, from: [column], header: columns[column]!.header }))),
    { sis, statuses: context.maps.statuses, day: context.day, country: context.country },
  );
  const unknownColumns = columns.flatMap(({ why }, index) => (why === 'unknown' ? [index] : []));
  const filled = new Uint32Array(width);
  let statusUnknown = 0;
  /** Columns without which a row cannot be judged: when the line ends before one of them, it is broken. */
  const lastNeeded = Math.max(
    ...[at.email, at.firstName, at.lastName, at.role, at.studentId, at.grade, ...presence.columns.map(({ from }) => from)].flat(),
  );

  // One row at a time: what the functions below share is kept here, so that a row makes no closures of its own.
  let line = 0;
  let cells = createCells();
  let first = false;
  let problems: Problem[] | null = null;
  let failed = false;
  /** The grade of the row was counted. */
  let gradeRead = false;
  /** The fields of which something could not be read: the sum of their UNREAD_BIT. */
  let unread = 0;
  /** The line ended before its last columns, so that their cells are not blank but missing. */
  let short = false;

  // The value at hand: the bytes from `start` to `end`, or else (start = -1) the text.
  let start = -1;
  let end = -1;
  let text = '';
  let place = -1;
  /** Looks for the first value among the columns. False: all of them are blank. */
  const find = (among: readonly number[], isName = false): boolean => {
    for (let index = 0; index < among.length; index += 1) {
      const column = among[index]!;
      if (column >= cells.count) continue;
      start = cells.starts[column]!;
      end = cells.ends[column]!;
      if (start === end) continue;
      place = column;
      const begins = BEGINS[cells.bytes[start]!];
      if (begins === 0 && cells.clean) return true;
      if (begins === BEGINS_WORD && isNullWord(cells.bytes, start, end, isName)) {
        note('null_word');
        continue;
      }
      if (cells.clean && begins !== BEGINS_WRAPPING) return true;
      text = tidyText(textOfCell(cells, column), note);
      start = -1;
      if (text !== '') return true;
    }
    return false;
  };
  const note = (habit: Habit): void => habits.note(habit, line, place);
  /** The value at hand as text. */
  const found = (): string => {
    if (start >= 0) {
      text = textOfRange(cells.bytes, start, end);
      start = -1;
    }
    return text;
  };
  const report = (severity: Severity, code: RowProblemCode, field: PersonField | null, from: readonly number[], params: ProblemParams): void => {
    const column = from[0] === undefined ? null : (columns[from[0]]?.header ?? null);
    if (severity === 'error') failed = true;
    (problems ??= []).push({ line, column, field, code, severity, params });
  };
  const broken = (code: RowProblemCode, params: ProblemParams): RowReading => {
    if (isOfNobody()) return OF_NOBODY;
    report('error', code, null, [], params);
    const email = find(at.email) ? readEmail(found()) : null;
    const mention = email === null ? null : { line, email, studentId: null, staffId: null };
    return { kind: 'invalid', problems: problems ?? NO_PROBLEMS, mention, identified: false };
  };
  /** A text that a required field may hold; null: it may not, and that is reported. */
  const required = (field: 'email' | 'firstName' | 'lastName' | 'studentId' | 'staffId', value: string): string | null => {
    if (value === '') report('error', 'missing_value', field, at[field], { field: FIELD_NAMES[field] });
    else if (isFormulaError(value)) report('error', 'formula_error', field, at[field], { field: FIELD_NAMES[field] });
    // Half a number is the number of somebody else. (An address with such a sign is none, and half a name is still a name.)
    else if ((field === 'studentId' || field === 'staffId') && hasLostLetters(value))
      report('error', 'lost_letters', field, at[field], { field: FIELD_NAMES[field] });
    else if (value.length > LONGEST[field]) report('error', 'value_too_long', field, at[field], { field: FIELD_NAMES[field], limit: LONGEST[field] });
    else return value;
    return null;
  };
  const writeEmail = (): void => {
    const filled = find(at.email);
    if (filled && start >= 0 && isPlainEmail(cells.bytes, start, end)) {
      rows.range(cells.bytes, start, end);
      return;
    }
    const value = required('email', filled ? found() : '');
    const email = value === null ? null : readEmail(value);
    if (email !== null && isAddressWithLostLetters(email)) report('error', 'lost_letters', 'email', at.email, { field: FIELD_NAMES.email });
    else if (value !== null && email === null)
      report('error', 'invalid_email', 'email', at.email, { field: FIELD_NAMES.email, found: valueClass(value) });
    rows.text(email);
  };
  const writeName = (field: 'firstName' | 'lastName'): void => {
    const filled = find(at[field], true);
    // No more bytes than characters are allowed, and no formula's error: that begins with #.
    if (filled && start >= 0 && end - start <= LONGEST[field] && cells.bytes[start] !== 0x23) rows.range(cells.bytes, start, end);
    else {
      const name = required(field, filled ? found() : '');
      const lost = name !== null && hasLostLettersOfName(name);
      if (lost) {
        report('warning', 'lost_letters', field, at[field], { field: FIELD_NAMES[field] });
        unread |= UNREAD_BIT[field];
      }
      // One sign for what was lost, whatever the program before us wrote: what is left is compared with the stored name.
      rows.text(lost ? name.replaceAll('?', '\ufffd') : name);
    }
  };
  /** The number that identifies: a student has one, an adult may. */
  const writeNumber = (field: 'studentId' | 'staffId'): void => {
    const filled = find(at[field]);
    if (filled && start >= 0 && end - start <= LONGEST[field] && isPlainNumber(cells.bytes, start, end)) {
      rows.range(cells.bytes, start, end);
      return;
    }
    if (!filled && field === 'staffId') {
      rows.text(null);
      return;
    }
    const value = required(field, filled ? withoutDecimal(found(), note) : '');
    const scientific = value !== null && isScientific(value);
    if (scientific) report('error', 'scientific_notation', field, at[field], { field: FIELD_NAMES[field] });
    rows.text(scientific ? null : value);
  };
  const writeGrade = (): void => {
    const filled = find(at.grade);
    let reading: GradeReading | null = null;
    let raw: string | null = null;
    if (!filled) report('error', 'missing_value', 'grade', at.grade, { field: FIELD_NAMES.grade });
    else {
      raw = gradeText();
      if (raw.length > 2) raw = withoutDecimal(raw, note);
      if (isFormulaError(raw)) report('error', 'formula_error', 'grade', at.grade, { field: FIELD_NAMES.grade });
      else if (raw.length > LONGEST.grade) report('error', 'value_too_long', 'grade', at.grade, { field: FIELD_NAMES.grade, limit: LONGEST.grade });
      else {
        reading = grades.read(raw);
        gradeRead = true;
      }
    }
    if (reading === 'date') report('error', 'date_instead_of_grade', 'grade', at.grade, {});
    // A grade that is not known is told once for all rows that have it.
    rows.text(reading === 'date' || reading === 'several' || reading === 'unknown' ? null : reading);
    rows.text(raw);
  };
  // Nearly all grades are one or two digits: their texts are at hand already.
  const gradeText = (): string => {
    if (start < 0 || end - start > 2) return found();
    const first = cells.bytes[start]! - 0x30;
    const second = end - start === 2 ? cells.bytes[start + 1]! - 0x30 : 0;
    if (first < 0 || first > 9 || second < 0 || second > 9) return found();
    return end - start === 1 ? ONE_DIGIT[first]! : TWO_DIGITS[first * 10 + second]!;
  };
  const writeParentEmail = (): void => {
    if (!find(at.parentEmail)) writeNothing('parentEmail');
    else if (start >= 0 && isPlainEmail(cells.bytes, start, end)) rows.range(cells.bytes, start, end);
    else {
      const email = readEmail(found());
      if (email === null) {
        report('warning', 'invalid_email', 'parentEmail', at.parentEmail, { field: FIELD_NAMES.parentEmail, found: valueClass(text) });
        unread |= UNREAD_BIT.parentEmail;
      }
      rows.text(email);
    }
  };
  const parsePhoneText = (value: string): string | null => {
    if (value.length > LONGEST.phone) return null;
    const bytes = UTF8.encode(value);
    return context.parsePhone(bytes, 0, bytes.length);
  };
  const writePhone = (field: 'parentPhone' | 'studentPhone'): void => {
    if (!find(at[field])) {
      writeNothing(field);
      return;
    }
    const asItStands = start >= 0 && end - start <= LONGEST.phone;
    const number = (asItStands ? context.parsePhone(cells.bytes, start, end) : null) ?? parsePhoneText(withoutDecimal(found(), note));
    if (number === null) {
      report('warning', 'invalid_phone', field, at[field], { field: FIELD_NAMES[field], found: valueClass(found()) });
      unread |= UNREAD_BIT[field];
    }
    rows.text(number);
  };
  const writeOptional = (field: 'idField1' | 'idField2'): void => {
    if (!find(at[field])) {
      writeNothing(field);
      return;
    }
    if (start >= 0 && end - start <= LONGEST[field] && isPlainNumber(cells.bytes, start, end)) {
      rows.range(cells.bytes, start, end);
      return;
    }
    const value = withoutDecimal(found(), note);
    const refused = isFormulaError(value)
      ? 'formula_error'
      : isScientific(value)
        ? 'scientific_notation'
        : hasLostLetters(value)
          ? 'lost_letters'
          : value.length > LONGEST[field]
            ? 'value_too_long'
            : null;
    if (refused !== null) {
      report('warning', refused, field, at[field], { field: FIELD_NAMES[field], ...(refused === 'value_too_long' ? { limit: LONGEST[field] } : {}) });
      unread |= UNREAD_BIT[field];
    }
    rows.text(refused === null ? value : null);
  };
  /** An optional field without a value: blank, unless a cell of it is missing. */
  const writeNothing = (field: UnreadField): void => {
    if (short && at[field].some((column) => column >= cells.count)) unread |= UNREAD_BIT[field];
    rows.text(null);
  };
  /** Whom a row with an error names. */
  const mentioned = (student: boolean): Mention => {
    const email = find(at.email) ? readEmail(found()) : null;
    const number = (from: readonly number[]): string | null => (find(from) ? numberOf(withoutDecimal(found(), note)) : null);
    return { line, email, studentId: number(at.studentId), staffId: student ? null : number(at.staffId) };
  };
  const isOfNobody = (): boolean => namesNobody(textsOfCells(cells), headers, { identifying, first });
  const hasNumberAndGrade = (): boolean => find(at.studentId) && find(at.grade);

  const read: RowReader['read'] = (rowCells, rowLine, ending = 'closed', isFirst = false) => {
    first = isFirst;
    cells = rowCells;
    line = rowLine;
    problems = null;
    failed = false;
    unread = 0;
    gradeRead = false;
    short = false;

    if (cells.count > width) {
      let filled = cells.count;
      while (filled > width && cleanText(textOfCell(cells, filled - 1)) === '') filled -= 1;
      if (filled > width) return broken('too_many_cells', { cells: filled - added, columns: width - added });
    } else if (cells.count < width && ending !== 'padded') {
      if (cells.count <= lastNeeded || ending === 'open')
        return broken('too_few_cells', { cells: cells.count - added, columns: width - added, kept: 0 });
      // Excel leaves out the separators of blank last columns; everything that identifies the person is there. Others cut rows.
      short = true;
      if (at.parentEmail.length + at.parentPhone.length + at.studentPhone.length + at.idField1.length + at.idField2.length > 0)
        report('warning', 'too_few_cells', null, [], { cells: cells.count - added, columns: width - added, kept: 1 });
    }

    for (let index = 0; index < unknownColumns.length; index += 1) {
      const column = unknownColumns[index]!;
      if (column < cells.count && cells.starts[column] !== cells.ends[column]) filled[column]! += 1;
    }
    const saidRole = find(at.role) ? roles.read(found()) : null;
    const role = shape.roleByWords && saidRole === 'unknown' ? null : saidRole;
    const title = find(at.title) ? titles.read(found()) : null;
    presence.begin();
    for (let index = 0; index < presence.columns.length; index += 1) if (find(presence.columns[index]!.from)) presence.read(index, found());
    const there = presence.end();
    if (there === 'gone') return GONE;
    if (there === 'not_yet')
      return {
        kind: 'skipped',
        rule: 'not_yet',
        problems: NO_PROBLEMS,
        mention: whom(mentioned(namedCategory === 'students' || at.staffId.length === 0)),
      };
    if (role === 'not_rostered') return NOT_ROSTERED;
    if (there === 'unknown') unread |= STATUS_UNKNOWN_BIT;

    const as = roleOfRow(role, namedCategory, title, hasNumberAndGrade);
    if (as.kind === 'unclear') report('error', as.code, 'role', at.role, as.params);
    else if (as.guessed) unread |= ROLE_GUESSED_BIT;
    const student = as.kind === 'role' && as.role === 'STUDENT';

    writeEmail();
    writeName('firstName');
    writeName('lastName');
    if (student) {
      writeNumber('studentId');
      writeGrade();
    } else {
      rows.text(null);
      rows.text(null);
      rows.text(null);
    }
    writeParentEmail();
    writePhone('parentPhone');
    writePhone('studentPhone');
    writeOptional('idField1');
    writeOptional('idField2');
    if (student) rows.text(null);
    else writeNumber('staffId');

    const reported: readonly Problem[] = (problems as Problem[] | null) ?? NO_PROBLEMS;
    if (as.kind === 'role' && !failed) {
      const category = categoryOf(as.role);
      if (role !== null && !as.guessed) shownByRole.add(category);
      if (there === 'unknown') {
        statusUnknown += 1;
        presence.countUnknown(category);
      }
      rows.keep(line, ROLE_PLACES[as.role], unread);
      return reported.length === 0 ? FAULTLESS[category] : { kind: 'valid', category, problems: reported };
    }
    rows.drop();
    if (isOfNobody()) {
      presence.forget();
      if (saidRole !== null) roles.forgetLast();
      if (title !== null) titles.forgetLast();
      if (gradeRead) grades.forgetLast();
      return OF_NOBODY;
    }
    const mention = whom(mentioned(student));
    return { kind: 'invalid', problems: reported, mention, identified: mention !== null };
  };
  return {
    read,
    shownByRole,
    habits,
    words: () => [
      ...presence.words(),
      ...readWords(grades.words(), 'grade', columns[at.grade[0]!]?.header),
      ...readWords(roles.words(), 'role', columns[at.role[0]!]?.header, (reading) =>
        shape.roleByWords && reading === 'unknown' ? 'not_a_role' : reading,
      ),
      ...readWords(titles.words(), 'title', columns[at.title[0]!]?.header),
    ],
    get hasNoRoles() {
      return shape.roleByWords && roles.words().every(({ reading }) => reading === 'unknown');
    },
    get statusUnknown() {
      return statusUnknown;
    },
    filled: (column) => (columns[column]?.why === 'unknown' ? filled[column]! : null),
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
const NOT_ROSTERED: RowReading = { kind: 'skipped', rule: 'not_rostered', problems: NO_PROBLEMS, mention: null };

const UTF8 = new TextEncoder();
const ONE_DIGIT = Array.from({ length: 10 }, (_, number) => String(number));
const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Letters, digits, hyphens, dots and underlines: no rule about numbers changes or refuses such a text. */
function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] === 0x30 && isDecimal(bytes, start, end)) return false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) continue;
    const letter = byte | 0x20;
    if (!((letter >= 0x61 && letter <= 0x7a && byte >= 0x41) || byte === 0x2d || byte === 0x2e || byte === 0x5f)) return false;
  }
  return true;
}

type RoleOfRow =
  /** `guessed`: by the name of the file or a title, where a word says something else that is not known. */
  | { kind: 'role'; role: Role; guessed: boolean }
  | { kind: 'unclear'; code: 'unknown_role' | 'category_unclear' | 'wrong_category_in_file'; params: ProblemParams };

/**
 * docs/product.md, Role: `students` files make students; else the role; else the file's name, in a staff file with the title; else,
 * with number and grade, a student.
 */
function roleOfRow(role: RoleReading | null, named: Category | null, title: TitleReading | null, hasNumberAndGrade: () => boolean): RoleOfRow {
  if (named === 'students') {
    // Somebody else's row here would archive and overwrite as a student: never guessed.
    if (isRole(role) && role !== 'STUDENT') return { kind: 'unclear', code: 'wrong_category_in_file', params: { role } };
    return { kind: 'role', role: 'STUDENT', guessed: false };
  }
  if (isRole(role)) return { kind: 'role', role, guessed: false };
  // A title that is not known says less than the file's name does.
  if (role === 'unknown' && named !== 'teachers' && named !== 'staff') return { kind: 'unclear', code: 'unknown_role', params: {} };
  switch (named) {
    case 'teachers':
      return { kind: 'role', role: 'TEACHER', guessed: role === 'unknown' };
    case 'staff':
      return title === 'TEACHER' ? { kind: 'role', role: 'TEACHER', guessed: true } : { kind: 'role', role: 'STAFF', guessed: role === 'unknown' };
    case 'admin':
      return { kind: 'role', role: 'MANAGER', guessed: false };
    case null:
      if (hasNumberAndGrade()) return { kind: 'role', role: 'STUDENT', guessed: false };
      return title === 'TEACHER' || title === 'STAFF'
        ? { kind: 'role', role: title, guessed: true }
        : { kind: 'unclear', code: 'category_unclear', params: {} };
  }
}

function isRole(reading: RoleReading | null): reading is Role {
  return reading !== null && reading !== 'unknown' && reading !== 'not_rostered';
}

function numberOf(text: string): string | null {
  return text.length > LONGEST.studentId || isScientific(text) || isFormulaError(text) || hasLostLetters(text) ? null : text;
}
