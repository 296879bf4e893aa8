import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';

// What people write into lists by hand, and forms ask for: none of it may become a name, an identity or a departure without a word.

const HEADER = ['Student ID', 'First Name', 'Last Name', 'Grade', 'Email'];
type Cells = readonly string[];
const ann: Cells = ['1001', 'Ann', 'Lee', '9', 'ann@x.example'];
const bo: Cells = ['1002', 'Bo', 'Roy', '9', 'bo@x.example'];
const text = (rows: readonly Cells[]): string => rows.map((cells) => `${cells.join(',')}\n`).join('');
const read = (rows: readonly Cells[], options: Parameters<typeof readAll>[2] = {}, name = 'students.csv') =>
  readAll(Buffer.from(text(rows)), name, options);
const codes = ({ result }: Awaited<ReturnType<typeof read>>): string[] => result.problems.map(({ code }) => code);

describe('one column says that somebody is here, and another that they have left', () => {
  test.each<[columns: Cells, of: Cells]>([
    [
      ['Status', 'Exit Date'],
      ['Active', '2026-01-15'],
    ],
    [
      ['Enrollment Status', 'Withdrawal Date'],
      ['Enrolled', '1/15/2026'],
    ],
    [
      ['Exit Date', 'Status'],
      ['15-Jan-2026', 'A'],
    ],
    [
      ['Statut', 'Date de départ'],
      ['Actif', '2025-06-23'],
    ],
    [
      ['Active', 'End Date'],
      ['Yes', '2026-03-01'],
    ],
    [
      ['Student Status', 'Withdrawn'],
      ['Currently Enrolled', 'Yes'],
    ],
    [
      ['Enroll_Status', 'ExitDate'],
      ['Active', '06/30/2025'],
    ],
    [
      ['Is Enrolled', 'Date Left'],
      ['TRUE', '2026-02-27'],
    ],
  ])('who is here stays, somebody new waits, and it is said: %s', async (columns, of) => {
    const reading = await read([
      [...HEADER, ...columns],
      [...ann, ...of],
      [...bo, ...of.map(() => '')],
    ]);
    expect(reading.people.map(({ firstName, statusUnknown }) => [firstName, statusUnknown])).toEqual([
      ['Ann', true],
      ['Bo', undefined],
    ]);
    expect(codes(reading)).toEqual(['contradicting_status']);
    expect(reading.result.account.words).toContainEqual(
      expect.objectContaining({ what: 'date.contradicted', use: 'UNKNOWN', rows: 1, setting: 'maps.headers', categories: { students: 1 } }),
    );
    expect(reading.result.account.lines).toContainEqual(expect.objectContaining({ what: 'status_unknown', rows: 1 }));
  });

  test.each<[columns: Cells, of: Cells]>([
    [
      ['Account Enabled', 'Status'],
      ['TRUE', 'Withdrawn'],
    ],
    [
      ['Account Status', 'Exit Date'],
      ['Active', '2026-01-15'],
    ],
    [
      ['Enrollment Status', 'Account Status'],
      ['Active', 'Suspended'],
    ],
    [
      ['status', 'enabledUser'],
      ['active', 'false'],
    ],
    [
      ['Status', 'Exit Date'],
      ['Withdrawn', '2026-01-15'],
    ],
  ])('an account that is in order says nothing about its person, and one that is not says enough: %s', async (columns, of) => {
    const reading = await read([
      [...HEADER, ...columns],
      [...ann, ...of],
      [...bo, ...of.map(() => '')],
    ]);
    expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Bo']);
    expect(codes(reading)).toEqual([]);
  });

  test('the school can say that the date counts, whatever the status says', async () => {
    const rows = [
      [...HEADER, 'Status', 'Exit Date'],
      [...ann, 'Active', '2026-01-15'],
      [...bo, 'Active', ''],
    ];
    const reading = await read(rows, { maps: { headers: { 'exit date': 'exitDate' } } });
    expect(reading.people.map(({ firstName, statusUnknown }) => [firstName, statusUnknown])).toEqual([['Bo', undefined]]);
    expect(reading.result.problems).toEqual([]);
  });

  test('the column that is out of date can be left out, and then nothing is open', async () => {
    const rows = [
      [...HEADER, 'Status', 'Exit Date'],
      [...ann, 'Active', '2026-01-15'],
    ];
    const reading = await read(rows, { maps: { headers: { 'Exit Date': 'ignore' } } });
    expect(reading.people.map(({ firstName, statusUnknown }) => [firstName, statusUnknown])).toEqual([['Ann', undefined]]);
    expect(reading.result.problems).toEqual([]);
  });
});

