import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectReading, type Expected } from './expect-reading.js';
import { readAll } from './read-fixture.js';

const FOLDER = new URL('../../fixtures/roster/', import.meta.url).pathname;

/** Every fixture and what becomes of it; problems as `line code column`. */
const FIXTURES: Record<string, Expected> = {
  'students-good.csv': { rows: 3, valid: 3 },
  'students-empty.csv': { rejected: 'empty_file' },
  'students-blank-lines-only.csv': { rejected: 'empty_file' },
  'students-byte-order-mark-only.csv': { rejected: 'empty_file' },
  'students-header-only.csv': { rejected: 'header_only' },
  'students-header-without-line-end-only.csv': { rejected: 'header_only' },
  'students-no-header.csv': { rejected: 'no_header' },
  'students-missing-email-column.csv': { rejected: 'missing_required_column', params: { columns: 'email' } },
  'students-missing-grade-column.csv': { rejected: 'missing_required_column', params: { columns: 'grade' } },
  'list-that-could-be-anybody.csv': { rejected: 'missing_required_column', params: { columns: 'student id, grade' } },
  'students-email-column-twice.csv': { rejected: 'ambiguous_column' },
  'students-unknown-header-words.csv': { rejected: 'missing_required_column' },
  'students-too-many-cells.csv': { rows: 3, valid: 2, problems: ['3 too_many_cells -'], unidentified: 1 },
  'students-too-few-cells.csv': { rows: 3, valid: 2, problems: ['3 too_few_cells -'], unidentified: 1 },
  'students-duplicate-person.csv': { rows: 3, valid: 3, people: 2, problems: ['4 duplicate_person -'] },
  'students-one-row-per-guardian.csv': { rows: 3, valid: 3, people: 2 },
  'students-contradicting-rows.csv': { rows: 3, valid: 1, people: 1, problems: ['2 contradicting_rows -', '4 contradicting_rows -'] },
  'students-cut-in-last-line.csv': { rows: 3, valid: 2, problems: ['4 too_few_cells -'], cut: true, unidentified: 1 },
  'students-cut-inside-quotes.csv': { rows: 3, valid: 2, problems: ['4 broken_quotes -'], cut: true, unidentified: 1 },
  'students-no-final-line-end.csv': { rows: 3, valid: 3 },
  'students-stray-quote.csv': { rows: 4, valid: 3, problems: ['3 broken_quotes -'], unidentified: 1 },
  'students-text-after-quote.csv': { rows: 3, valid: 2, problems: ['3 broken_quotes -'], unidentified: 1 },
  'students-line-break-in-cell.csv': { rows: 2, valid: 1, problems: ['4 invalid_email email'] },
  'students-mixed-line-ends.csv': { rows: 3, valid: 3 },
  'students-lone-carriage-returns.csv': { rows: 3, valid: 2, problems: ['4 invalid_email email'] },
  'students-wrong-email.csv': { rows: 2, valid: 1, problems: ['3 invalid_email email'] },
  'students-number-in-scientific-notation.csv': { rows: 2, valid: 1, problems: ['3 scientific_notation student id'] },
  'students-date-instead-of-grade.csv': { rows: 2, valid: 1, problems: ['3 date_instead_of_grade grade'] },
  'students-unknown-grade.csv': { rows: 2, valid: 2, problems: ['- unknown_grade grade'] },
  'students-missing-values.csv': { rows: 2, valid: 1, problems: ['4 missing_value first name', '4 missing_value grade'] },
  'students-spreadsheet-errors.csv': { rows: 2, valid: 1, problems: ['3 formula_error first name', '3 formula_error student id'] },
  'students-wrong-optional-values.csv': {
    rows: 1,
    valid: 1,
    problems: ['2 invalid_email parentEmail', '2 invalid_phone parentPhone', '2 invalid_phone student phone'],
  },
  'students-no-valid-rows.csv': { rejected: 'no_valid_rows', params: { rows: 2 }, problems: ['2 invalid_email email', '3 missing_value email'] },
  'students-teacher-among-them.csv': { rows: 2, valid: 1, problems: ['3 wrong_category_in_file role'] },
  'users-unknown-role.csv': { rows: 2, valid: 1, problems: ['3 unknown_role role'] },
  'users-parents-and-inactive.csv': { rows: 3, valid: 1 },
  'users-unclear-category.csv': { rows: 2, valid: 1, problems: ['3 category_unclear role'] },
  'students-sensitive-columns.csv': {
    rows: 2,
    valid: 1,
    problems: ['1 sensitive_column_ignored -', '- unknown_grade grade', '3 invalid_email email'],
  },
  'students-prototype-header.csv': { rows: 1, valid: 1, problems: ['- unknown_column -'] },
  'students-separators-only-lines.csv': { rows: 1, valid: 1 },
  'students-separator-hint.csv': { rows: 1, valid: 1 },
  'students-tabs-named.csv': { rows: 2, valid: 2 },
  'students-commas-named.tsv': { rows: 2, valid: 2 },
  'students-pipes.csv': { rows: 2, valid: 2 },
  'students-zero-bytes.csv': { rejected: 'unreadable_bytes', params: { found: 'binary' } },
  'students-binary-garbage.csv': { rejected: 'unreadable_bytes', params: { found: 'binary' } },
  'students-two-encodings.csv': { rejected: 'unreadable_bytes', params: { found: 'mixed_encodings' } },
  'students-two-encodings-reversed.csv': { rejected: 'unreadable_bytes', params: { found: 'mixed_encodings' } },
  'students-cut-inside-a-character.csv': { rows: 2, valid: 2, cut: true },
  'students-web-page.csv': { rejected: 'unsupported_format', params: { found: 'html' } },
  'students-json.csv': { rejected: 'unsupported_format', params: { found: 'json' } },
  'students-pdf.csv': { rejected: 'unsupported_format', params: { found: 'pdf' } },
  'students-old-excel.xls': { rejected: 'unsupported_format', params: { found: 'xls' } },
  'students-image.csv': { rejected: 'unsupported_format', params: { found: 'image' } },
  'students-zip-of-csv.xlsx': { rows: 1, valid: 1 },
  'students-cut-workbook.xlsx': { rejected: 'broken_archive', params: { reason: 'damaged' } },
  'students-empty-zip.xlsx': { rejected: 'unsupported_format', params: { found: 'archive' } },
  'students-csv-named.xlsx': { rows: 1, valid: 1 },
};

