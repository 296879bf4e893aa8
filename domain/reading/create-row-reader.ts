import { categoryOf, type Category, type Role } from '../category.js';
import type { PersonField } from '../person.js';
import type { Problem, ProblemParams, RowProblemCode, Severity } from '../problem.js';
import { cleanText } from './clean-text.js';
import { FIELD_NAMES } from './open-roster.js';
import { readEmail } from './read-email.js';
import { readGrade, schoolGradeMap, type GradeReading } from './read-grade.js';
import { readRole, schoolRoleMap, type RoleReading } from './read-role.js';
import type { Mention, ParsePhone, ReadingContext, RosterShape, RowReading } from './types.js';
import { isFormulaError, isScientific, valueClass } from './value-class.js';

/** Longest values that are taken, in characters. Spreadsheets allow 32,767 in a cell; nobody is called that. */
export const LONGEST = { email: 254, firstName: 200, lastName: 200, studentId: 100, grade: 100, idField1: 255, idField2: 255, phone: 60 };

const NO_PROBLEMS: readonly Problem[] = [];
const CACHED_WORDS = 2_000;
const ABSENT: ReadonlySet<string> = new Set(['tobedeleted', 'deleted', 'inactive', 'false', 'disabled', 'withdrawn', 'inactif', 'inactive']);

/**
 * How a row ended: with its line; `padded`: the format leaves out blank cells at the end (XLSX), so fewer cells are no sign of
 * damage; `open`: it is the last line and has no line end, so fewer cells mean that the file was cut.
 */
export type RowEnding = 'closed' | 'padded' | 'open';

export type RowReader = {
  /** `clean`: it is known that cleanText would change no cell. */
  read(cells: readonly string[], line: number, ending?: RowEnding, clean?: boolean): RowReading;
  /** Categories that a role cell of a valid row named. */
  readonly shownByRole: ReadonlySet<Category>;
};

