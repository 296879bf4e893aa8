import type { Problem } from '../problem.js';
import type { FileAccount, WordEntry } from './file-account.js';
import type { Category } from '../category.js';
import { schoolsToAskAbout } from './schools-of-file.js';
import { sheetsToAskAbout } from './sheets-of-file.js';

const MOST_NAMED_COLUMNS = 8;

/** What is not known in a file, once per kind and with a count: one remark for all columns, one a word. */
export function remarksOnUnknown({ account, namedCategory }: { account: FileAccount; namedCategory: Category | null }): Problem[] {
  const columns = account.columns.filter(({ use }) => use === 'UNKNOWN');
  const named = columns.slice(0, MOST_NAMED_COLUMNS).map(({ name }) => `“${name}”`);
  const list = columns.length > named.length ? [...named, '…'] : named;
  const schools = schoolsToAskAbout(account.words);
  const sheets = sheetsToAskAbout(account.sheets);
  return [
    ...(sheets === null ? [] : [remark('several_sheets', null, sheets)]),
    ...(schools === null ? [] : [remark('several_schools', schools.column, { schools: schools.schools, names: schools.names })]),
    ...(columns.length === 0 ? [] : [remark('unknown_column', null, { columns: list.join(', '), count: columns.length })]),
    ...account.words.flatMap((word) => (word.use === 'UNKNOWN' ? remarkOn(word, namedCategory) : [])),
  ];
}

function remarkOn({ name, what, rows, column }: WordEntry, namedCategory: Category | null): Problem[] {
  switch (what) {
    case 'status.unknown':
      return [remark('unknown_status', column, { word: name, rows })];
    case 'school.unsaid':
      return [remark('school_unsaid', column, { rows })];
    case 'date.unknown':
      return [remark('unreadable_date', column, { rows })];
    case 'grade.unknown':
      return [{ ...remark('unknown_grade', column, { word: name, rows }), field: 'grade' }];
    case 'grade.several':
      return [{ ...remark('several_grades', column, { word: name, rows }), field: 'grade' }];
    case 'role.unknown':
      // Elsewhere the rows that have it are left out, each with a problem of its own.
      return isAdults(namedCategory) ? [{ ...remark('unknown_title', column, { word: name, rows, as: roleIn(namedCategory) }), field: 'role' }] : [];
    case 'title.unknown':
      return isAdults(namedCategory) ? [remark('unknown_title', column, { word: name, rows, as: roleIn(namedCategory) })] : [];
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
    | 'unreadable_date'
    | 'unknown_grade'
    | 'several_grades'
    | 'unknown_title',
  column: string | null,
  params: Problem['params'],
): Problem {
  return { line: null, column, field: null, code, severity: 'warning', params };
}
