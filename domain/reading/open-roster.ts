import type { Category } from '../category.js';
import { PERSON_FIELDS, type PersonField } from '../person.js';
import type { FileRejection, Problem } from '../problem.js';
import { recogniseSis } from '../sis/recognise-sis.js';
import type { Sis } from '../sis/sis.js';
import { categoryOfFileName } from './category-of-file-name.js';
import { cleanText } from './clean-text.js';
import {
  familyTarget,
  FIELD_ALIASES,
  isAboutOthers,
  isNotNeeded,
  isSchoolHeader,
  isSchoolOfSeveral,
  isSensitiveHeader,
  LAST_STUDENT_NUMBER_TIER,
  NUMBERS_OF_ANYBODY,
  PREFERRED_NAMES,
  PRESENCE_FIELDS,
  presenceTarget,
  ROLE_BY_WORDS_TIER,
  type Alias,
  type HeaderTarget,
  type PresenceField,
} from './field-aliases.js';
import { NUMBER_OF_EVERYBODY } from './fields-of-columns.js';
import { isFutureList, isLeaversList } from './is-leavers-list.js';
import { headerKey, headerKeys } from './normalise-header.js';
import { readEmail } from './read-email.js';
import { submitterColumns } from './submitter-columns.js';
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

/** The fields of a list of such words, as `missing_required_column` has it. */
export function fieldsNamed(list: string): PersonField[] {
  return list.split(', ').flatMap((name) => PERSON_FIELDS.find((field) => FIELD_NAMES[field] === name) ?? []);
}

type Source = RosterShape['sources'][number];

/** A rejection that can still say how the columns were understood. */
export type HeaderRejection = FileRejection & Pick<RosterShape, 'columns' | 'fields' | 'namedCategory' | 'problems' | 'sis'>;

/** The people that a file lists, as far as its name and its header say. */
type Listed = 'students' | 'adults' | 'anybody';

/** Understands the header line: which column is which field, and whether all required ones are there. */
export function openRoster(header: readonly string[], context: ReadingContext, line = 1): RosterShape | HeaderRejection {
  const namedCategory = context.category ?? categoryOfFileName(context.fileName);
  const schoolHeaders = schoolHeaderMap(context.maps.headers);
  const headers = header.map((text) => cleanText(text));
  const sis = recogniseSis(headers);
  const vocabulary = { schoolHeaders, ofSis: headersOfSis(sis) };
  const adultFile = namedCategory !== null && namedCategory !== 'students';
  const { candidates: plain, submitter } = withoutSubmitter(
    headers.map((text) => candidateOf(text, vocabulary, adultFile)),
    headers,
  );
  const listed: Listed = adultFile ? 'adults' : namedCategory === 'students' || !plain.some(isRole) ? 'students' : 'anybody';
  const hasStudentNumber = plain.some(
    (candidate) => candidate.kind === 'field' && candidate.target === 'studentId' && candidate.tier <= LAST_STUDENT_NUMBER_TIER,
  );
  const candidates = withoutOldReasons(plain.map((candidate) => fittedTo(candidate, { listed, hasStudentNumber, namedCategory })));
  const { sources, doubled } = chooseColumns(candidates);

  // If one list has everybody with one kind of number, it is the employee number of those who are not students.
  const shared = namedCategory === null && listed === 'anybody' ? numberOfEverybody(headers, sources) : [];
  const read = new Map(sources.flatMap(({ field, columns }) => columns.map((column) => [column, field] as const)));
  if (shared.length > 0) sources.push({ field: 'staffId', columns: shared });
  const columns: ColumnMapping[] = headers.map((text, index) => {
    const candidate = candidates[index]!;
    const field = read.get(index);
    if (field === undefined) return { header: text, field: null, why: candidate.kind === 'field' ? 'more_specific_column' : candidate.why };
    return isPersonField(field)
      ? { header: text, field, why: shared.includes(index) ? NUMBER_OF_EVERYBODY : candidate.why }
      : { header: text, field: null, why: WHY_OF_SOURCE[field] };
  });
  const fields = sources.flatMap(({ field }) => (!isPersonField(field) ? [] : field === 'grade' ? ['grade' as const, 'gradeRaw' as const] : [field]));
  const sensitiveColumns = candidates.flatMap((candidate, index) => (candidate.why === 'sensitive' ? [index] : []));
  const problems = headerProblems(headers, doubled, sensitiveColumns, line);
  const severalNumbers = readOneOfSeveralNumbers(headers, { candidates, sources, doubled }, line);
  if (severalNumbers !== null) problems.unshift(severalNumbers);
  problems.push(...submitterRead(headers, sources, submitter, line));
  const understood = { columns, fields, namedCategory, problems, sis: sis.id };

  const reject = (code: FileRejection['code'], params: FileRejection['params']): HeaderRejection => ({
    kind: 'rejected',
    code,
    params,
    ...understood,
  });
  // A header never contains an address: the file starts with a person's data.
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
  const absent = sources.some(({ field }) => isPresence(field) && field !== 'exitReason') ? null : absentByName(context);
  if (absent !== null) return reject('list_of_leavers', { why: absent });
  const roleColumn = sources.find(({ field }) => field === 'role')?.columns[0];
  const roleCandidate = roleColumn === undefined ? undefined : candidates[roleColumn];
  const roleByWords = roleCandidate?.kind === 'field' && roleCandidate.tier >= ROLE_BY_WORDS_TIER;
  return { kind: 'shape', ...understood, sources, sensitiveColumns, roleByWords };
}

