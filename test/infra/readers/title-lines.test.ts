import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

const HEADER = 'Student ID,First Name,Last Name,Grade,Email';
const ROWS = ['1001,Ann,One,9,ann@x.org', '1002,Bo,"Two, Jr",10,bo@x.org', '1003,Cy,Three,11,cy@x.org'];
const IDS = ['1001', '1002', '1003'];
const read = (lines: string[], name = 'students.csv') => readAll(Buffer.from(lines.map((line) => `${line}\r\n`).join('')), name);
const remarks = (result: { problems: readonly { code: string; params: object }[] }) => result.problems.map(({ code, params }) => [code, params]);

const TITLES: [string, string[]][] = [
  ['the name of the school', ['Lincoln High School']],
  ['a title and a date', ['Student list,,,,', 'Printed: 2026-03-23,,,,']],
  ['a blank line between', ['Lincoln High School', '', 'Student list', '']],
  ['Table 1 of Numbers', ['Table 1']],
  ['the type line of PowerShell', ['#TYPE System.Management.Automation.PSCustomObject']],
  ['an address of the office', ['Lincoln High School,office@lincoln.example.org,,,']],
  ['groups of columns', ['Student,,,,Contact']],
  ['a title with a comma', ['"Lincoln High School, grades 9 to 12"']],
  ['a title with loose quotes', ['The "Lions" of Lincoln,,,,']],
  ['a filter as a report writes it', ['School: Lincoln', 'Year: 2026', 'Status: Active', 'Sorted by: name']],
  ['a line of dashes', ['-----------------']],
];

describe('titles above the header are left out, and said', () => {
  test.each(TITLES)('%s', async (_, titles) => {
    const { result, people, problems } = await read([...titles, HEADER, ...ROWS]);
    expect([people.map(({ studentId }) => studentId), problems]).toEqual([IDS, []]);
    const lines = titles.filter((line) => /[^,]/.test(line)).length;
    expect(remarks(result)).toEqual([['lines_above_header', { lines, header: titles.length + 1 }]]);
  });

  test.each(['\t', ';', '|'])('also where %j separates the cells, and the title has commas', async (delimiter) => {
    const rows = [HEADER, '1001,Ann,One,9,ann@x.org', '1002,Bo,Two,10,bo@x.org'].map((line) => line.replaceAll(',', delimiter));
    const { result, people } = await read(['Lincoln High School, grades 9, 10, 11 and 12, all of them', ...rows]);
    expect(result).toMatchObject({ delimiter });
    expect(people.map(({ studentId }) => studentId)).toEqual(['1001', '1002']);
  });

  test.each(TITLES)('in a workbook, too: %s', async (_, titles) => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Sheet1');
    for (const line of [...titles, HEADER]) sheet.addRow(line.split(',').map((cell) => cell.replaceAll('"', '')));
    sheet.addRows([
      ['1001', 'Ann', 'One', 9, 'ann@x.org'],
      ['1002', 'Bo', 'Two, Jr', 10, 'bo@x.org'],
      ['1003', 'Cy', 'Three', 11, 'cy@x.org'],
    ]);
    const { result, people } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
    expect(people.map(({ studentId }) => studentId)).toEqual(IDS);
    expect(remarks(result)).toMatchObject([['lines_above_header', { header: titles.length + 1 }]]);
  });
});

describe('a header of two lines is read as one', () => {
  test.each([
    ['first words above, second below', 'Student,First,Last,Grade,Email', 'ID,Name,Name,Level,Address'],
    ['a word that spans two columns', 'Student,Name,,Grade,Email', 'ID,First,Last,,'],
    ['what is missing above stands below', ',First Name,Last Name,,', 'Student ID,,,Grade,Email'],
  ])('%s', async (_, upper, lower) => {
    for (const titles of [[], ['Lincoln High School']]) {
      const { people, problems, result } = await read([...titles, upper, lower, ...ROWS]);
      expect([people.map(({ studentId, firstName, gradeRaw }) => [studentId, firstName, gradeRaw]), problems]).toEqual([
        [
          ['1001', 'Ann', '9'],
          ['1002', 'Bo', '10'],
          ['1003', 'Cy', '11'],
        ],
        [],
      ]);
      expect(result.problems.map(({ code }) => code)).toEqual(titles.length === 0 ? [] : ['lines_above_header']);
    }
  });

  test.each([
    '(text),(text),(text),(number),(text)',
    'Required,Required,Required,Optional,Required',
    'varchar(20),varchar(50),varchar(50),int,varchar(80)',
  ])('and what the columns mean, below it, is nobody: %s', async (meanings) => {
    const { people, problems, result } = await read([HEADER, meanings, ...ROWS]);
    expect([people.length, problems]).toEqual([3, []]);
    expect(result).toMatchObject({ unidentifiedRows: 0, problems: [{ code: 'line_without_person' }] });
  });
});