/** Makes the reader of all rows of one file: what can be worked out from header and settings is worked out once. */
export function createRowReader(shape: RosterShape, context: ReadingContext & { parsePhone: ParsePhone }): RowReader {
  const schoolGrades = schoolGradeMap(context.maps.grades);
  const schoolRoles = schoolRoleMap(context.maps.roles);
  const grades = remembered<GradeReading>((text) => readGrade(text, schoolGrades));
  const roles = remembered<RoleReading>((text) => readRole(text, schoolRoles));
  const shownByRole = new Set<Category>();
  const { columns, namedCategory } = shape;
  const width = columns.length;

  const columnsOf = (field: PersonField | 'status'): readonly number[] => shape.sources.find((source) => source.field === field)?.columns ?? [];
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
    status: columnsOf('status'),
  };
  /** Columns without which a row cannot be judged: when the line ends before one of them, it is broken. */
  const lastNeeded = Math.max(...[at.email, at.firstName, at.lastName, at.role, at.status, at.studentId, at.grade].flat());

  // One row at a time: what the functions below share is kept here, so that a row makes no closures of its own.
  let line = 0;
  let cells: readonly string[] = [];
  let clean = false;
  let problems: Problem[] | null = null;
  let failed = false;

  /** The first value among the columns; '' when all of them are blank. */
  const textAt = (among: readonly number[]): string => {
    for (let index = 0; index < among.length; index += 1) {
      const cell = cells[among[index]!];
      if (cell === undefined || cell === '') continue;
      const text = clean ? cell : cleanText(cell);
      if (text !== '') return text;
    }
    return '';
  };
  const report = (severity: Severity, code: RowProblemCode, field: PersonField | null, from: readonly number[], params: ProblemParams): void => {
    const column = from[0] === undefined ? null : (columns[from[0]]?.header ?? null);
    if (severity === 'error') failed = true;
    (problems ??= []).push({ line, column, field, code, severity, params });
  };
  const broken = (code: RowProblemCode, params: ProblemParams): RowReading => {
    report('error', code, null, [], params);
    const email = readEmail(textAt(at.email));
    const mention = email === null ? null : { line, email, studentId: null };
    return { kind: 'invalid', problems: problems ?? NO_PROBLEMS, mention, identified: false };
  };
  const required = (field: 'email' | 'firstName' | 'lastName' | 'studentId', text: string): string | null => {
    if (text === '') report('error', 'missing_value', field, at[field], { field: FIELD_NAMES[field] });
    else if (isFormulaError(text)) report('error', 'formula_error', field, at[field], { field: FIELD_NAMES[field] });
    else if (text.length > LONGEST[field]) report('error', 'value_too_long', field, at[field], { field: FIELD_NAMES[field], limit: LONGEST[field] });
    else return text;
    return null;
  };
  const optional = (field: 'idField1' | 'idField2'): string | null => {
    if (at[field].length === 0) return null;
    const text = numberWithoutWrapping(textAt(at[field]));
    if (text === '') return null;
    if (isFormulaError(text)) report('warning', 'formula_error', field, at[field], { field: FIELD_NAMES[field] });
    else if (isScientific(text)) report('warning', 'scientific_notation', field, at[field], { field: FIELD_NAMES[field] });
    else if (text.length > LONGEST[field]) report('warning', 'value_too_long', field, at[field], { field: FIELD_NAMES[field], limit: LONGEST[field] });
    else return text;
    return null;
  };
  const phone = (field: 'parentPhone' | 'studentPhone'): string | null => {
    if (at[field].length === 0) return null;
    const text = textAt(at[field]);
    if (text === '') return null;
    const number = text.length > LONGEST.phone ? null : context.parsePhone(text);
    if (number === null) report('warning', 'invalid_phone', field, at[field], { field: FIELD_NAMES[field], found: valueClass(text) });
    return number;
  };

  const read: RowReader['read'] = (rowCells, rowLine, ending = 'closed', rowClean = false) => {
    cells = rowCells;
    clean = rowClean;
    line = rowLine;
    problems = null;
    failed = false;

    if (cells.length > width) {
      let filled = cells.length;
      while (filled > width && cleanText(cells[filled - 1]!) === '') filled -= 1;
      if (filled > width) return broken('too_many_cells', { cells: filled, columns: width });
    } else if (cells.length < width && ending !== 'padded') {
      if (cells.length <= lastNeeded || ending === 'open') return broken('too_few_cells', { cells: cells.length, columns: width, kept: 0 });
      // Excel leaves out the separators of blank last columns; everything that identifies the person is there.
      if (at.parentEmail.length + at.parentPhone.length + at.studentPhone.length + at.idField1.length + at.idField2.length > 0)
        report('warning', 'too_few_cells', null, [], { cells: cells.length, columns: width, kept: 1 });
    }

    const roleText = textAt(at.role);
    const role: RoleReading | null = roleText === '' ? null : roles(roleText);
    const status = textAt(at.status);
    if (status !== '' && ABSENT.has(status.toLowerCase())) {
      report('warning', 'row_marked_inactive', null, at.status, {});
      return { kind: 'skipped', problems: problems ?? NO_PROBLEMS };
    }
    if (role?.kind === 'not_rostered') {
      report('warning', 'role_not_rostered', 'role', at.role, {});
      return { kind: 'skipped', problems: problems ?? NO_PROBLEMS };
    }

    const numberText = numberWithoutWrapping(textAt(at.studentId));
    const gradeText = textAt(at.grade);
    const as = roleOfRow(role, namedCategory, numberText, gradeText);
    if (as.kind === 'unclear') report('error', as.code, 'role', at.role, as.params);
    const student = as.kind === 'role' && as.role === 'STUDENT';

    const emailText = required('email', textAt(at.email));
    const email = emailText === null ? null : readEmail(emailText);
    if (emailText !== null && email === null) report('error', 'invalid_email', 'email', at.email, { field: FIELD_NAMES.email, found: valueClass(emailText) });
    const firstName = required('firstName', textAt(at.firstName));
    const lastName = required('lastName', textAt(at.lastName));

    let studentId: string | null = null;
    let grade: string | null = null;
    let gradeRaw: string | null = null;
    if (student) {
      studentId = required('studentId', numberText);
      if (studentId !== null && isScientific(studentId)) {
        report('error', 'scientific_notation', 'studentId', at.studentId, { field: FIELD_NAMES.studentId });
        studentId = null;
      }
      if (gradeText === '') report('error', 'missing_value', 'grade', at.grade, { field: FIELD_NAMES.grade });
      else if (isFormulaError(gradeText)) report('error', 'formula_error', 'grade', at.grade, { field: FIELD_NAMES.grade });
      else if (gradeText.length > LONGEST.grade) report('error', 'value_too_long', 'grade', at.grade, { field: FIELD_NAMES.grade, limit: LONGEST.grade });
      else {
        gradeRaw = gradeText;
        const reading = grades(gradeText);
        if (reading.kind === 'grade') grade = reading.grade;
        else if (reading.kind === 'date') report('error', 'date_instead_of_grade', 'grade', at.grade, {});
        else report('warning', reading.kind === 'several' ? 'invalid_grade' : 'unknown_grade', 'grade', at.grade, { found: valueClass(gradeText) });
      }
    }

    const parentText = at.parentEmail.length === 0 ? '' : textAt(at.parentEmail);
    const parentEmail = parentText === '' ? null : readEmail(parentText);
    if (parentText !== '' && parentEmail === null)
      report('warning', 'invalid_email', 'parentEmail', at.parentEmail, { field: FIELD_NAMES.parentEmail, found: valueClass(parentText) });
    const parentPhone = phone('parentPhone');
    const studentPhone = phone('studentPhone');
    const idField1 = optional('idField1');
    const idField2 = optional('idField2');

    const found: readonly Problem[] = (problems as Problem[] | null) ?? NO_PROBLEMS;
    if (
      as.kind === 'role' &&
      email !== null &&
      firstName !== null &&
      lastName !== null &&
      (!student || studentId !== null) &&
      !failed
    ) {
      if (role?.kind === 'role') shownByRole.add(categoryOf(role.role));
      return {
        kind: 'valid',
        row: {
          line,
          category: categoryOf(as.role),
          role: as.role,
          email,
          firstName,
          lastName,
          studentId,
          grade,
          gradeRaw,
          parentEmail,
          parentPhone,
          studentPhone,
          idField1,
          idField2,
        },
        problems: found,
      };
    }
    const mention: Mention = { line, email, studentId: student ? studentId : numberOf(numberText) };
    const identified = mention.email !== null || mention.studentId !== null;
    return { kind: 'invalid', problems: found, mention: identified ? mention : null, identified };
  };
  return { read, shownByRole };
}

type RoleOfRow =
  | { kind: 'role'; role: Role }
  | { kind: 'unclear'; code: 'unknown_role' | 'category_unclear' | 'wrong_category_in_file'; params: ProblemParams };

/** DESIGN §3, Role: `students` files make students; else the role; else the file's name; else, with number and grade, a student. */
function roleOfRow(role: RoleReading | null, named: Category | null, numberText: string, gradeText: string): RoleOfRow {
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
      return numberText !== '' && gradeText !== '' ? { kind: 'role', role: 'STUDENT' } : { kind: 'unclear', code: 'category_unclear', params: {} };
  }
}

/** `="007"` and `'007` are how exports keep Excel from eating the zeros: the number is what stands inside. */
function numberWithoutWrapping(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 0x3d && text.startsWith('="') && text.endsWith('"') && text.length > 3) return text.slice(2, -1);
  return first === 0x27 && text.length > 1 ? text.slice(1) : text;
}

function numberOf(text: string): string | null {
  return text === '' || text.length > LONGEST.studentId || isScientific(text) || isFormulaError(text) ? null : text;
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
