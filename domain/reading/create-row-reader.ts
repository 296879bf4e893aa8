import { CATEGORIES, categoryOf, ROLES, type Category, type Role } from '../category.js';
import { UNREAD_BIT, type PersonField, type UnreadField } from '../person.js';
import type { Problem, ProblemParams, RowProblemCode, Severity } from '../problem.js';
import { createCells, textOfCell, textOfRange, textsOfCells, type Cells } from './cells.js';
import { cleanText } from './clean-text.js';
import { createHabitCount, type HabitCount } from './count-habits.js';
import { PRESENCE_FIELDS, type PresenceField } from './field-aliases.js';
import type { BatchWriter } from './create-batch-writer.js';
import { FIELD_NAMES } from './open-roster.js';
import { namesNobody } from './names-nobody.js';
import { isPlainEmail, readEmail } from './read-email.js';
import { readGrade, schoolGradeMap, type GradeReading } from './read-grade.js';
import { readRole, schoolRoleMap, type RoleReading } from './read-role.js';
import { BEGINS, BEGINS_WORD, BEGINS_WRAPPING, isDecimal, isNullWord, tidyText, withoutDecimal, type Habit } from './tidy-text.js';
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
const CACHED_WORDS = 2_000;
const LEFT = ['tobedeleted', 'deleted', 'inactive', 'false', 'disabled', 'withdrawn', 'inactif'];
/** The words, in each kind of column, that say of somebody not to be there. */
const ABSENT: Record<PresenceField, ReadonlySet<string>> = {
  status: new Set(LEFT),
  enabled: new Set([...LEFT, '0', 'no', 'n', 'f', 'faux', 'non']),
  deleted: new Set(['true', '1', 'yes', 'y', 't', 'vrai', 'oui', 'deleted', 'suspended']),
};
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
};

/**
 * Makes the reader of all rows of one file: what can be worked out from header and settings is worked out once.
 *
 * The rules speak of texts. Most cells need no rule at all, though: their bytes say at a glance that they are taken as they
 * stand (`isPlain…`), and then no text is made of them.
 */
export function createRowReader(shape: RosterShape, context: RowContext, rows: BatchWriter): RowReader {
  const schoolGrades = schoolGradeMap(context.maps.grades);
  const schoolRoles = schoolRoleMap(context.maps.roles);
  const grades = remembered<GradeReading>((text) => readGrade(text, schoolGrades));
  const roles = remembered<RoleReading>((text) => readRole(text, schoolRoles));
  const shownByRole = new Set<Category>();
  const habits = createHabitCount();
  const { columns, namedCategory } = shape;
  const width = columns.length;
  const headers = columns.map(({ header }) => header);
  const added = context.addedColumns ?? 0;

  const columnsOf = (field: PersonField | PresenceField): readonly number[] => shape.sources.find((source) => source.field === field)?.columns ?? [];
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
  };
  const identifying = [...at.studentId, ...at.email, ...at.staffId];
  const presence = PRESENCE_FIELDS.flatMap((field) => columnsOf(field).map((column) => ({ from: [column], absent: ABSENT[field] })));
  /** Columns without which a row cannot be judged: when the line ends before one of them, it is broken. */
  const lastNeeded = Math.max(...[at.email, at.firstName, at.lastName, at.role, at.studentId, at.grade, ...presence.map(({ from }) => from)].flat());

  // One row at a time: what the functions below share is kept here, so that a row makes no closures of its own.
  let line = 0;
  let cells = createCells();
  let first = false;
  let problems: Problem[] | null = null;
  let failed = false;
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
      else reading = grades(raw);
    }
    if (reading?.kind === 'date') report('error', 'date_instead_of_grade', 'grade', at.grade, {});
    else if (reading !== null && reading.kind !== 'grade')
      report('warning', reading.kind === 'several' ? 'invalid_grade' : 'unknown_grade', 'grade', at.grade, { found: valueClass(raw!) });
    rows.text(reading?.kind === 'grade' ? reading.grade : null);
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

    const role: RoleReading | null = find(at.role) ? roles(found()) : null;
    for (const { from, absent } of presence) {
      if (!find(from) || !absent.has(found().toLowerCase())) continue;
      report('warning', 'row_marked_inactive', null, from, {});
      return { kind: 'skipped', problems: problems ?? NO_PROBLEMS };
    }
    if (role?.kind === 'not_rostered') {
      report('warning', 'role_not_rostered', 'role', at.role, {});
      return { kind: 'skipped', problems: problems ?? NO_PROBLEMS };
    }

    const as = roleOfRow(role, namedCategory, hasNumberAndGrade);
    if (as.kind === 'unclear') report('error', as.code, 'role', at.role, as.params);
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
      if (role?.kind === 'role') shownByRole.add(categoryOf(role.role));
      rows.keep(line, ROLE_PLACES[as.role], unread);
      const category = categoryOf(as.role);
      return reported.length === 0 ? FAULTLESS[category] : { kind: 'valid', category, problems: reported };
    }
    rows.drop();
    if (isOfNobody()) return OF_NOBODY;
    const mention = mentioned(student);
    const identified = mention.email !== null || mention.studentId !== null || mention.staffId !== null;
    return { kind: 'invalid', problems: reported, mention: identified ? mention : null, identified };
  };
  return { read, shownByRole, habits };
}

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
  | { kind: 'role'; role: Role }
  | { kind: 'unclear'; code: 'unknown_role' | 'category_unclear' | 'wrong_category_in_file'; params: ProblemParams };

/** docs/product.md, Role: `students` files make students; else the role; else the file's name; else, with number and grade, a student. */
function roleOfRow(role: RoleReading | null, named: Category | null, hasNumberAndGrade: () => boolean): RoleOfRow {
  if (named === 'students') {
    // Somebody else's row here would archive and overwrite as a student: never guessed.
    if (role?.kind === 'role' && role.role !== 'STUDENT') return { kind: 'unclear', code: 'wrong_category_in_file', params: { role: role.role } };
    return { kind: 'role', role: 'STUDENT' };
  }
  if (role?.kind === 'role') return { kind: 'role', role: role.role };
  if (role?.kind === 'unknown') return { kind: 'unclear', code: 'unknown_role', params: {} };
  switch (named) {
    case 'teachers':
      return { kind: 'role', role: 'TEACHER' };
    case 'staff':
      return { kind: 'role', role: 'STAFF' };
    case 'admin':
      return { kind: 'role', role: 'MANAGER' };
    case null:
      return hasNumberAndGrade() ? { kind: 'role', role: 'STUDENT' } : { kind: 'unclear', code: 'category_unclear', params: {} };
  }
}

function numberOf(text: string): string | null {
  return text.length > LONGEST.studentId || isScientific(text) || isFormulaError(text) || hasLostLetters(text) ? null : text;
}

/** Grades and roles are few words that come again and again; the bound keeps hostile files from filling the memory. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reading = read(text);
    // Short text only: a long cell may keep the whole piece of the file alive that it was cut from.
    if (text.length <= 12 && known.size < CACHED_WORDS) known.set(text, reading);
    return reading;
  };
}