/** The columns of the one kind of number that a list of everybody has; none where it has employee numbers, or numbers of students only. */
function numberOfEverybody(headers: readonly string[], sources: readonly Source[]): number[] {
  if (sources.some(({ field }) => field === 'staffId')) return [];
  const columns = sources.find(({ field }) => field === 'studentId')?.columns ?? [];
  return columns.every((index) => headerKeys(headers[index]!).some((key) => NUMBERS_OF_ANYBODY.has(key))) ? columns : [];
}

/** How many columns of a header are understood: this decides the delimiter and the sheet. */
export function understoodColumns(header: readonly string[], headers: Record<string, string>): number {
  const vocabulary = { schoolHeaders: schoolHeaderMap(headers), ofSis: headersOfSis(recogniseSis(header)) };
  return header.filter((text) => candidateOf(cleanText(text), vocabulary, false).kind === 'field').length;
}

type Candidate = ({ kind: 'field' } & Alias & { why: string }) | { kind: 'ignored'; why: string };

type Vocabulary = {
  /** The school's own header words; null: a column that it wants ignored. */
  schoolHeaders: ReadonlyMap<string, HeaderTarget | null>;
  /** Those of the system that wrote the file. */
  ofSis: ReadonlyMap<string, Alias | null>;
};

function candidateOf(header: string, { schoolHeaders, ofSis }: Vocabulary, adultFile: boolean): Candidate {
  if (header === '') return { kind: 'ignored', why: 'blank' };
  let keys = headerKeys(header);
  // Not even a school can ask for these: they must never end up in a free field.
  if (isSensitiveHeader(keys)) return { kind: 'ignored', why: 'sensitive' };
  const own = schoolHeaders.get(keys[0]!);
  if (own !== undefined) return own === null ? { kind: 'ignored', why: 'school_map' } : { kind: 'field', target: own, tier: 0, why: 'school_map' };
  if (keys.some((key) => PREFERRED_NAMES.has(key))) return { kind: 'ignored', why: 'preferred_name' };
  // `homeroomTeacher.email` of a student.
  if (!adultFile && isAboutOthers(keys[0]!)) keys = keys.slice(0, 1);
  for (const key of keys) {
    const ofThisSis = ofSis.get(key);
    if (ofThisSis === null) return { kind: 'ignored', why: 'not_needed' };
    const alias = ofThisSis ?? FIELD_ALIASES.get(key);
    if (alias !== undefined) return { kind: 'field', ...alias, why: 'alias' };
    const family = familyTarget(key);
    if (family !== null) return { kind: 'field', target: family, tier: 1, why: 'alias' };
    const presence = presenceTarget(key);
    if (presence !== null) return { kind: 'field', target: presence, tier: 1, why: 'alias' };
    if (isSchoolOfSeveral(key) || isSchoolHeader(key)) return { kind: 'field', target: 'school', tier: 1, why: 'alias' };
  }
  if (isNotNeeded(keys)) return { kind: 'ignored', why: 'not_needed' };
  if (!adultFile && isAboutOthers(keys[0]!)) return { kind: 'ignored', why: 'other_people' };
  return { kind: 'ignored', why: 'unknown' };
}

/** In a form, the submitter is not the person of the row, unless there is no other address. */
function withoutSubmitter(
  candidates: readonly Candidate[],
  headers: readonly string[],
): { candidates: readonly Candidate[]; submitter: number | null } {
  const { email, others } = submitterColumns(headers.map((text) => headerKey(text)));
  const isAddress = (candidate: Candidate): boolean => candidate.kind === 'field' && candidate.target === 'email';
  const hasOther = candidates.some((candidate, index) => index !== email && isAddress(candidate));
  const left = new Set([...others, ...(hasOther ? [email] : [])]);
  return {
    candidates: candidates.map((candidate, index) =>
      left.has(index) && candidate.why !== 'school_map' ? { kind: 'ignored', why: 'submitter' } : candidate,
    ),
    submitter: email === -1 || hasOther || candidates[email]!.why === 'school_map' ? null : email,
  };
}

