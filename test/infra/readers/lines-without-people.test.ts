import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';

const HEADER = 'Student ID,First Name,Last Name,Grade,Email';
const ROWS = ['1001,Ann,One,9,ann@x.org', '1002,Bo,Two,10,bo@x.org'];
const read = (lines: string[], end = '\r\n') => readAll(Buffer.from(lines.join('\r\n') + end), 'students.csv');

describe('a line in which no person stands holds nothing, and is one remark', () => {
  test.each([
    '(59 rows affected)',
    '(2 row(s) affected)',
    '59 rows selected.',
    '(59 ligne(s) affectée(s))',
    'Total,,,59',
    'Total,,,,59',
    ',,,59,',
    'Total students:,59',
    'Total students: 59',
    'Grand Total,59',
    'Report total,,,,59',
    'Overall total,,,59,',
    'All students,,,,59',
    'Total Students,59,Grade 9,30,',
    'Totals:,2,2,2,2',
    '***Total***,59',
    'Average,,,9.5,',
    'Nb d’élèves,59',
    'Moyenne,,,9.5,',
    'TOTAL: 59',
    'Nombre d’élèves: 59',
    'Count = 59',
    'Record count,59,,,',
    'Number of records: 59',
    '59 records',
    '-----------,----------,---------,-----,-----',
    '---------- ---------- ---------',
    '==========',
    '* Students marked with an asterisk are new this year',
    'Note: home language is not shown',
    '"Printed on March 23, 2026 by the office"',
    'Printed on March 23, 2026',
    'Generated: 2026-03-23 21:00',
    'Imprimé le 23 mars 2026',
    'End of report',
    'Fin du rapport',
    'Page 1 of 3',
    'Confidential',
    'Lincoln High School',
    'Grade 9',
    'Homeroom 101',
    'Student ID,First Name,Last Name,Grade,Email',
    'Completion time: 2026-03-23T21:00:00',
  ])('%s', async (line) => {
    for (const lines of [
      [HEADER, ...ROWS, line],
      [HEADER, line, ...ROWS],
      [HEADER, ROWS[0]!, line, ROWS[1]!],
    ])
      for (const end of ['\r\n', '']) {
        const { result, problems, mentions, people } = await read(lines, end);
        expect(result).toMatchObject({ kind: 'read', valid: 2, problemRows: 0, unidentifiedRows: 0, cutLastLine: false });
        expect(people).toHaveLength(2);
        expect([problems, mentions]).toEqual([[], []]);
        expect(result.problems).toMatchObject([{ code: 'line_without_person', params: { lines: 1, first: lines.lastIndexOf(line) + 1 } }]);
      }
  });

  test('many of them are still one remark', async () => {
    const { result } = await read([HEADER, '------,-----,-----,----,-----', ...ROWS, 'Total,,,2', '(2 rows affected)']);
    expect(result).toMatchObject({ valid: 2, unidentifiedRows: 0, problems: [{ code: 'line_without_person', params: { lines: 3, first: 2 } }] });
  });

  test('a file of nothing else has a header and no rows', async () => {
    const { result } = await read([HEADER, '(0 rows affected)']);
    expect(result).toMatchObject({ kind: 'rejected', code: 'header_only' });
  });
});

describe('a line that could be what is left of somebody is still asked about', () => {
  test.each([
    'Smith',
    '1001',
    'A1001',
    'Mary Ann',
    'Ana de la Cruz',
    'Smith,Ann',
    'Ann,Count,9',
    ',Ann,Smith,9,',
    'Total,Ann,Smith,9,wrong',
    ',,,,wrong',
    '1003,,,,',
    '2,2,2,2,2',
    'Students,1003,9,,1003',
  ])('%s', async (line) => {
    const { result } = await read([HEADER, ...ROWS, line]);
    expect(result).toMatchObject({ kind: 'read', valid: 2, problemRows: 1 });
    expect(result.problems.map(({ code }) => code)).not.toContain('line_without_person');
  });

  test('a row with a number or an address names its person', async () => {
    const { result, mentions } = await read([HEADER, ...ROWS, '1003,Total,Cy,9,', 'x,Cy,Count,9,cy@x']);
    expect(result).toMatchObject({ problemRows: 2, unidentifiedRows: 0 });
    expect(mentions).toHaveLength(2);
  });
});

