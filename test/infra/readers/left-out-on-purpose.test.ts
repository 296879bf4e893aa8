import { expect, test } from 'vitest';
import { readAll } from './read-fixture.js';

const HEADER = 'Email,First Name,Last Name,Student Number,Grade,Status\n';
const ROWS = 'ann@example.org,Ann,Lee,1001,9,Active\nbo@example.org,Bo,Roy,1002,Purple,Visitor\n';
const read = (text: string, fileName: string, maps: object) => readAll(Buffer.from(text), fileName, { maps });
const fates = ({ result }: Awaited<ReturnType<typeof read>>): Record<string, number> =>
  Object.fromEntries(result.account.lines.map(({ what, rows }) => [what, rows]));
const unknown = ({ result }: Awaited<ReturnType<typeof read>>): string[] =>
  result.account.words.flatMap(({ name, use }) => (use === 'UNKNOWN' ? [name] : []));

test('leaves out the rows of a status on purpose: nobody in them is added, and nobody counts as missing', async () => {
  const reading = await read(HEADER + ROWS, 'students.csv', { statuses: { VISITOR: 'IGNORE' }, grades: { Purple: '10' } });
  expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Ann']);
  expect(reading.mentions).toEqual([{ line: 3, email: 'bo@example.org', studentId: '1002', staffId: null }]);
  expect(fates(reading)).toEqual({ people: 1, left_out: 1 });
  expect(unknown(reading)).toEqual([]);
  expect(reading.result.account.words).toContainEqual(expect.objectContaining({ name: 'Visitor', what: 'status.left_out', use: 'LEFT_OUT' }));
});

test('leaves out the rows of a role on purpose, likewise', async () => {
  const file = 'Email,First Name,Last Name,Role\nann@example.org,Ann,Lee,Teacher\nbo@example.org,Bo,Roy,Board\n';
  const reading = await read(file, 'people.csv', { roles: { board: 'IGNORE' } });
  expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Ann']);
  expect(reading.mentions).toEqual([{ line: 3, email: 'bo@example.org', studentId: null, staffId: null }]);
  expect(fates(reading)).toEqual({ people: 1, left_out: 1 });
  expect(reading.result.rows - reading.result.problemRows).toBe(2);
});

test('takes a grade that is left out on purpose for none: the row counts, and what is stored stays', async () => {
  const reading = await read(HEADER + ROWS.replace('Visitor', 'Active'), 'students.csv', { grades: { purple: 'IGNORE' } });
  expect(reading.people.map(({ grade, gradeRaw }) => [grade, gradeRaw])).toEqual([
    ['09', '9'],
    [null, 'Purple'],
  ]);
  expect(reading.result.problems).toEqual([]);
  expect(unknown(reading)).toEqual([]);
});

test('takes a title that is left out on purpose for one that says nothing about the role', async () => {
  const file = 'Email,First Name,Last Name,Job Title\nann@example.org,Ann,Lee,Teacher\nbo@example.org,Bo,Roy,Xyzzy\n';
  expect(unknown(await read(file, 'staff.csv', {}))).toEqual(['Xyzzy']);
  const reading = await read(file, 'staff.csv', { roles: { xyzzy: 'IGNORE' } });
  expect(unknown(reading)).toEqual([]);
  expect(reading.people.map(({ role }) => role)).toEqual(['TEACHER', 'STAFF']);
});