describe('rows that were taken out by a sign in front', () => {
  test.each<[line: string]>([
    ['#1002,Bo,Roy,9,bo@x.example'],
    ['# 1002,Bo,Roy,9,bo@x.example'],
    ['## 1002,Bo,Roy,9,bo@x.example'],
    ['//1002,Bo,Roy,9,bo@x.example'],
    ['--1002,Bo,Roy,9,bo@x.example'],
    ['; 1002,Bo,Roy,9,bo@x.example'],
    ['"#1002",Bo,Roy,9,bo@x.example'],
    ['#1002,Bo,Roy,9,'],
  ])('nobody in them is added or missing, and it is said: %s', async (line) => {
    const reading = await readAll(Buffer.from(`${text([HEADER, ann])}${line}\n`), 'students.csv');
    expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Ann']);
    expect(reading.mentions).toEqual([{ line: 3, email: line.endsWith(',') ? null : 'bo@x.example', studentId: '1002', staffId: null }]);
    expect(reading.result.problems).toMatchObject([{ code: 'rows_commented_out', params: { rows: 1, first: 3 } }]);
    expect(reading.result.account.lines).toContainEqual(expect.objectContaining({ what: 'commented_out', use: 'LEFT_OUT', rows: 1 }));
  });

  test.each<[header: Cells, row: Cells]>([
    [
      ['Email', ...HEADER.slice(0, 4)],
      ['#bo@x.example', ...bo.slice(0, 4)],
    ],
    [
      ['Last Name', 'First Name', 'Grade', 'Email', 'Student ID'],
      ['#Roy', 'Bo', '9', 'bo@x.example', '1002'],
    ],
    [
      ['Name', 'Grade', 'Email', 'Student ID'],
      ['#"Roy, Bo"', '9', 'bo@x.example', '1002'],
    ],
  ])('whatever stands first: %s', async (header, row) => {
    const lines = `${header.join(',')}\n${row.join(',').replace('#"', '"#')}\n`;
    const reading = await readAll(Buffer.from(lines), 'students.csv');
    expect(reading.people).toEqual([]);
    expect(reading.result).toMatchObject({ kind: 'rejected', code: 'all_rows_left_out', params: { rows: 1, commented_out: 1 } });
    expect(reading.mentions).toEqual([{ line: 2, email: 'bo@x.example', studentId: '1002', staffId: null }]);
  });

  test('a spreadsheet’s error, a dash for nothing and a negative number are no such sign', async () => {
    const rows = [
      ['Locker', ...HEADER],
      ['#N/A', ...ann],
      ['-', ...bo],
      ['--', '1003', 'Cy', 'Fox', '9', 'cy@x.example'],
      ['-4', '1004', 'Di', 'Fox', '9', 'di@x.example'],
    ];
    expect((await read(rows)).people).toHaveLength(4);
  });
});

