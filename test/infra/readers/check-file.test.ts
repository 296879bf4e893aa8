import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from '../../../apps/cli/check.js';

const FOLDER = new URL('../../fixtures/roster/', import.meta.url).pathname;
const fixture = (name: string): string => join(FOLDER, name);

test('a good file is accepted with exit code 0, and the JSON is as promised', async () => {
  const { exitCode, output } = await checkFile(fixture('students-good.csv'), { json: true });
  expect(exitCode).toBe(0);
  expect(JSON.parse(output)).toEqual({
    kind: 'accepted',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    sheet: null,
    category: 'students',
    coversCategories: ['students'],
    columns: [
      { header: 'email', field: 'email', why: 'alias' },
      { header: 'first name', field: 'firstName', why: 'alias' },
      { header: 'last name', field: 'lastName', why: 'alias' },
      { header: 'student id', field: 'studentId', why: 'alias' },
      { header: 'grade', field: 'grade', why: 'alias' },
    ],
    rows: 3,
    valid: 3,
    problems: [],
    sis: null,
    account: {
      columns: ['email', 'firstName', 'lastName', 'studentId', 'grade'].map(
        (what) => expect.objectContaining({ what, use: 'USED', rows: 3 }) as unknown,
      ),
      words: expect.arrayContaining([]) as unknown,
      sheets: [],
      lines: [{ name: '', what: 'people', use: 'USED', rows: 3, setting: null }],
    },
  });
});

test('a file with problems is accepted with exit code 1, and each problem has its place', async () => {
  const { exitCode, report } = await checkFile(fixture('students-wrong-email.csv'));
  expect(exitCode).toBe(1);
  expect(report?.problems).toMatchObject([
    {
      line: 3,
      column: 'email',
      field: 'email',
      code: 'invalid_email',
      severity: 'error',
      message: expect.stringMatching(/^Line 3, column “email”: /) as string,
    },
  ]);
});

test('a file that changes nothing is rejected with exit code 2, and says why', async () => {
  const { exitCode, report } = await checkFile(fixture('students-missing-grade-column.csv'));
  expect(exitCode).toBe(2);
  expect(report).toMatchObject({
    kind: 'rejected',
    coversCategories: [],
    problems: [{ line: null, code: 'missing_required_column', severity: 'error' }],
  });
  expect(report?.columns).toHaveLength(4);
});

test.each([
  ['a file that is not there', fixture('nowhere.csv')],
  ['a folder', FOLDER],
])('%s is a usage error, exit code 64', async (_, path) => {
  const { exitCode, report, output } = await checkFile(path);
  expect([exitCode, report]).toEqual([64, null]);
  expect(output).toContain(path);
});

test('the category may be said instead of being in the name', async () => {
  expect((await checkFile(fixture('list-that-could-be-anybody.csv'))).exitCode).toBe(2);
  const said = await checkFile(fixture('list-that-could-be-anybody.csv'), { category: 'teachers' });
  expect(said).toMatchObject({ exitCode: 0, report: { category: 'teachers', coversCategories: ['teachers'] } });
});

test('people read text in their language, without control characters from the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-check-'));
  writeFileSync(
    join(folder, 'students.csv'),
    'email,first name,last name,student id,grade,\u001b[31mred\nwrong,Ana,Lee,1,9,x\nbo@x.org,Bo,Lee,2,9,x\n',
  );
  const english = await checkFile(join(folder, 'students.csv'));
  const french = await checkFile(join(folder, 'students.csv'), { locale: 'fr-CA' });
  expect(english.output).toContain('students.csv: accepted, with 2 problems.');
  expect(french.output).toContain('students.csv\u00a0: accepté, avec 2 problèmes.');
  // eslint-disable-next-line no-control-regex
  expect(english.output + french.output).not.toMatch(/\u001b/);
});

test('no value of a person is in what is printed', async () => {
  for (const name of ['students-wrong-email.csv', 'students-sensitive-columns.csv', 'students-too-many-cells.csv', 'students-contradicting-rows.csv'])
    for (const json of [true, false]) expect((await checkFile(fixture(name), { json })).output).not.toMatch(/lincoln|Ana|Tran|canary|0001/);
});
