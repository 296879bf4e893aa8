import { PERSON_FIELDS, type PersonField } from '../person.js';
import type { FileRejection, Problem } from '../problem.js';
import { categoryOfFileName } from './category-of-file-name.js';
import { cleanText } from './clean-text.js';
import {
  FIELD_ALIASES,
  isSensitiveHeader,
  LAST_STUDENT_NUMBER_TIER,
  NUMBERS_OF_ANYBODY,
  PREFERRED_NAMES,
  PRESENCE_FIELDS,
  type Alias,
  type HeaderTarget,
  type PresenceField,
} from './field-aliases.js';
import { NUMBER_OF_EVERYBODY } from './fields-of-columns.js';
import { headerKey, headerKeys } from './normalise-header.js';
import { readEmail } from './read-email.js';
import type { ColumnMapping, ReadingContext, RosterShape } from './types.js';

/** Words of docs/product.md for the fields, as problems name them. */
export const FIELD_NAMES: Record<PersonField, string> = {
  email: 'email',
  firstName: 'first name',
  lastName: 'last name',
  role: 'role',
  studentId: 'student id',
  grade: 'grade',
  gradeRaw: 'grade',
  parentEmail: 'parentEmail',
  parentPhone: 'parentPhone',
  studentPhone: 'student phone',
  idField1: 'idField1',
  idField2: 'idField2',
  staffId: 'staff id',
};

type Source = RosterShape['sources'][number];

/** A rejection that can still say how the columns were understood. */
export type HeaderRejection = FileRejection & Pick<RosterShape, 'columns' | 'fields' | 'namedCategory' | 'problems'>;

/** Understands the header line: which column is which field, and whether everything that is required is there. */
export function openRoster(header: readonly string[], context: ReadingContext, line = 1): RosterShape | HeaderRejection {
  const namedCategory = context.category ?? categoryOfFileName(context.fileName);
  const schoolHeaders = schoolHeaderMap(context.maps.headers);
  const headers = header.map((text) => cleanText(text));
  const candidates = headers.map((text) => candidateOf(text, schoolHeaders));
  const adultFile = namedCategory !== null && namedCategory !== 'students';

  const hasStudentNumber = candidates.some(
    (candidate) => candidate.kind === 'field' && candidate.target === 'studentId' && candidate.tier <= LAST_STUDENT_NUMBER_TIER,
  );
  const hasRole = candidates.some((candidate) => candidate.kind === 'field' && candidate.target === 'role');
  const targets = candidates.map((candidate): { target: PersonField | PresenceField; tier: number } | null => {
    if (candidate.kind !== 'field') return null;
    // The number of an adult is not a student number: it must never match a student who has the same one.
    if (candidate.target === 'staffId' && !adultFile && (namedCategory === 'students' || (hasStudentNumber && !hasRole))) return null;
    if (candidate.target === 'studentId' && adultFile) return { target: 'staffId', tier: 10 + candidate.tier };
    return { target: candidate.target, tier: candidate.tier };
  });

  const sources: Source[] = [];
  const doubled: Source[] = [];
  for (const field of [...PERSON_FIELDS, ...PRESENCE_FIELDS]) {
    const tier = Math.min(...targets.map((target) => (target?.target === field ? target.tier : Infinity)));
    const columns = targets.flatMap((target, index) => (target?.target === field && target.tier === tier ? [index] : []));
    if (columns.length === 0) continue;
    const source: Source = { field, columns };
    sources.push(source);
    if (columns.length > 1) doubled.push(source);
  }
  // Where everybody stands in one list with one kind of number, it is the employee number of those who are not students.
  const shared = namedCategory === null && hasRole ? numberOfEverybody(headers, sources) : [];
  const read = new Map(sources.flatMap(({ field, columns }) => columns.map((column) => [column, field] as const)));
  if (shared.length > 0) sources.push({ field: 'staffId', columns: shared });
  const columns: ColumnMapping[] = headers.map((text, index) => {
    const candidate = candidates[index]!;
    const field = read.get(index);
    if (field !== undefined)
      return isPresence(field)
        ? { header: text, field: null, why: 'status' }
        : { header: text, field, why: shared.includes(index) ? NUMBER_OF_EVERYBODY : candidate.why };
    if (candidate.kind === 'field') return { header: text, field: null, why: targets[index] === null ? 'other_people' : 'more_specific_column' };
    return { header: text, field: null, why: candidate.why };
  });
  const fields = sources.flatMap(({ field }) => (isPresence(field) ? [] : field === 'grade' ? ['grade' as const, 'gradeRaw' as const] : [field]));
  const sensitiveColumns = candidates.flatMap((candidate, index) => (candidate.why === 'sensitive' ? [index] : []));
  const numbers = targets.flatMap((target, index) => (target?.target === 'studentId' && target.tier <= LAST_STUDENT_NUMBER_TIER ? [index] : []));
  const problems = headerProblems(headers, doubled, sensitiveColumns, line);
  if (numbers.length > 1 && !doubled.some(({ field }) => field === 'studentId')) {
    const used = sources.find(({ field }) => field === 'studentId')!.columns[0]!;
    problems.unshift(readTwice(headers, { field: 'studentId', columns: [used, ...numbers.filter((index) => index !== used)] }, line, 'only'));
  }
  const understood = { columns, fields, namedCategory, problems };

  const reject = (code: FileRejection['code'], params: FileRejection['params']): HeaderRejection => ({
    kind: 'rejected',
    code,
    params,
    ...understood,
  });
  // A header never holds an address: the file starts with somebody's data.
  if (headers.some((text) => text.includes('@') && readEmail(text) !== null)) return reject('no_header', {});
  const twice = doubled.find(({ field, columns: among }) => isIdentity(field) && sameHeaderTwice(headers, among));
  if (twice !== undefined) {
    const [first] = twice.columns;
    understood.problems = problems.filter(({ code }) => code !== 'column_read_twice');
    return reject('ambiguous_column', { column: headers[first!]!, field: fieldName(twice.field), times: twice.columns.length });
  }
  const missing = missingFields(new Set(sources.map(({ field }) => field)), namedCategory, adultFile);
  if (missing.length > 0)
    return reject('missing_required_column', { columns: missing.map((field) => FIELD_NAMES[field]).join(', '), count: missing.length });
  return { kind: 'shape', ...understood, sources, sensitiveColumns };
}