describe('a word beside a name which may say that its person has left', () => {
  test.each<[last: string, word: string]>([
    ['Lee (withdrawn)', 'withdrawn'],
    ['Lee (WITHDRAWN 3/2)', 'WITHDRAWN'],
    ['Lee [inactive]', 'inactive'],
    ['Lee (W)', 'W'],
    ['Lee (W/D)', 'W/D'],
    ['Lee - Withdrawn', 'Withdrawn'],
    ['Lee – No Show', 'No Show'],
    ['Lee / transferred out', 'transferred out'],
    ['Lee **inactive**', 'inactive'],
    ['*withdrawn* Lee', 'withdrawn'],
    ['(gone) Lee', 'gone'],
    ['Lee (moved to Ohio)', 'moved'],
    ['Lee INACTIVE', 'INACTIVE'],
    ['Lee do not use', 'do not use'],
    ['Lee (duplicate)', 'duplicate'],
    ['ZZ_Lee', 'ZZ'],
    ['zzLee', 'zz'],
    ['XX Lee', 'XX'],
    ['Lee (parti)', 'parti'],
    ['Lee (diplômée)', 'diplômée'],
    ['Lee (pre-enrolled)', 'pre-enrolled'],
  ])('%s: the name is Lee, who is here stays, somebody new waits, and the word is asked about', async (last, word) => {
    const reading = await read([HEADER, ann.with(2, last), bo]);
    expect(reading.people.map(({ lastName, statusUnknown }) => [lastName, statusUnknown])).toEqual([
      ['Lee', true],
      ['Roy', undefined],
    ]);
    expect(reading.result.problems).toMatchObject([{ code: 'unknown_status', column: 'Last Name', params: { word, rows: 1 } }]);
    expect(reading.result.account.words).toContainEqual(
      expect.objectContaining({ name: word, what: 'status.unknown', setting: 'maps.statuses', categories: { students: 1 } }),
    );
    // The answer is kept under Statuses, and ends the question.
    const gone = await read([HEADER, ann.with(2, last), bo], { maps: { statuses: { [word]: 'GONE' } } });
    expect([gone.people.map(({ lastName }) => lastName), gone.result.problems]).toEqual([['Roy'], []]);
    const here = await read([HEADER, ann.with(2, last), bo], { maps: { statuses: { [word]: 'PRESENT' } } });
    expect(here.people.map(({ lastName, statusUnknown }) => [lastName, statusUnknown])).toEqual([
      ['Lee', undefined],
      ['Roy', undefined],
    ]);
    expect(here.result.problems).toEqual([]);
  });

  test('counts as the school has said, also where a status says active', async () => {
    const rows = [
      [...HEADER, 'Status'],
      [...ann.with(2, 'Lee (withdrawn)'), 'Active'],
      [...bo, 'Active'],
    ];
    expect((await read(rows)).people.map(({ lastName, statusUnknown }) => [lastName, statusUnknown])).toEqual([
      ['Lee', true],
      ['Roy', undefined],
    ]);
    const said = await read(rows, { maps: { statuses: { withdrawn: 'GONE' } } });
    expect([said.people.map(({ lastName }) => lastName), said.result.problems]).toEqual([['Roy'], []]);
  });

  test('also beside the first name, and in a column of whole names', async () => {
    const first = await read([HEADER, ann.with(1, 'Ann (withdrawn)'), bo]);
    expect(first.people.map(({ firstName, statusUnknown }) => [firstName, statusUnknown])).toEqual([
      ['Ann', true],
      ['Bo', undefined],
    ]);
    const whole = 'Student ID,Name,Grade,Email\n1001,"Lee (withdrawn), Ann",9,ann@x.example\n1002,"Roy, Bo (inactive)",9,bo@x.example\n';
    const reading = await readAll(Buffer.from(whole), 'students.csv');
    expect(reading.people.map(({ firstName, lastName, statusUnknown }) => [firstName, lastName, statusUnknown])).toEqual([
      ['Ann', 'Lee', true],
      ['Bo', 'Roy', true],
    ]);
  });

  test.each([
    'Lee (Bill)',
    'Smith - Jones',
    'Lee Jr.',
    'Lee (Jr)',
    'De la Cruz',
    'Grace',
    'Xavier',
    'Zzyzx',
    'Lee III',
    'Lee (I)',
    'O (Lee)',
    'Withdrawn',
  ])('a name is a name: %s', async (last) => {
    const reading = await read([HEADER, ann.with(2, last)]);
    expect(reading.people.map(({ lastName, statusUnknown }) => [lastName, statusUnknown])).toEqual([[last, undefined]]);
    expect(reading.result.problems).toEqual([]);
  });

  test.each(['*Lee', 'Lee*', 'Lee **', '* Lee', '**Lee**'])('asterisks are no part of a name, and are said: %s', async (last) => {
    const reading = await read([HEADER, ann.with(2, last), bo]);
    expect(reading.people.map(({ lastName, statusUnknown }) => [lastName, statusUnknown])).toEqual([
      ['Lee', undefined],
      ['Roy', undefined],
    ]);
    expect(reading.result.problems).toMatchObject([{ code: 'values_tidied', params: { habit: 'asterisk', rows: 1, columns: 'Last Name' } }]);
  });
});

