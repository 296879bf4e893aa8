import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { FILE_REJECTION_CODES, ROW_PROBLEM_CODES, type ProblemParams } from '../../../domain/problem.js';

const PARAMS: ProblemParams = {
  field: 'email',
  found: 'text',
  limit: 500000,
  limitBytes: 104857600,
  cells: 6,
  columns: 5,
  kept: 0,
  first: 4,
  other: 4,
  others: 1,
  used: 'Email',
  rule: 'first_value',
  count: 2,
  column: 'Email',
  times: 2,
  reason: 'damaged',
  rows: 1200,
  role: 'TEACHER',
  schools: 3,
  names: 'Adams (2)',
  sheets: 'Grade 9, Grade 10',
  read: 'Grade 9',
  number: 'staff id',
  same: 'email',
  habit: 'formula',
  lines: 2,
  header: 3,
  line: 4,
  file: 'enrollments',
  word: 'Xyz',
  as: 'STAFF',
  why: 'name',
  known: 'student',
  by: 'number',
  gone: 0,
};
const CODES = [...ROW_PROBLEM_CODES, ...FILE_REJECTION_CODES];

describe.each(LOCALES)('in %s', (locale) => {
  test.each(CODES)('%s says what is wrong, where, and what to do', (code) => {
    const { message, remedy } = problemText(locale, code, PARAMS, { column: 'E-Mail', line: 17 });
    expect(message).toMatch(locale === 'en' ? /^Line 17, column “E-Mail”: .+\.$/ : /^Ligne 17, colonne «\u00a0E-Mail\u00a0»\u00a0: .+\.$/);
    expect(remedy.length).toBeGreaterThan(10);
    expect(`${message} ${remedy}`).not.toMatch(/undefined|null|NaN|\[object|[a-z]_[a-z]/);
  });

  test.each(CODES)('%s of the whole file starts with a capital and has no empty place', (code) => {
    expect(problemText(locale, code, PARAMS, { column: null, line: null }).message).toMatch(/^\p{Lu}/u);
  });
});

test('somebody whose number or address is in the wrong list is told as what they are, or were', () => {
  const said = (known: string, by: string, gone: number): string =>
    problemText('en', 'wrong_category_in_file', { known, by, gone }, { column: null, line: null }).message;
  expect(said('adult', 'email', 0)).toBe(
    'The e-mail address belongs to somebody who works at the school, and the file lists a student; the row was left out.',
  );
  expect(said('adult', 'number', 1)).toBe(
    'The number belongs to somebody who worked at the school, and the file lists a student; the row was left out.',
  );
  expect(said('student', 'email', 1)).toMatch(/belongs to a former student of the school/);
});

test('300 rows that repeat a person are one remark', () => {
  const place = { column: null, line: null };
  expect(problemText('en', 'duplicate_person', { rows: 300, line: 312, first: 12 }, place).message).toMatch(
    /300 lines repeat .* line 312 with line 12/,
  );
  expect(problemText('fr-CA', 'duplicate_person', { rows: 300, line: 312, first: 12 }, place).message).toMatch(/300 lignes en répètent/);
  expect(problemText('en', 'duplicate_person', { first: 12 }, place).message).toMatch(/^This person is also on line 12/);
});

test('French differs from English, and has no space before ; ! ? but no-break ones inside « » and before the colon', () => {
  for (const code of CODES) {
    const text = Object.values(problemText('fr-CA', code, PARAMS, { column: null, line: null })).join(' ');
    expect(text).not.toBe(Object.values(problemText('en', code, PARAMS, { column: null, line: null })).join(' '));
    expect(text).not.toMatch(/ [;!?:»]|« |'/);
  }
});

test('numbers are grouped as the language does', () => {
  expect(problemText('en', 'too_many_rows', { limit: 500000 }, { column: null, line: null }).message).toContain('500,000');
  expect(problemText('fr-CA', 'too_many_rows', { limit: 500000 }, { column: null, line: null }).message).toContain('500\u00a0000');
  expect(problemText('fr-CA', 'file_too_large', { limitBytes: 104857600 }, { column: null, line: null }).message).toContain('100\u00a0Mo');
  expect(problemText('en', 'file_too_large', { limitBytes: 1000 }, { column: null, line: null }).message).toContain('1,000 bytes');
});

test.each(['damaged', 'too_many_entries', 'too_large_unpacked', 'bomb', 'encrypted', 'roles'])(
  'why an archive is rejected has a sentence of its own: %s',
  (reason) => {
    for (const locale of LOCALES) {
      const { message } = problemText(locale, 'broken_archive', { reason, package: 1 }, { column: null, line: null });
      expect(message).toMatch(locale === 'en' ? /ZIP archive/ : /archive ZIP/);
      expect(message).not.toContain('_');
    }
  },
);

test('an archive of several lists says to upload each by itself', () => {
  for (const locale of LOCALES)
    expect(problemText(locale, 'unsupported_format', { found: 'lists' }, { column: null, line: null }).remedy).toContain('teachers');
});
