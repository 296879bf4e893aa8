import { describe, expect, test } from 'vitest';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { schoolKey } from '../../../domain/reading/school-key.js';
import { schoolsToAskAbout } from '../../../domain/reading/schools-of-file.js';
import { readAll } from './read-fixture.js';

const STUDENTS = 'Student ID,First Name,Last Name,Grade,Email';

/** Reads a student file with more columns: their headers, and each student's cells of them. */
async function withColumns(headers: string, cells: readonly string[], options: Parameters<typeof readAll>[2] = {}, fileName = 'students.csv') {
  const text = [`${STUDENTS},${headers}`, ...cells.map((cell, index) => `${index + 1},Ann${index},Lee,9,s${index + 1}@x.example,${cell}`)].join('\n');
  const reading = await readAll(Buffer.from(text), fileName, options);
  const words = reading.result.account.words.filter(({ what }) => what.startsWith('school.'));
  return {
    ...reading,
    asked: schoolsToAskAbout(words),
    read: reading.people.map(({ studentId, statusUnknown }) => `${studentId}${statusUnknown === true ? '?' : ''}`),
  };
}

describe('a file with a column that says the school', () => {
  test('asks which school this is, with the count of each, and names the setting that ends it', async () => {
    const { result, asked, read } = await withColumns('School', ['Lincoln', 'Lincoln', 'Roosevelt', 'Adams']);
    expect(asked).toEqual({ column: 'School', schools: 3, names: 'Lincoln (2), Adams (1), Roosevelt (1)' });
    expect(read).toEqual(['1', '2', '3', '4']);
    expect(result.problems).toMatchObject([{ code: 'several_schools', column: 'School', params: { schools: 3 } }]);
    expect(problemText('en', 'several_schools', result.problems[0]!.params, { column: 'School', line: null }).message).toContain(
      'Lincoln (2), Adams (1), Roosevelt (1)',
    );
    expect(result.account.columns.at(-1)).toMatchObject({ name: 'School', what: 'school', use: 'USED' });
    expect(result.account.words).toContainEqual({
      column: 'School',
      name: 'Lincoln',
      what: 'school.unknown',
      use: 'UNKNOWN',
      rows: 2,
      setting: 'ownSchool',
    });
  });

  test('is read without a question where it names one school only, however it is spelled', async () => {
    const { result, asked } = await withColumns('School', ['Lincoln High School', 'LINCOLN HS', 'Lincoln H.S.', '']);
    expect([asked, result.problems]).toEqual([null, []]);
  });

  test.each<[what: string, headers: string, cells: string[], ownSchool: string[], read: string[]]>([
    ['by its name', 'School', ['Lincoln', 'Roosevelt', 'Lincoln'], ['Lincoln'], ['1', '3']],
    ['by its number', 'School Number', ['0101', '205', '101'], ['101'], ['1', '3']],
    ['by the number that Excel made a decimal', 'SchoolID', ['101.0', '205.0'], ['101'], ['1']],
    ['by its name beside a number', 'School Code,School Name', ['101,Lincoln', '205,Roosevelt', '101,Lincoln'], ['Lincoln'], ['1', '3']],
    ['by its number beside a name', 'School Code,School Name', ['101,Lincoln', '205,Roosevelt'], ['101'], ['1']],
    ['in two spellings that the school gave', 'School', ['Lincoln', 'LHS Main', 'Roosevelt'], ['Lincoln', 'LHS Main'], ['1', '2']],
    ['in a spelling that means the same', 'Campus', ['Lincoln H.S.', 'lincoln high', 'Lincoln Elementary'], ['Lincoln High School'], ['1', '2']],
    ['of somebody who is at two schools', 'School', ['Lincoln; Roosevelt', 'Roosevelt', 'Adams|Lincoln'], ['Lincoln'], ['1', '3']],
    ['of somebody at a second location', 'location_id,location_id_2', ['101,', '205,101', '205,'], ['101'], ['1', '2']],
    ['by the ids of OneRoster', 'orgSourcedIds', ['"a1,d1"', '"b2,d1"', '"b2,a1"'], ['a1'], ['1', '3']],
    ['whose name has a semicolon', 'School', ['"St. Ann; Main"', 'Other'], ['St. Ann; Main'], ['1']],
    ['in French', 'École', ['École Montcalm', 'MONTCALM', 'École Wolfe'], ['Montcalm'], ['1', '2']],
    ['in Skyward', 'Entity,Name Key', ['401,LEEAN000', '402,LEEBO000'], ['401'], ['1']],
    ['before its building', 'Building,School', ['Annex,Lincoln', 'Main,Roosevelt', 'Main,Lincoln'], ['Lincoln'], ['1', '3']],
  ])('reads only the rows of the own school %s', async (_, headers, cells, ownSchool, read) => {
    const found = await withColumns(headers, cells, { ownSchool });
    expect(found.read).toEqual(read);
    const others = cells.length - read.length;
    expect(found.result.account.lines).toContainEqual({ name: '', what: 'other_school', use: 'LEFT_OUT', rows: others, setting: null });
    expect(found.result.account.lines.reduce((sum, { rows }) => sum + rows, 0)).toBe(cells.length);
    expect([found.asked, found.problems]).toEqual([null, []]);
    // Who is at another school is not kept here by its row.
    expect(found.mentions).toEqual([]);
  });

  test.each<[what: string, headers: string, cells: string[]]>([
    ['a column that is called otherwise', 'Next School', ['A', 'B']],
    ['the building of one school', 'School,Building', ['Lincoln,Main', 'Lincoln,Annex']],
    ['one school and its district', 'orgSourcedIds', ['"s1,d1"', '"s1,d1"']],
    ['people who are elsewhere, too', 'School', ['Lincoln', 'Lincoln; Roosevelt']],
    ['nothing at all', 'School', ['', '']],
  ])('does not ask about %s', async (_, headers, cells) => expect((await withColumns(headers, cells)).asked).toBeNull());

  test('asks about schools that share a district in all rows', async () => {
    expect((await withColumns('orgSourcedIds', ['"s1,d1"', '"s1,d1"', '"s2,d1"'])).asked).toMatchObject({ schools: 2 });
  });

  test('says the name where number and name are there, and asks about both as one', async () => {
    const { asked, result } = await withColumns('School Code,School Name', ['101,Lincoln', '205,Roosevelt']);
    expect(asked).toMatchObject({ column: 'School Name', schools: 2 });
    expect(result.problems).toHaveLength(1);
  });

  test('keeps somebody without a school who is there, and lets somebody new wait', async () => {
    const { read, result } = await withColumns('School', ['Lincoln', '', 'Roosevelt', ' '], { ownSchool: ['Lincoln'] });
    expect(read).toEqual(['1', '2?', '4?']);
    expect(result.problems).toMatchObject([{ code: 'school_unsaid', column: 'School', params: { rows: 2 } }]);
    expect(result.account.lines).toContainEqual({ name: '', what: 'school_unsaid', use: 'UNKNOWN', rows: 2, setting: null });
    expect(result.account.words).toContainEqual(expect.objectContaining({ what: 'school.unsaid', use: 'UNKNOWN', categories: { students: 2 } }));
  });

  test('does not read a total below as a row without a school', async () => {
    const { read, result } = await withColumns('School', ['Lincoln', 'Roosevelt\nTotal,,,,2,\n-----,-----,-----,-----,-----,-----'], {
      ownSchool: ['Lincoln'],
    });
    expect(read).toEqual(['1']);
    expect(result.account.lines.map(({ what, rows }) => [what, rows])).toEqual([
      ['people', 1],
      ['other_school', 1],
      ['nobody', 2],
    ]);
    expect(result.problems.map(({ code }) => code)).toEqual(['line_without_person']);
  });

  test('reads a student who has a row for each of two schools by the row of this one', async () => {
    const text = `${STUDENTS},School\n1,Ann,Lee,9,a@x.example,Lincoln\n1,Ann,Lee,10,a@x.example,Roosevelt\n`;
    const { people, problems } = await readAll(Buffer.from(text), 'students.csv', { ownSchool: ['Lincoln'] });
    expect([people.map(({ grade }) => grade), problems]).toEqual([['09'], []]);
  });

  test('does not ask about words that only other schools use', async () => {
    const { result } = await withColumns('School,Status', ['Lincoln,Active', 'Roosevelt,Xyz'], { ownSchool: ['Lincoln'] });
    expect(result.problems).toEqual([]);
  });

  test('is rejected where no row is of this school, and says which it lists', async () => {
    const { result } = await withColumns('School', ['Adams', 'Roosevelt', 'Adams'], { ownSchool: ['Lincoln'] });
    expect(result).toMatchObject({ kind: 'rejected', code: 'no_rows_of_school', params: { rows: 3, schools: 'Adams (2), Roosevelt (1)' } });
    expect(result.account.lines).toEqual([{ name: '', what: 'file_rejected', use: 'LEFT_OUT', rows: 3, setting: null }]);
  });

  test('can be any column that the school says, or none', async () => {
    const own = { ownSchool: ['Lincoln'], maps: { headers: { 'Where?': 'school' } } };
    expect((await withColumns('Where?', ['Lincoln', 'Adams'], own)).read).toEqual(['1']);
    const ignored = await withColumns('School', ['Lincoln', 'Adams'], { maps: { headers: { School: 'ignore' } } });
    expect([ignored.asked, ignored.read]).toEqual([null, ['1', '2']]);
  });
});

test('a column that the school calls whole names is split, whatever it is called', async () => {
  const text = 'Student ID,Who,Grade,Email\n1,"Lee, Ann",9,a@x.example\n';
  const { people } = await readAll(Buffer.from(text), 'students.csv', { maps: { headers: { who: 'fullName' } } });
  expect(people).toMatchObject([{ firstName: 'Ann', lastName: 'Lee' }]);
});

test.each([
  ['Lincoln High School', 'LINCOLN H.S.'],
  ['St. Mary’s', 'Saint Marys'],
  ['École secondaire Sacré-Cœur', 'Ecole Sec. Sacré Cœur'],
  ['0042', '42'],
  ['42.0', '42'],
  ['The Jefferson Elem. School', 'Jefferson Elementary'],
])('%s and %s are one school', (one, other) => expect(schoolKey(one)).toBe(schoolKey(other)));

test.each([
  ['Lincoln High', 'Lincoln Elementary'],
  ['PS 101', 'PS 102'],
  ['Lincoln Junior High', 'Lincoln High'],
  ['101', '1010'],
  ['School 1', 'School 2'],
])('%s and %s are two schools', (one, other) => expect(schoolKey(one)).not.toBe(schoolKey(other)));