/** Why somebody left says who is there only if no other column does: a reason may be left from an earlier enrolment. */
function withoutOldReasons(candidates: readonly Candidate[]): readonly Candidate[] {
  const saysWhoIsThere = (candidate: Candidate): boolean =>
    candidate.kind === 'field' && isPresence(candidate.target) && candidate.target !== 'exitReason' && candidate.target !== 'entryDate';
  if (!candidates.some(saysWhoIsThere)) return candidates;
  return candidates.map((candidate) =>
    candidate.kind === 'field' && candidate.target === 'exitReason' ? { kind: 'ignored', why: 'not_needed' } : candidate,
  );
}

/** The address of the form's submitter is read. */
function submitterRead(headers: readonly string[], sources: readonly Source[], submitter: number | null, line: number): Problem[] {
  if (submitter === null || !sources.some(({ field, columns }) => field === 'email' && columns.includes(submitter))) return [];
  return [{ line, column: null, field: 'email', code: 'submitters_email', severity: 'warning', params: { column: headers[submitter]! } }];
}

/** What a column means in a list of these people: an adult's number is not a student number, and a teacher's address not a student's. */
function fittedTo(
  candidate: Candidate,
  { listed, hasStudentNumber, namedCategory }: { listed: Listed; hasStudentNumber: boolean; namedCategory: Category | null },
): Candidate {
  if (candidate.kind !== 'field') return candidate;
  if (candidate.why === 'school_map')
    return listed === 'adults' && candidate.target === 'studentId' ? { ...candidate, target: 'staffId' } : candidate;
  // The number of an adult is not a student number: it must never match a student who has the same one.
  if (candidate.target === 'staffId' && listed !== 'adults' && (namedCategory === 'students' || (hasStudentNumber && listed === 'students')))
    return { kind: 'ignored', why: 'other_people' };
  if (candidate.target === 'jobTitle' && listed === 'students') return { kind: 'ignored', why: 'not_needed' };
  if (candidate.numberWithoutOther === true && !hasStudentNumber && listed !== 'adults') return { ...candidate, target: 'studentId' };
  if (candidate.of !== undefined && candidate.of !== listed) {
    // If the file lists everybody, a column for some of them counts only if there is none for all.
    return listed === 'anybody' ? { ...candidate, tier: candidate.tier + OF_SOME_TIER } : { kind: 'ignored', why: 'other_people' };
  }
  if (candidate.target === 'studentId' && listed === 'adults') return { ...candidate, target: 'staffId', tier: 50 + candidate.tier };
  return candidate;
}
const OF_SOME_TIER = 1_000;

function isRole(candidate: Candidate): boolean {
  return candidate.kind === 'field' && candidate.target === 'role';
}

/**
 * The columns that are read, chosen once for the whole file: those of the lowest tier. For identifying fields only one
 * column is used, even if its cells are blank: the next one could belong to another person.
 */
function chooseColumns(candidates: readonly Candidate[]): { sources: Source[]; doubled: Source[] } {
  const sources: Source[] = [];
  const doubled: Source[] = [];
  for (const field of [...PERSON_FIELDS, ...PRESENCE_FIELDS, 'jobTitle', 'school', 'gradeOrder'] as const) {
    const tierOf = (candidate: Candidate): number => (candidate.kind === 'field' && candidate.target === field ? candidate.tier : Infinity);
    const tier = Math.min(...candidates.map(tierOf));
    if (tier === Infinity) continue;
    const columns = candidates.flatMap((candidate, index) => (tierOf(candidate) === tier ? [index] : []));
    sources.push({ field, columns: isIdentity(field) ? columns.slice(0, 1) : columns });
    if (columns.length > 1) doubled.push({ field, columns });
  }
  return { sources, doubled };
}

/** Headers of the system that wrote the file; null: not needed. */
function headersOfSis({ headers = {} }: Sis): ReadonlyMap<string, Alias | null> {
  const map = new Map<string, Alias | null>();
  for (const [target, list] of Object.entries(headers))
    for (const [index, key] of list.trim().split(/\s+/).entries())
      map.set(
        key,
        target === 'ignored'
          ? null
          : { target: target as HeaderTarget, tier: target === 'school' || isPresence(target as HeaderTarget) ? 1 : 1 + index },
      );
  return map;
}

