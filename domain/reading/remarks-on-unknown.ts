import type { Problem } from '../problem.js';
import type { WordEntry } from './file-account.js';
import type { Category } from '../category.js';
import type { FileReading } from './types.js';
import { schoolsToAskAbout } from './schools-of-file.js';
import { sheetsToAskAbout } from './sheets-of-file.js';

const MOST_NAMED_COLUMNS = 8;

/** `rolesReported`: rows were left out because their role is not known. */
type Reading = Pick<FileReading, 'account' | 'namedCategory'> & { rolesReported: boolean };

/** Unknown words and columns of a file, with counts: one remark for all columns, and one per word. */
export function remarksOnUnknown(reading: Reading): Problem[] {
  const { account } = reading;
  const columns = account.columns.filter(({ use }) => use === 'UNKNOWN');
  const named = columns.slice(0, MOST_NAMED_COLUMNS).map(({ name }) => `“${name}”`);
  const list = columns.length > named.length ? [...named, '…'] : named;
  const schools = schoolsToAskAbout(account.words);
  const sheets = sheetsToAskAbout(account.sheets);
  return [
    ...(sheets === null ? [] : [remark('several_sheets', null, sheets)]),
    ...(schools === null ? [] : [remark('several_schools', schools.column, { schools: schools.schools, names: schools.names })]),
    ...(columns.length === 0 ? [] : [remark('unknown_column', null, { columns: list.join(', '), count: columns.length })]),
    ...account.words.flatMap((word) => (word.use === 'UNKNOWN' ? remarkOn(word, reading) : [])),
  ];
}

function remarkOn({ name, what, rows, column }: WordEntry, { namedCategory, rolesReported }: Reading): Problem[] {
  switch (what) {
    case 'status.unknown':
      return [remark('unknown_status', column, { word: name, rows })];
    case 'name.unknown':
      return [remark('vacancy_in_name', column, { word: name, rows })];
    case 'row.unknown':
      return [remark('rows_struck_out', null, { word: name, rows })];
    case 'school.unsaid':
      return [remark('school_unsaid', column, { rows })];
    case 'date.unknown':
      return [remark('unreadable_date', column, { rows })];
    case 'date.contradicted':
      return [remark('contradicting_status', column, { rows })];
    case 'date.reason':
      return [remark('reason_for_leaving', column, { rows })];
    case 'grade.unknown':
      return [{ ...remark('unknown_grade', column, { word: name, rows }), field: 'grade' }];
    case 'grade.several':
      return [{ ...remark('several_grades', column, { word: name, rows }), field: 'grade' }];
    case 'role.unknown':
    case 'title.unknown': {
      const field = what === 'role.unknown' ? ('role' as const) : null;
      if (isAdults(namedCategory)) return [{ ...remark('unknown_title', column, { word: name, rows, as: roleIn(namedCategory) }), field }];
      // In a list of everybody, rows with such a role are left out, each with a problem of its own.
      return field === null || namedCategory === 'students' || !rolesReported
        ? [{ ...remark('unknown_word', column, { word: name, rows }), field }]
        : [];
    }
    default:
      return [];
  }
}

function isAdults(category: Category | null): boolean {
  return category === 'teachers' || category === 'staff';
}

function roleIn(category: Category | null): string {
  return category === 'teachers' ? 'TEACHER' : 'STAFF';
}

function remark(
  code:
    | 'several_sheets'
    | 'several_schools'
    | 'school_unsaid'
    | 'unknown_column'
    | 'unknown_status'
    | 'vacancy_in_name'
    | 'rows_struck_out'
    | 'unreadable_date'
    | 'contradicting_status'
    | 'reason_for_leaving'
    | 'unknown_grade'
    | 'several_grades'
    | 'unknown_title'
    | 'unknown_word',
  column: string | null,
  params: Problem['params'],
): Problem {
  return { line: null, column, field: null, code, severity: 'warning', params };
}