/** The columns of the one kind of number that a list of everybody has; none where it has employee numbers, or numbers of students only. */
function numberOfEverybody(headers: readonly string[], sources: readonly Source[]): number[] {
  if (sources.some(({ field }) => field === 'staffId')) return [];
  const columns = sources.find(({ field }) => field === 'studentId')?.columns ?? [];
  return columns.every((index) => headerKeys(headers[index]!).some((key) => NUMBERS_OF_ANYBODY.has(key))) ? columns : [];
}

/** How many columns of a header are understood: what the delimiter and the sheet are chosen by. */
export function understoodColumns(header: readonly string[], headers: Record<string, string>): number {
  const schoolHeaders = schoolHeaderMap(headers);
  return header.filter((text) => candidateOf(cleanText(text), schoolHeaders).kind === 'field').length;
}

type Candidate = { kind: 'field'; target: HeaderTarget; tier: number; why: string } | { kind: 'ignored'; why: string };

function candidateOf(header: string, schoolHeaders: ReadonlyMap<string, HeaderTarget | null>): Candidate {
  if (header === '') return { kind: 'ignored', why: 'blank' };
  const keys = headerKeys(header);
  // Also a school cannot ask for these: nobody may come to store them in a free field.
  if (isSensitiveHeader(keys)) return { kind: 'ignored', why: 'sensitive' };
  const own = schoolHeaders.get(keys[0]!);
  if (own !== undefined) return own === null ? { kind: 'ignored', why: 'school_map' } : { kind: 'field', target: own, tier: 0, why: 'school_map' };
  if (keys.some((key) => PREFERRED_NAMES.has(key))) return { kind: 'ignored', why: 'preferred_name' };
  for (const key of keys) {
    const alias: Alias | undefined = FIELD_ALIASES.get(key);
    if (alias !== undefined) return { kind: 'field', ...alias, why: 'alias' };
  }
  return { kind: 'ignored', why: 'unknown' };
}

/** The school's own header words; null: a column that the school wants ignored. Entries that lead nowhere are left out. */
function schoolHeaderMap(headers: Record<string, string>): ReadonlyMap<string, HeaderTarget | null> {
  const map = new Map<string, HeaderTarget | null>();
  for (const [header, target] of Object.entries(headers)) {
    const key = headerKey(target);
    const field = PERSON_FIELDS.find((candidate) => candidate.toLowerCase() === key) ?? FIELD_ALIASES.get(key)?.target;
    if (key === 'ignore' || key === '') map.set(headerKey(header), null);
    else if (field !== undefined) map.set(headerKey(header), field === 'gradeRaw' ? 'grade' : field);
  }
  return map;
}

function missingFields(present: ReadonlySet<Source['field']>, namedCategory: string | null, adultFile: boolean): PersonField[] {
  // Without a role column and without the name of adults, a row can only be a student.
  const studentFile = namedCategory === 'students' || (!adultFile && !present.has('role'));
  const required: PersonField[] = ['email', 'firstName', 'lastName', ...(studentFile ? (['studentId', 'grade'] as const) : [])];
  return required.filter((field) => !present.has(field));
}

function isIdentity(field: Source['field']): boolean {
  return isPresence(field) || ['email', 'firstName', 'lastName', 'studentId', 'staffId', 'grade', 'role'].includes(field);
}

function isPresence(field: Source['field']): field is PresenceField {
  return (PRESENCE_FIELDS as readonly string[]).includes(field);
}

function sameHeaderTwice(headers: readonly string[], columns: readonly number[]): boolean {
  return new Set(columns.map((column) => headerKey(headers[column]!))).size < columns.length;
}

function headerProblems(headers: readonly string[], doubled: readonly Source[], sensitive: readonly number[], line: number): Problem[] {
  // Of the columns that say who has left, all are read.
  const problems = doubled.filter(({ field }) => !isPresence(field)).map((source) => readTwice(headers, source, line, 'first_value'));
  if (sensitive.length > 0)
    problems.push({
      line,
      column: null,
      field: null,
      code: 'sensitive_column_ignored',
      severity: 'warning',
      params: { columns: namesOf(headers, sensitive), count: sensitive.length },
    });
  return problems;
}

/** `rule`: of several columns the first with a value counts, or (numbers of different kinds) one column only. */
function readTwice(headers: readonly string[], { field, columns }: Source, line: number, rule: 'first_value' | 'only'): Problem {
  return {
    line,
    column: headers[columns[0]!]!,
    field: isPresence(field) ? null : field,
    code: 'column_read_twice',
    severity: 'warning',
    params: { field: fieldName(field), columns: namesOf(headers, columns), used: headers[columns[0]!]!, rule },
  };
}

function namesOf(headers: readonly string[], columns: readonly number[]): string {
  return columns.map((column) => headers[column]!).join(', ');
}

function fieldName(field: Source['field']): string {
  return isPresence(field) ? 'status' : FIELD_NAMES[field];
}
