import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createSchoolRouter } from '../../../domain/reading/create-school-router.js';
import { splitBySchool } from '../../../infra/readers/split-by-school.js';
import { inlineCell, makeWorkbook, makeZip } from './make-workbook.js';
import { readAll } from './read-fixture.js';

const SCHOOLS = [
  { id: 'lincoln', name: 'Lincoln High School', ownSchool: [] },
  { id: 'montcalm', name: 'École Montcalm', ownSchool: ['Montcalm', '205'] },
];
const MAPS = { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} };

async function split(bytes: string | Buffer, fileName = 'students.csv') {
  const router = createSchoolRouter(SCHOOLS, ['Roosevelt']);
  const parts: Record<string, string> = {};
  const result = await splitBySchool(
    Readable.from([Buffer.from(bytes)]),
    { fileName, country: 'US', day: '2026-03-23', maps: MAPS, ownSchool: [] },
    router,
    (id) => {
      parts[id] = '';
      return { write: async (text) => void (parts[id] += text), end: () => undefined };
    },
  );
  return { result, parts, unplaced: router.unplaced(), others: router.others };
}

const HEADER = 'Student ID,First Name,Last Name,Grade,Email,School';
const student = (number: number, school: string): string => `${String(number).padStart(5, '0')},Zoé,"Roy, Jr",9,s${number}@x.example,${school}`;

/** Files as districts export them. */
const FILES: Record<string, string | Buffer> = {
  'a plain CSV': [HEADER, student(1, 'Lincoln HS'), student(2, 'Montcalm'), student(3, 'LINCOLN HIGH SCHOOL'), student(4, 'Montcalm')].join('\n'),
  'a file with titles, blank lines, a row without an address, and a total': [
    'District export',
    '',
    HEADER,
    student(1, 'Lincoln HS'),
    '00002,Ann,Lee,9,,Montcalm',
    '',
    student(3, 'Montcalm'),
    'Total: 3',
  ].join('\r\n'),
  'a value of several lines': [HEADER, `00001,"Zoé\nMarie",Roy,9,s1@x.example,Montcalm`, student(2, 'Lincoln HS'), student(3, 'Montcalm')].join('\n'),
  'a file in UTF-16 with tabs': Buffer.from(
    `\ufeff${[HEADER, student(1, 'Lincoln HS').replace('"Roy, Jr"', 'Côté'), student(2, 'Montcalm').replace('"Roy, Jr"', 'Hébert')].join('\n').replaceAll(',', '\t')}`,
    'utf16le',
  ),
};

describe.each(Object.entries(FILES))('%s', (_name, file) => {
  test.each([
    ['lincoln', ['Lincoln High School']],
    ['montcalm', ['Montcalm', '205']],
  ])('gives %s a part that says what the whole file says about it, line by line', async (id, ownSchool) => {
    const { result, parts, unplaced } = await split(file);
    expect([result.kind, unplaced.rows]).toEqual(['split', 0]);
    const part = await readAll(Buffer.from(parts[id]!), 'students.csv', { ownSchool });
    const whole = await readAll(Buffer.from(file), 'students.csv', { ownSchool });
    expect(part.people.length).toBeGreaterThan(0);
    expect(part.people).toEqual(whole.people);
    expect(part.problems).toEqual(whole.problems);
    expect({ ...part.result, account: 0, rows: 0, encoding: 0, delimiter: 0, format: 0, problems: 0, warnings: 0 }).toEqual({
      ...whole.result,
      account: 0,
      rows: 0,
      encoding: 0,
      delimiter: 0,
      format: 0,
      problems: 0,
      warnings: 0,
    });
  });
});

test('no part holds a row of another school, or of none', async () => {
  const { result, parts, unplaced, others } = await split(
    [HEADER, student(1, 'Lincoln HS'), student(2, 'Montcalm'), student(3, 'Adams'), student(4, ''), student(5, 'Roosevelt')].join('\n'),
  );
  expect(result).toEqual({ kind: 'split', rows: 5, schools: ['lincoln', 'montcalm'] });
  expect(Object.values(parts).map((text) => [...text.matchAll(/s\d@/g)].map(String))).toEqual([['s1@'], ['s2@']]);
  expect([unplaced.rows, others]).toEqual([2, 1]);
});

test('a heading of leavers is in every part, also in one whose rows all stand below it', async () => {
  const { parts } = await split([HEADER, student(1, 'Lincoln HS'), 'Withdrawn students', student(2, 'Montcalm')].join('\n'));
  for (const text of Object.values(parts)) expect(text).toContain('\nWithdrawn students\n');
  const { result } = await readAll(Buffer.from(parts['montcalm']!), 'students.csv', { ownSchool: ['Montcalm'] });
  expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers' });
});

test.each([
  ['is cut inside its last row', `${HEADER}\n${student(1, 'Lincoln HS')}\n00002,Ann,Le`],
  ['has a row whose quotes do not close', `${HEADER}\n${student(1, 'Lincoln HS')}\n00002,"Ann,Lee,9,s2@x.example,Montcalm\n`],
])('a file that %s has a row without a place', async (_what, file) => {
  const { unplaced } = await split(file);
  expect(unplaced.rows).toBeGreaterThan(0);
});

test('a workbook of one sheet is split as a CSV file is, and its lines are those of the sheet', async () => {
  const rows = [HEADER, student(1, 'Lincoln HS').replace('"Roy, Jr"', 'Roy'), student(2, 'Montcalm').replace('"Roy, Jr"', 'Roy')].map(
    (row, index) => `<row r="${index + 1}">${row.split(',').map(inlineCell).join('')}</row>`,
  );
  const { result, parts } = await split(makeWorkbook(rows.join('')), 'students.xlsx');
  expect(result.kind).toBe('split');
  const { people } = await readAll(Buffer.from(parts['montcalm']!), 'students.csv', { ownSchool: ['Montcalm'] });
  expect(people).toMatchObject([{ line: 3, studentId: '00002' }]);
});

test.each([
  ['no column that says the school', 'Student ID,First Name,Last Name,Grade,Email\n1,A,B,9,a@x.example\n', { kind: 'no_school_column' }],
  ['no column of names', 'Student ID,Grade,Email,School\n1,9,a@x.example,Lincoln HS\n', { kind: 'rejected', code: 'missing_required_column' }],
  ['nothing in it', '', { kind: 'rejected', code: 'empty_file' }],
  [
    'an archive of lists',
    makeZip([
      { name: 'manifest.csv', data: 'propertyName,value\nfile.users,bulk\n' },
      {
        name: 'users.csv',
        data: 'sourcedId,status,role,givenName,familyName,email,identifier,grades,orgSourcedIds\n1,active,student,A,B,a@x.example,1,09,o1\n',
      },
      { name: 'orgs.csv', data: 'sourcedId,name,type\no1,Lincoln,school\n' },
    ]),
    { kind: 'several_lists' },
  ],
])('a file with %s is not split, and it is said why', async (_what, file, expected) => {
  const { result, parts } = await split(file);
  expect(result).toMatchObject(expected);
  expect(Object.values(parts).join('')).toBe('');
});