/** The school's own header words; null: a column that the school wants ignored. Entries that lead nowhere are left out. */
function schoolHeaderMap(headers: Record<string, string>): ReadonlyMap<string, HeaderTarget | null> {
  const map = new Map<string, HeaderTarget | null>();
  for (const [header, target] of Object.entries(headers)) {
    const key = headerKey(target);
    const field =
      [...PERSON_FIELDS, ...PRESENCE_FIELDS, 'school' as const].find((candidate) => candidate.toLowerCase() === key) ??
      FIELD_ALIASES.get(key)?.target;
    // A column of whole names is read by openHeader, if there are none for first and last names.
    if (key === 'ignore' || key === FULL_NAME || key === '') map.set(headerKey(header), null);
    else if (field !== undefined) map.set(headerKey(header), field === 'gradeRaw' ? 'grade' : field);
  }
  return map;
}

const FULL_NAME = 'fullname';

function missingFields(present: ReadonlySet<Source['field']>, namedCategory: string | null, adultFile: boolean): PersonField[] {
  // Without a role column and without the name of adults, a row can only be a student.
  const studentFile = namedCategory === 'students' || (!adultFile && !present.has('role'));
  const required: PersonField[] = ['email', 'firstName', 'lastName', ...(studentFile ? (['studentId', 'grade'] as const) : [])];
  return required.filter((field) => !present.has(field));
}

/** Whether the name of the file, or of the sheet or inner file that is read, says that its people are not at the school. */
function absentByName({ fileName, sheet }: ReadingContext): 'name' | 'name_to_come' | null {
  const names = [fileName, sheet ?? ''];
  if (names.some(isLeaversList)) return 'name';
  return names.some(isFutureList) ? 'name_to_come' : null;
}

function isIdentity(field: Source['field']): boolean {
  return ['email', 'firstName', 'lastName', 'studentId', 'grade', 'role'].includes(field);
}

function isPresence(field: HeaderTarget): field is PresenceField {
  return (PRESENCE_FIELDS as readonly string[]).includes(field);
}

function isPersonField(field: Source['field']): field is PersonField {
  return (PERSON_FIELDS as readonly string[]).includes(field);
}

const WHY_OF_SOURCE: Record<Exclude<Source['field'], PersonField>, string> = {
  status: 'status',
  enabled: 'status',
  deleted: 'status',
  entryDate: 'entry_date',
  exitDate: 'exit_date',
  exitReason: 'exit_reason',
  jobTitle: 'job_title',
  gradeOrder: 'grade_order',
  school: 'school',
};

function sameHeaderTwice(headers: readonly string[], columns: readonly number[]): boolean {
  return new Set(columns.map((column) => headerKey(headers[column]!))).size < columns.length;
}

function headerProblems(headers: readonly string[], doubled: readonly Source[], sensitive: readonly number[], line: number): Problem[] {
  // All columns that say who has left, and all titles, are read.
  const problems = doubled
    .filter(({ field }) => isPersonField(field))
    .map((source) => readTwice(headers, source, line, isIdentity(source.field) ? 'only' : 'first_value'));
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
    field: isPersonField(field) ? field : null,
    code: 'column_read_twice',
    severity: 'warning',
    params: { field: fieldName(field), columns: namesOf(headers, columns), used: headers[columns[0]!]!, rule },
  };
}

/** Several columns could be the student number, under different headers: one is read, and a remark names it. */
function readOneOfSeveralNumbers(
  headers: readonly string[],
  { candidates, sources, doubled }: { candidates: readonly Candidate[]; sources: readonly Source[]; doubled: readonly Source[] },
  line: number,
): Problem | null {
  const numbers = candidates.flatMap((candidate, index) =>
    candidate.kind === 'field' && candidate.target === 'studentId' && candidate.tier <= LAST_STUDENT_NUMBER_TIER ? [index] : [],
  );
  if (numbers.length < 2 || doubled.some(({ field }) => field === 'studentId')) return null;
  const used = sources.find(({ field }) => field === 'studentId')!.columns[0]!;
  return readTwice(headers, { field: 'studentId', columns: [used, ...numbers.filter((index) => index !== used)] }, line, 'only');
}

function namesOf(headers: readonly string[], columns: readonly number[]): string {
  return columns.map((column) => headers[column]!).join(', ');
}

function fieldName(field: Source['field']): string {
  return isPersonField(field) ? FIELD_NAMES[field] : 'status';
}
