import { describe, expect, test } from 'vitest';
import { chooseRecipients } from '../../../domain/report/choose-recipients.js';
import { csvLine, csvLineFor } from '../../../infra/csv/csv-line.js';
import { createFormat } from '../../../domain/report/format.js';
import { dayBefore, instantOf } from '../../../domain/report/local-time.js';
import { oneLine } from '../../../domain/report/one-line.js';
import { printableColumn } from '../../../domain/report/printable-column.js';
import { printableFileName } from '../../../domain/report/printable-file-name.js';
import { withoutPeopleInHeader } from '../../../domain/reading/without-people-in-header.js';
import { NO_ACCOUNT } from '../../../domain/reading/file-account.js';
import { openRoster } from '../../../domain/reading/open-roster.js';
import type { RosterRejection } from '../../../domain/reading/types.js';

describe('recipients', () => {
  test('are plain addresses, in lower case, each once', () => {
    expect(chooseRecipients(['IT@School.example', ' it@school.example ', 'a+b@x.org'])).toEqual(['it@school.example', 'a+b@x.org']);
  });

  test.each([
    'a@x.org, b@y.org',
    'a@x.org;b@y.org',
    'a@x.org b@y.org',
    'a@x.org\r\nBcc: b@y.org',
    'a@x.org\nRCPT TO:<b@y.org>',
    'a@x.org\u0000',
    '<a@x.org>',
    'Name <a@x.org>',
    '"a b"@x.org',
    '"a@x.org,b"@y.org',
    '@x.org:b@y.org',
    'a@',
    '@x.org',
    'a',
    '',
    'a@x..org',
    'a@-x.org',
    'a@[127.0.0.1]',
    'a@x.org>',
    'group: a@x.org, b@y.org;',
    'a(comment)@x.org',
    'a\\@x.org@y.org',
    'é@x.org',
    'a@é.org',
    'a\u202e@x.org',
    'a@x.org\u2028b@y.org',
    '=?utf-8?q?a=40x.org=2C?=@y.org\r\n',
    `${'a'.repeat(65)}@x.org`,
    `a@${'x'.repeat(260)}.org`,
    'a@x.org,',
  ])('%j is left out', (hostile) => {
    expect(chooseRecipients([hostile])).toEqual([]);
  });

  test('what is no text is left out', () => {
    expect(chooseRecipients([null, 7, { address: 'a@x.org' }, ['a@x.org']])).toEqual([]);
  });
});

test('a name of somebody else is one printable line', () => {
  expect(oneLine('a\r\nb\tc\u202ed\u0000e')).toBe('a b c d e');
  expect(Array.from(oneLine('é'.repeat(300), 200))).toHaveLength(200);
});

test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1'])('a spreadsheet takes %j as text', (cell) => {
  expect(csvLine([cell])).toMatch(/^"?'/);
});

test('a line of CSV keeps commas, quotes and line breaks inside their cells', () => {
  expect(csvLine([3, null, 'a,b', 'say "so"', 'x\ny'])).toBe('3,,"a,b","say ""so""","x\ny"\r\n');
});

test('a header is printed, a person in its place is not', () => {
  expect(printableColumn('Student Number')).toBe('Student Number');
  expect(printableColumn('idField1')).toBe('idField1');
  for (const data of ['zoe@school.org', '100234', '2011-04-05', '(514) 555-0199', '']) expect(printableColumn(data)).toBeNull();
});

test('French counts nought and one in the singular', () => {
  const format = createFormat('fr-CA', 'America/Toronto');
  const forms = { one: '# ajout', other: '# ajouts' };
  expect([0, 1, 2].map((n) => format.count(n, forms))).toEqual(['0 ajout', '1 ajout', '2 ajouts']);
  expect(format.count(12_345, forms)).toMatch(/^12\s345 ajouts$/);
  expect(createFormat('en', 'America/Toronto').count(0, { one: '# row', other: '# rows' })).toBe('0 rows');
});

test('a local time is found on both sides of a change of the clocks', () => {
  expect(instantOf('2026-11-23', '22:00', 'America/Toronto').toISOString()).toBe('2026-11-24T03:00:00.000Z');
  expect(instantOf('2026-03-08', '22:00', 'America/Toronto').toISOString()).toBe('2026-03-09T02:00:00.000Z');
  expect(instantOf('2026-11-01', '22:00', 'America/Toronto').toISOString()).toBe('2026-11-02T03:00:00.000Z');
  expect(instantOf('2026-07-01', '00:30', 'America/St_Johns').toISOString()).toBe('2026-07-01T03:00:00.000Z');
  expect(dayBefore('2026-03-01')).toBe('2026-02-28');
});

describe('the name of a file', () => {
  test.each([
    ['LincolnHighSchool_students_mar23_2023.csv', 'LincolnHighSchool_students_mar23_2023.csv'],
    ['lincoln-high-teachers 2026-11-23 (1).xlsx', 'lincoln-high-teachers 2026-11-23 (1).xlsx'],
    ['LHS_roster_20261123_203000.csv', 'LHS_roster_20261123_203000.csv'],
    ['PowerSchool export – élèves 9e année.csv', 'PowerSchool export – élèves 9e année.csv'],
    ['Zdenka_Quirkwood_students.csv', '…_students.csv'],
    ['ZdenkaQuirkwoodStudents.csv', '…Students.csv'],
    ['students of Ms. Côté-Tremblay, room 9.csv', 'students of … 9.csv'],
    ['zdenka.quirkwood@school.example.csv', '…@school.….csv'],
    ['514-555-0143.csv', '….csv'],
    ['student_40417263.csv', 'student_….csv'],
    ['李_students.csv', '…_students.csv'],
  ])('%s reads %s in a mail', (name, printed) => {
    expect(printableFileName(name, 'Lincoln High School')).toBe(printed);
  });
});

describe('the first line of a file without a header', () => {
  const kept = (line: string): string => {
    const context = {
      fileName: 'students.csv',
      country: 'US' as const,
      maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
      ownSchool: [],
      day: '2026-11-23',
    };
    const opened = openRoster(line.split(','), context);
    if (opened.kind !== 'rejected') throw new Error('It is to be rejected.');
    const reading = {
      ...opened,
      rows: 0,
      valid: 0,
      problemRows: 0,
      warnings: 0,
      format: 'csv' as const,
      encoding: 'utf-8',
      delimiter: ',',
      sheet: null,
      account: NO_ACCOUNT,
    };
    return JSON.stringify(withoutPeopleInHeader(reading satisfies RosterRejection));
  };

  test.each(['Zdenka,Quirkwood,40417,09', 'zdenka@school.example,Zdenka,Quirkwood,40417,09', 'Quirkwood,Zdenka,Grade,40417'])(
    '%s is not kept',
    (line) => {
      expect(kept(line)).not.toMatch(/zdenka|quirkwood|40417/i);
    },
  );

  test('a header in which a column is missing is kept, with the columns that are not known', () => {
    expect(kept('email,first name,last name,Locker')).toContain('Locker');
  });
});

test('a CSV for a reader of Canadian French is parted by semicolons, and no cell of it runs or parts in either program', () => {
  expect(csvLineFor('fr-CA')([12, 'prénom', 'a;b', 'a,b', '=1+1', '\n=1+1'])).toBe('12;prénom;"a;b";"a,b";"\'=1+1";"\'\n=1+1"\r\n');
  expect(csvLineFor('en')([12, 'a;b', 'a,b'])).toBe('12,"a;b","a,b"\r\n');
});