test('every fixture has an expectation', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(FIXTURES).sort());
});

test.each(Object.entries(FIXTURES))('%s', async (name, expected) => {
  await expectReading(join(FOLDER, name), name, expected);
});

test('a file is read alike in pieces of any size', async () => {
  for (const name of Object.keys(FIXTURES).filter((one) => one.endsWith('sv'))) {
    const bytes = readFileSync(join(FOLDER, name));
    const whole = await readAll(bytes, name);
    for (const pieceBytes of [1, 3, 7]) {
      const inPieces = await readAll(bytes, name, { pieceBytes });
      expect([name, inPieces.result.kind, inPieces.people]).toEqual([name, whole.result.kind, whole.people]);
    }
  }
});

test('cells of sensitive columns reach neither rows, problems nor the owner’s download', async () => {
  const everything = await readAll(join(FOLDER, 'students-sensitive-columns.csv'), 'students.csv');
  expect(everything.problems[0]?.original).toBe('not-an-address,Bo,Lee,0002,9,,');
  expect(JSON.stringify(everything)).not.toContain('canary');
});

test('whoever is named by a row with an error is mentioned', async () => {
  const { mentions } = await readAll(join(FOLDER, 'students-missing-values.csv'), 'students.csv');
  expect(mentions).toEqual([{ line: 4, email: 'bo@lincoln.example.org', studentId: '0002', staffId: null }]);
});

test.each<[string, string, string[], string[]]>([
  ['students.csv', 'email,first name,last name,student id,grade\na@x.org,A,B,1,9\n', ['students'], ['students']],
  ['list.csv', 'email,first name,last name,student id,grade\na@x.org,A,B,1,9\n', ['students'], []],
  [
    'list.csv',
    'email,first name,last name,role,student id,grade\na@x.org,A,B,Student,1,9\nb@x.org,B,C,Teacher,,\n',
    ['students', 'teachers'],
    ['teachers'],
  ],
  ['teachers.csv', 'email,first name,last name\na@x.org,A,B\n', ['teachers'], ['teachers']],
  ['teachers.csv', 'email,first name,last name,role\na@x.org,A,B,Staff\n', ['staff'], ['staff']],
  [
    'students_and_staff.csv',
    'email,first name,last name,role,student id,grade\na@x.org,A,B,Student,1,9\nb@x.org,B,C,Staff,,\n',
    ['students', 'staff'],
    ['staff'],
  ],
  ['users.csv', 'email,first name,last name,role\na@x.org,A,B,Owner\nb@x.org,B,C,Manager\n', ['admin'], ['admin']],
])('what %s covers and stands for', async (name, text, covers, standsFor) => {
  expect((await readAll(Buffer.from(text), name)).result).toMatchObject({ coversCategories: covers, standsFor });
});

test.each([
  ['too many rows', { rows: 2 }, 'too_many_rows'],
  ['too many columns', { columns: 4 }, 'too_many_columns'],
  ['too many bytes', { bytes: 100 }, 'file_too_large'],
])('%s', async (_, limits, code) => {
  const { result } = await readAll(join(FOLDER, 'students-good.csv'), 'students.csv', { limits });
  expect(result).toMatchObject({ kind: 'rejected', code });
});

test('exactly at its limits, a file is read', async () => {
  const bytes = readFileSync(join(FOLDER, 'students-good.csv'));
  expect((await readAll(bytes, 'students.csv', { limits: { rows: 3, columns: 5, bytes: bytes.length } })).result.kind).toBe('read');
});

test('a line that is too long costs that line', async () => {
  const text = `email,first name,last name,student id,grade\na@x.org,${'x'.repeat(3000)},B,1,9\nb@x.org,B,C,2,9\n`;
  const { result, problems } = await readAll(Buffer.from(text), 'students.csv', { limits: { lineBytes: 1000 }, pieceBytes: 512 });
  expect(result).toMatchObject({ kind: 'read', rows: 2, valid: 1, unidentifiedRows: 1 });
  expect(problems).toMatchObject([{ line: 2, code: 'value_too_long' }]);
});

test('a receiver that fails ends the reading with its error', async () => {
  const { readRoster } = await import('../../../infra/readers/read-roster.js');
  const reading = readRoster(join(FOLDER, 'students-good.csv'), {
    fileName: 'students.csv',
    country: 'US',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    onRows: () => Promise.reject(new Error('the database is away')),
    onProblems: () => {},
  });
  await expect(reading).rejects.toThrow('the database is away');
});