describe('whole lines in quotes', () => {
  test.each([',', ';', '\t', '|'])('are read by what stands inside, also where %j separates the cells', async (delimiter) => {
    const quoted = [HEADER, ROWS[0]!, ROWS[2]!].map((line) => `"${line.replaceAll(',', delimiter)}"`);
    const { result, people, problems } = await read([
      ...quoted,
      `"1004${delimiter}Di${delimiter}""Four${delimiter} Sr""${delimiter}9${delimiter}di@x.org"`,
    ]);
    expect([people.map(({ studentId, lastName }) => [studentId, lastName]), problems]).toEqual([
      [
        ['1001', 'One'],
        ['1003', 'Three'],
        ['1004', `Four${delimiter === '\t' ? '' : delimiter} Sr`],
      ],
      [],
    ]);
    expect(remarks(result)).toEqual([['lines_in_quotes', {}]]);
  });

  test('are read below a title, and beside lines that are not in quotes', async () => {
    const { result, people } = await read(['Lincoln High School', `"${HEADER}"`, `"${ROWS[0]!}"`, ROWS[1]!, `"${ROWS[2]!}";;`.replaceAll(';', ',')]);
    expect(people.map(({ studentId }) => studentId)).toEqual(IDS);
    expect(result.problems.map(({ code }) => code)).toEqual(['lines_in_quotes', 'lines_above_header']);
  });
});

describe('where there is no header, the true cause is named', () => {
  test('a title and then people: there are no column names', async () => {
    const { result } = await read(['Lincoln High School', ...ROWS]);
    expect(result).toMatchObject({ kind: 'rejected', code: 'no_header' });
  });

  test('a title and a header that lacks a column: that column is missing, not all', async () => {
    const { result } = await read(['Lincoln High School', 'Student ID,First Name,Grade,Email', ...ROWS]);
    expect(result).toMatchObject({ kind: 'rejected', code: 'missing_required_column', params: { columns: 'last name', count: 1 } });
  });

  test('people above the header, as somebody sorted the sheet, are never taken for titles', async () => {
    const { result } = await read([ROWS[0]!, HEADER, ...ROWS.slice(1)]);
    expect(result).toMatchObject({ kind: 'rejected', code: 'no_header' });
  });

  test('a header too far below is not looked for', async () => {
    const { result } = await read([...Array.from({ length: 25 }, (_, place) => `Note ${place}`), HEADER, ...ROWS]);
    expect(result).toMatchObject({ kind: 'rejected' });
  });
});

describe('names in one column', () => {
  const one = (header: string, names: string[]): string[] => [
    `Student ID,${header},Grade,Email`,
    ...names.map((name, place) => `${1001 + place},"${name}",9,p${place}@x.org`),
  ];

  test.each([
    'Name',
    'Student Name',
    'Full Name',
    '"Last, First"',
    'Student',
    'sortable_name',
    'Nom complet',
    '"Nom, Prénom"',
    'Name (Last, First)'.replaceAll(',', ' '),
  ])('are split at their comma: %s', async (header) => {
    const { people, problems, result } = await read(one(header, ['Smith, Ann', 'Côté,Zoë', "O'Brien - Lee, Jean-Luc M."]));
    expect([people.map(({ firstName, lastName }) => [lastName, firstName]), problems]).toEqual([
      [
        ['Smith', 'Ann'],
        ['Côté', 'Zoë'],
        ["O'Brien - Lee", 'Jean-Luc M.'],
      ],
      [],
    ]);
    expect(result.problems.map(({ code }) => code)).toEqual(['names_split']);
  });

  test.each(['Ann Smith', 'Smith, Ann, Jr.', 'Smith,', ', Ann', 'Smith; Ann'])(
    'are asked about where one of them is not “Last, First”: %s',
    async (name) => {
      const { result } = await read(one('Name', ['Smith, Ann', 'Lee, Bo', name]));
      expect(result).toMatchObject({ kind: 'rejected', code: 'names_in_one_column', params: { column: 'Name', line: 4 } });
    },
  );

  test('are left alone where first and last name are there, too', async () => {
    const { people } = await read(['Student ID,Name,First Name,Last Name,Grade,Email', '1001,"X, Y",Ann,Lee,9,ann@x.org']);
    expect(people).toMatchObject([{ firstName: 'Ann', lastName: 'Lee' }]);
  });

  test('are split in a workbook, with a title and a total', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook
      .addWorksheet('S')
      .addRows([['Lincoln High School'], ['Student ID', 'Name', 'Grade', 'Email'], ['1001', 'Smith, Ann', 9, 'ann@x.org'], ['Total', '', 1]]);
    const { people, problems } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
    expect(people).toMatchObject([{ firstName: 'Ann', lastName: 'Smith' }]);
    expect(problems).toEqual([]);
  });
});

test('a file gives the same people, whatever stands above and below its list and however its lines are quoted', async () => {
  const titles = fc.constantFrom(...TITLES.map(([, lines]) => lines), []);
  const trailers = fc.constantFrom([], ['(3 rows affected)'], ['Total,,,3'], ['', 'Page 1 of 1'], ['-----,-----']);
  await fc.assert(
    fc.asyncProperty(
      titles,
      trailers,
      fc.constantFrom(',', ';', '\t'),
      fc.boolean(),
      fc.constantFrom(7, 65_536),
      async (above, below, delimiter, quoted, pieceBytes) => {
        const list = [HEADER, '1001,Ann,One,9,ann@x.org', '1002,Bo,Two,10,bo@x.org'].map((line) => line.replaceAll(',', delimiter));
        const lines = [...above, ...(quoted ? list.map((line) => `"${line}"`) : list), ...below.map((line) => line.replaceAll(',', delimiter))];
        const { people, result } = await readAll(Buffer.from(`${lines.join('\n')}\n`), 'students.csv', { pieceBytes });
        expect(result).toMatchObject({ kind: 'read', unidentifiedRows: 0, cutLastLine: false });
        expect(people.map(({ studentId, email }) => [studentId, email])).toEqual([
          ['1001', 'ann@x.org'],
          ['1002', 'bo@x.org'],
        ]);
      },
    ),
    { numRuns: 80 },
  );
});