describe('what stands between the rows and says what they are is never passed over', () => {
  const BELOW: [header: string, row: string][] = [
    ['Student ID,Last Name,First Name,Grade,Email', '2001,Three,Cy,10,cy@x.org'],
    ['First Name,Last Name,Student ID,Grade,Email', 'Cy,Three,2001,10,cy@x.org'],
    ['Staff ID,First Name,Last Name,Department,Email', '7,Cy,Three,Math,cy@x.org'],
    ['Student ID,First Name,Last Name,Grade,Parent Email', '2001,Cy,Three,10,mum@x.org'],
    ['Student ID,First Name,Last Name,Grade,Email,Status', '2001,Cy,Three,10,cy@x.org,Withdrawn'],
    ['Fiche,Nom,Prénom,Niveau,Courriel', '2001,Three,Cy,10,cy@x.org'],
    ['Email,Student ID,Name,Grade', 'cy@x.org,2001,"Three, Cy",10'],
  ];

  test.each(BELOW)('a second list below the first, with other columns: %s', async (header, row) => {
    for (const between of [[], [''], ['Teachers and staff']]) {
      const lines = [HEADER, ...ROWS, ...between, header, row];
      const { result } = await read(lines);
      expect(result).toMatchObject({ kind: 'rejected', code: 'second_header', params: { line: lines.lastIndexOf(header) + 1 } });
    }
  });

  test('the same header once more goes on with the list', async () => {
    const { result, people } = await read([HEADER, ROWS[0]!, HEADER.toUpperCase(), ROWS[1]!]);
    expect(result).toMatchObject({ kind: 'read', valid: 2 });
    expect(people.map(({ firstName }) => firstName)).toEqual(['Ann', 'Bo']);
  });

  test.each(['Summary,Grade,Count,,', 'Homeroom,Teacher,Room,Period,', 'Grade,School,Total,,', 'Last,First,Middle,x,y'])(
    'a table of something else below the list is no second list: %s',
    async (line) => {
      const { result } = await read([HEADER, ...ROWS, line]);
      expect(result).toMatchObject({ kind: 'read', valid: 2 });
    },
  );

  test.each([
    'Withdrawn students,,,,',
    'Inactive',
    'Former students',
    'Élèves partis',
    'No longer enrolled',
    'Graduated,,,,',
    'Anciens élèves',
    'Preregistered',
    'Liste d’attente,,,,',
  ])('people below a heading of those who have left, or are to come, are no roster: %s', async (heading) => {
    const { result } = await read([HEADER, ROWS[0]!, heading, ROWS[1]!]);
    expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers', params: { why: 'heading', line: 3 } });
  });

  test.each([
    ['Grade 10', [HEADER, ROWS[0]!, 'Grade 10', ROWS[1]!]],
    ['a footnote about those who left', [HEADER, ...ROWS, 'Withdrawn students are not included in this list']],
    ['a heading with no people below it', [HEADER, ...ROWS, 'Withdrawn students']],
    ['a column that says who is there', [`${HEADER},Status`, `${ROWS[0]!},Active`, 'Withdrawn,,,,,', `${ROWS[1]!},Active`]],
    ['somebody of that name', [HEADER, ROWS[0]!, '1003,Cy,Former,9,cy@', ROWS[1]!]],
  ])('other lines say nothing of it: %s', async (_, lines) => {
    const { result } = await read(lines);
    expect(result).toMatchObject({ kind: 'read', valid: 2 });
  });
});