describe('the export of a form', () => {
  const forms: [name: string, header: Cells, row: Cells][] = [
    [
      'Google Forms',
      ['Timestamp', 'Email Address', 'Student First Name', 'Student Last Name', 'Student ID', 'Grade', 'Student Email'],
      ['1/2/2026 10:11:12', 'pat@mail.example', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
    [
      'Google Forms which asks for “your email”',
      ['Timestamp', 'Email Address', 'First Name', 'Last Name', 'Student Number', 'Grade Level', 'Primary Email'],
      ['1/2/2026 10:11:12', 'pat@mail.example', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
    [
      'Google Forms in the words of a question',
      [
        'Timestamp',
        'Email Address',
        'Child’s First Name',
        "Child's Last Name",
        'What is your student number?',
        'Grade',
        'What is your school email?',
      ],
      ['1/2/2026 10:11:12', 'pat@mail.example', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
    [
      'Google Forms in French',
      ['Horodateur', 'Adresse e-mail', 'Prénom', 'Nom', 'Fiche', 'Niveau', 'Courriel de l’élève'],
      ['2026/01/02 10:11:12', 'pat@mail.example', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
    [
      'Google Forms of one domain',
      ['Timestamp', 'Username', 'First Name', 'Last Name', 'ID Number', 'Grade', 'School Email'],
      ['1/2/2026 10:11:12', 'pat@mail.example', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
    [
      'Microsoft Forms',
      ['ID', 'Start time', 'Completion time', 'Email', 'Name', 'First Name', 'Last Name', 'Student Number', 'Grade', 'Email Address'],
      ['1', '1/2/2026 10:11', '1/2/2026 10:12', 'pat@mail.example', 'Pat Lee', 'Ann', 'Lee', '1001', '9', 'ann@x.example'],
    ],
  ];
  test.each(forms)('the address of who filled it in is not the student’s: %s', async (_, header, row) => {
    const reading = await read([header, row]);
    expect(reading.people.map(({ email, studentId }) => [email, studentId])).toEqual([['ann@x.example', '1001']]);
    expect(reading.result.account.columns.find(({ name }) => name === (header.includes('Start time') ? 'Email' : header[1]))).toMatchObject({
      what: 'submitter',
      use: 'LEFT_OUT',
    });
  });

  test.each(forms)('where there is no other address it is used, and that is said: %s', async (_, header, row) => {
    const reading = await read([header.slice(0, -1), row.slice(0, -1)]);
    expect(reading.people.map(({ email }) => email)).toEqual(['pat@mail.example']);
    expect(reading.result.problems).toContainEqual(expect.objectContaining({ code: 'submitters_email', severity: 'warning', field: 'email' }));
  });
});

describe('a file of which every row is left out by a rule', () => {
  test.each<[what: string, name: string, rows: readonly Cells[], maps: object, params: object]>([
    [
      'parents only',
      'people.csv',
      [
        ['Email', 'First Name', 'Last Name', 'Role'],
        ['pat@mail.example', 'Pat', 'Lee', 'Parent'],
        ['sam@mail.example', 'Sam', 'Roy', 'Guardian'],
      ],
      {},
      { rows: 2, not_rostered: 2 },
    ],
    [
      'a status that the school leaves out',
      'students.csv',
      [
        [...HEADER, 'Status'],
        [...ann, 'Visitor'],
      ],
      { statuses: { visitor: 'IGNORE' } },
      { rows: 1, left_out: 1 },
    ],
    [
      'a role that the school leaves out',
      'people.csv',
      [
        ['Email', 'First Name', 'Last Name', 'Role'],
        ['pat@mail.example', 'Pat', 'Lee', 'Board'],
      ],
      { roles: { board: 'IGNORE' } },
      { rows: 1, left_out: 1 },
    ],
    [
      'some by one rule, some by another',
      'students.csv',
      [
        [...HEADER, 'Status'],
        [...ann, 'Visitor'],
        [...bo, 'Withdrawn'],
        ['#1003', 'Cy', 'Fox', '9', 'cy@x.example', 'Active'],
      ],
      { statuses: { visitor: 'IGNORE' } },
      { rows: 3, left_out: 1, gone: 1, commented_out: 1 },
    ],
  ])('says by which: %s', async (_, name, rows, maps, params) => {
    const { result } = await read(rows, { maps }, name);
    expect(result).toMatchObject({ kind: 'rejected', code: 'all_rows_left_out', params });
  });
});

describe('a column says why people left, and no other says who is here', () => {
  test.each<[column: string, reason: string, none: string]>([
    ['Exit Code', 'W1', ''],
    ['Withdrawal Code', 'T2', '00'],
    ['Withdrawal Reason', 'Moved to another state', ''],
    ['Leave Reason', 'Expelled', 'N/A'],
    ['Drop Code', '440', '-'],
    ['Reason for Leaving', 'Family moved', 'none'],
    ['Termination Reason', 'Retired', ''],
    ['Motif de départ', 'Déménagement', 'aucun'],
    ['Code départ', '7', ''],
  ])('who is here stays, somebody new waits, and it is said without the reason: %s', async (column, reason, none) => {
    const reading = await read([
      [...HEADER, column],
      [...ann, reason],
      [...bo, none],
    ]);
    expect(reading.people.map(({ firstName, statusUnknown }) => [firstName, statusUnknown])).toEqual([
      ['Ann', true],
      ['Bo', undefined],
    ]);
    expect(codes(reading).filter((code) => code !== 'values_tidied')).toEqual(['reason_for_leaving']);
    expect(reading.result.account.words).toContainEqual(
      expect.objectContaining({ what: 'date.reason', use: 'UNKNOWN', rows: 1, setting: 'maps.headers', categories: { students: 1 } }),
    );
    expect(JSON.stringify(reading.result)).not.toContain(reason === '7' ? '"7"' : reason);
  });

  test.each<[columns: Cells, of: Cells]>([
    [
      ['Status', 'Exit Code'],
      ['Active', 'W1'],
    ],
    [
      ['Withdrawal Reason', 'Withdrawal Date'],
      ['Moved', ''],
    ],
    [
      ['Leave Code', 'Is Enrolled'],
      ['W', 'Yes'],
    ],
  ])('the other column decides where there is one, as the reason may be that of an earlier year: %s', async (columns, of) => {
    const reading = await read([
      [...HEADER, ...columns],
      [...ann, ...of],
    ]);
    expect(reading.people.map(({ statusUnknown }) => statusUnknown)).toEqual([undefined]);
    expect(codes(reading)).toEqual([]);
  });

  test('a school that calls the column a status is asked about its words, and one that leaves it out about nothing', async () => {
    const rows = [
      [...HEADER, 'Exit Code'],
      [...ann, 'W9X'],
      [...bo, ''],
    ];
    expect(codes(await read(rows, { maps: { headers: { 'exit code': 'status' } } }))).toEqual(['unknown_status']);
    const gone = await read(rows, { maps: { headers: { 'exit code': 'status' }, statuses: { W9X: 'GONE' } } });
    expect(gone.people.map(({ firstName }) => firstName)).toEqual(['Bo']);
    const ignored = await read(rows, { maps: { headers: { 'exit code': 'ignore' } } });
    expect([ignored.people.length, codes(ignored)]).toEqual([2, []]);
  });

  test('a list of people who left stays one, whatever it says about why', async () => {
    const { result } = await read(
      [
        [...HEADER, 'Exit Reason'],
        [...ann, 'Moved'],
      ],
      {},
      'withdrawn.csv',
    );
    expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers' });
  });
});

test.each<[column: string, here: string, gone: string]>([
  ['Current', 'Yes', 'No'],
  ['Currently Attending', 'Y', 'N'],
  ['Graduated', '', 'X'],
  ['Alumni', 'No', 'Yes'],
  ['Diplômé', 'Non', 'Oui'],
])('%s says who is here', async (column, here, gone) => {
  const reading = await read([
    [...HEADER, column],
    [...ann, here],
    [...bo, gone],
  ]);
  expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Ann']);
  expect(codes(reading)).toEqual([]);
});
