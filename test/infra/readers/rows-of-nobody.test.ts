import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';

// Lists hold rows that are no people: positions that nobody has, test accounts, addresses that only fill a cell, rows that somebody
// struck out. None of them may become a person, or the identity of one, without a word; and nobody may be lost who is called like that.

const HEADER = 'Employee ID,First Name,Last Name,Email';
const TIA = '501,Tia,One,tia@x.example';
const staff = (...rows: string[]) => readAll(Buffer.from(`${[HEADER, TIA, ...rows].join('\n')}\n`), 'teachers.csv');
type Reading = Awaited<ReturnType<typeof staff>>;
const codes = ({ result }: Reading): string[] => result.problems.map(({ code }) => code);
const asked = ({ people }: Reading): string[] => people.flatMap(({ lastName, statusUnknown }) => (statusUnknown === true ? [lastName] : []));

describe('a position that nobody has, or a test account', () => {
  const ROWS: readonly (readonly [last: string, first: string, label: string])[] = [
    ['TBD', 'Vacant', 'Vacant'],
    ['Vacant', 'Position', 'Vacant'],
    ['VACANT', 'Grade 5', 'Vacant'],
    ['VACANCY', '3rd Grade', 'Vacant'],
    ['Teacher', 'Unassigned', 'Unassigned'],
    ['Unassigned', 'Teacher 2', 'Unassigned'],
    ['To Be', 'Determined', 'TBD'],
    ['To Be Determined', 'Math', 'TBD'],
    ['T.B.A.', 'T.B.A.', 'TBD'],
    ['TBD 2', 'Science Teacher', 'TBD'],
    ['Position', 'Open', 'Open position'],
    ['Open Position', 'Grade 4', 'Open position'],
    ['vacant', 'Poste', 'Vacant'],
    ['À combler', 'Enseignant', 'À combler'],
    ['À POURVOIR', '3e année', 'À combler'],
    ['Hire', 'New', 'New hire'],
    ['Teacher', 'New', 'New hire'],
    ['Pool', 'Substitute', 'Substitute'],
    ['Suppléant', 'Suppléant', 'Substitute'],
    ['Student', 'Test', 'Test'],
    ['Test', 'Test', 'Test'],
    ['Test 1', 'Student', 'Test'],
    ['TestUser', 'Lincoln', 'Test'],
    ['Smith', 'Test', 'Test'],
    ['Élève', 'Fictif', 'Test'],
    ['Account', 'Demo', 'Test'],
    ['DO NOT USE', 'DO NOT USE', 'Do not use'],
    ['Do Not Use', 'Old Account', 'Do not use'],
    ['(Vacant)', 'Music', 'Vacant'],
    ['[TBD]', 'TBD', 'TBD'],
    ['Unknown', 'Unknown', 'Unknown'],
    ['Non attribué', 'Enseignant', 'Unassigned'],
    ['Placeholder', 'Coach', 'Placeholder'],
  ];

  test.each(ROWS)('is not added, and is asked about: %s, %s', async (last, first, label) => {
    const reading = await staff(`502,${first},${last},position@x.example`);
    expect(asked(reading)).toHaveLength(1);
    expect(reading.result.problems.map(({ code, params }) => [code, params])).toEqual([['vacancy_in_name', { word: label, rows: 1 }]]);
    expect(reading.result.account.words).toContainEqual(
      expect.objectContaining({ name: label, what: 'name.unknown', use: 'UNKNOWN', rows: 1, setting: 'maps.statuses', categories: { teachers: 1 } }),
    );
  });

  test.each([
    ['Test', 'Anna'],
    ['Open', 'Joe'],
    ['Vacante', 'Giulia'],
    ['Newhouse', 'Tess'],
    ['Poole', 'Sub'],
    ['Pool', 'Henry'],
    ['Guest', 'Grace'],
    ['Student', 'Emily'],
    ['Sample', 'Tim'],
    ['Post', 'Emily'],
    ['Newman', 'Stuart'],
    ['Vacanti', 'Tom'],
    ['Teacher', 'Dina'],
    ['Unknown', 'Ng'],
    ['Demos', 'Stan'],
    ['Nouveau', 'Colette'],
    ['Libre', 'Ana'],
    ['Use', 'Donot'],
    ['Combs', 'Tobe'],
  ])('is not what somebody is whose name only sounds so: %s, %s', async (last, first) => {
    const reading = await staff(`502,${first},${last},person@x.example`);
    expect(asked(reading)).toEqual([]);
    expect(reading.people).toHaveLength(2);
    expect(codes(reading)).toEqual([]);
  });

  test('is said once per kind with a count, and without an address it is no error that holds anything', async () => {
    const reading = await staff('600,Vacant,Position,', ',VACANT,Grade 5,', ',,Vacant,', ',TBD,TBD,', '601,To Be,Determined,tbd@x.example');
    expect(reading.result.problems.map(({ code, params }) => [code, params])).toEqual([
      ['vacancy_in_name', { word: 'Vacant', rows: 3 }],
      ['vacancy_in_name', { word: 'TBD', rows: 2 }],
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.result).toMatchObject({ kind: 'read', people: 1, unidentifiedRows: 0, problemRows: 0 });
    expect(reading.result.account.lines.map(({ what, rows }) => [what, rows])).toEqual([
      ['people', 1],
      ['vacant', 5],
    ]);
    // Whoever has this number stays.
    expect(reading.mentions).toContainEqual(expect.objectContaining({ staffId: '600' }));
  });

  test('is left out, gone or a person as the school says, and then nothing is asked any more', async () => {
    const text = `${[HEADER, TIA, '502,Position,Vacant,v@x.example'].join('\n')}\n`;
    const said = async (answer: 'IGNORE' | 'GONE' | 'PRESENT') => {
      const { people, result } = await readAll(Buffer.from(text), 'teachers.csv', { maps: { statuses: { vacant: answer } } });
      return [people.map(({ lastName }) => lastName), result.problems.length];
    };
    expect(await said('IGNORE')).toEqual([['One'], 0]);
    expect(await said('GONE')).toEqual([['One'], 0]);
    expect(await said('PRESENT')).toEqual([['One', 'Vacant'], 0]);
  });

  test.each(['Vacant', 'TBD', 'VACANT - Grade 5', 'Poste vacant', 'Vacant, Grade 5, Room 3', 'Substitute Pool'])(
    'in a column of whole names does not reject the file: %s',
    async (name) => {
      const rows = ['ID,Name,Email', '501,"One, Tia",tia@x.example', `502,"${name}",v@x.example`, `503,"${name}",`];
      const reading = await readAll(Buffer.from(`${rows.join('\n')}\n`), 'staff.csv');
      expect(reading.people.map(({ lastName }) => lastName)).toEqual(['One']);
      expect(codes(reading)).toEqual(['names_split', 'vacancy_in_name']);
    },
  );
});

describe('an address that only fills the cell', () => {
  test.each([
    'none@none.com',
    'noemail@school.example',
    'no-email@school.example',
    'No.Email@school.example',
    'noemail12@school.example',
    '1001@noemail.com',
    'na@na.na',
    'n/a@na.com',
    'x@x.com',
    'test@example.com',
    'test@test.com',
    'email@email.com',
    'unknown@school.example',
    'pending@school.example',
    'TBD@school.example',
    'nobody@nowhere.org',
    'aucun@aucun.ca',
    'pasdecourriel@ecole.example',
    'sans.courriel@ecole.example',
    'inconnu@ecole.example',
    'student@student.com',
    'noreply@school.example',
    'placeholder@school.example',
    'fake@fake.com',
  ])('is nobody’s identity: %s', async (address) => {
    const reading = await staff(`502,Bo,Two,${address}`, `,Cy,Three,${address}`);
    expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Tia']);
    expect(reading.problems.map(({ code, line, severity }) => [code, line, severity])).toEqual([
      ['placeholder_email', 3, 'error'],
      ['placeholder_email', 4, 'error'],
    ]);
    // The number names its person; without one, it is uncertain who is missing.
    expect(reading.mentions.map(({ email, staffId }) => [email, staffId])).toEqual([[null, '502']]);
    expect(reading.result).toMatchObject({ unidentifiedRows: 1 });
  });

  test.each([
    'na@school.example',
    'tba12@school.example',
    'tbd24@school.example',
    'xx1@school.example',
    'abc123@school.example',
    'nonette@school.example',
    'test@school.example',
    'pendleton@school.example',
    'n.adams@school.example',
    'nora@example.org',
    'student@school.example',
    'unkel@school.example',
    'blank@school.example',
    'null@school.example',
    'aucoin@ecole.example',
    'fakename@school.example',
    'me@nadia.org',
    'noel@emailhost.example',
  ])('is not what an address is that may be somebody’s: %s', async (address) => {
    const reading = await staff(`502,Bo,Two,${address}`);
    expect(reading.people).toHaveLength(2);
    expect(reading.problems).toEqual([]);
  });

  test('in the parents’ column leaves what is stored, with a remark', async () => {
    const text =
      'Student ID,First Name,Last Name,Grade,Email,Parent Email\n1,Ann,Lee,9,ann@x.example,none@none.com\n2,Bo,Day,9,bo@x.example,mum@m.example\n';
    const reading = await readAll(Buffer.from(text), 'students.csv');
    expect(reading.people.map(({ parentEmail, unread }) => [parentEmail, unread])).toEqual([
      [null, ['parentEmail']],
      ['mum@m.example', undefined],
    ]);
    expect(reading.problems.map(({ code, severity, field }) => [code, severity, field])).toEqual([['placeholder_email', 'warning', 'parentEmail']]);
  });
});

describe('one address in the rows of many people', () => {
  const rows = (address: string, people: number, from = 600) =>
    Array.from({ length: people }, (_, place) => `${from + place},Ann${place},Lee${place},${address}`);

  test.each([
    ['office@x.example', 5],
    ['library@x.example', 12],
    ['student@school.example', 60],
    ['secretariat@x.example', 7],
    ['grade5@x.example', 25],
  ])('is the identity of none of them, and is said once: %s', async (address, people) => {
    const reading = await staff(...rows(address, people));
    expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Tia']);
    expect(reading.problems.map(({ code, line, params }) => [code, line, params])).toEqual([['shared_email', null, { rows: people, line: 3 }]]);
    expect(reading.mentions).toHaveLength(people);
    expect(reading.result).toMatchObject({ problemRows: people, unidentifiedRows: 0 });
  });

  test('leaves it open who is missing, where the rows have no number', async () => {
    const reading = await staff(...rows('office@x.example', 6).map((row) => row.replace(/^\d+/, '')));
    expect(reading.result).toMatchObject({ problemRows: 6, unidentifiedRows: 6 });
  });

  test('says of two people whose address it is', async () => {
    const reading = await staff(...rows('lee@x.example', 2));
    expect(reading.problems.map(({ code, line }) => [code, line])).toEqual([
      ['contradicting_rows', 3],
      ['contradicting_rows', 4],
    ]);
  });
});

describe('a number that only fills the cell', () => {
  const NUMBERS = ['TBD', 'pending', 'New', 'T.B.D.', 'to be assigned', 'XXXX', 'Aucun', 'À déterminer', 'no id', 'En attente', 'Unknown'];

  test.each(NUMBERS)('is nobody’s identity: a student has none, and the row is left out: %s', async (number) => {
    const text = `Student ID,First Name,Last Name,Grade,Email\n1001,Ann,Lee,9,ann@x.example\n${number},Bo,Day,9,bo@x.example\n`;
    const reading = await readAll(Buffer.from(text), 'students.csv');
    expect(reading.people.map(({ firstName }) => firstName)).toEqual(['Ann']);
    expect(reading.problems.map(({ code, field, line }) => [code, field, line])).toEqual([['missing_value', 'studentId', 3]]);
    expect(reading.mentions).toEqual([{ line: 3, email: 'bo@x.example', studentId: null, staffId: null }]);
  });

  test.each(NUMBERS)('is nobody’s identity: a teacher is known by the address, and it is said: %s', async (number) => {
    const reading = await staff(`${number},Bo,Two,bo@x.example`, `${number},Cy,Three,cy@x.example`);
    expect(reading.people.map(({ firstName, staffId }) => [firstName, staffId])).toEqual([
      ['Tia', '501'],
      ['Bo', null],
      ['Cy', null],
    ]);
    expect(codes(reading)).toEqual(['values_tidied']);
  });

  test.each(['0100', '1000', '0', 'S1004', 'LEEA12345678', 'A00A', 'NEWT', 'TEMPLE', 'X1', '1', 'TESTER9', 'NONE1'])(
    'is not what a number is: %s',
    async (number) => {
      const reading = await staff(`${number},Bo,Two,bo@x.example`);
      expect(reading.people.map(({ staffId }) => staffId)).toEqual(['501', number]);
      expect(codes(reading)).toEqual([]);
    },
  );
});

describe('a list of people who left, by its name', () => {
  test.each([
    'students_demitted.csv',
    'non_returning_students.csv',
    'students not returning.csv',
    'élèves_décrocheurs.csv',
    'students_radies_2026.csv',
    'NonReturning students.csv',
  ])('%s', async (name) => {
    const { result } = await readAll(Buffer.from('Student ID,First Name,Last Name,Grade,Email\n1,Ann,Lee,9,ann@x.example\n'), name);
    expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers' });
  });
});

describe('how rows of a workbook look', () => {
  const COLUMNS = ['Student ID', 'First Name', 'Last Name', 'Grade', 'Email'];
  const cells = (number: number): string[] => [`${1000 + number}`, `Ann${number}`, `Lee${number}`, '9', `s${number}@x.example`];

  async function workbook(change: (sheet: ExcelJS.Worksheet) => void, people = 6) {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Roster');
    sheet.addRow(COLUMNS);
    for (let number = 1; number <= people; number += 1) sheet.addRow(cells(number));
    change(sheet);
    return readAll(Buffer.from(await book.xlsx.writeBuffer()), 'students.xlsx');
  }
  const strike = (row: ExcelJS.Row, columns?: number[]): void =>
    row.eachCell((cell, column) => {
      if (columns === undefined || columns.includes(column)) cell.font = { name: 'Calibri', size: 11, strike: true };
    });

  test.each<[name: string, change: (sheet: ExcelJS.Worksheet) => void, asked: string[]]>([
    ['every cell of the row', (sheet) => strike(sheet.getRow(3)), ['Lee2']],
    ['several rows', (sheet) => [2, 5, 7].forEach((row) => strike(sheet.getRow(row))), ['Lee1', 'Lee4', 'Lee6']],
    ['only the names', (sheet) => strike(sheet.getRow(4), [2, 3]), ['Lee3']],
    ['only the last name', (sheet) => strike(sheet.getRow(4), [3]), ['Lee3']],
    [
      'in red, too',
      (sheet) => sheet.getRow(6).eachCell((cell) => void (cell.font = { strike: true, bold: true, color: { argb: 'FFFF0000' } })),
      ['Lee5'],
    ],
  ])('a row that is struck out is asked about, and its person not silently here: %s', async (_, change, expected) => {
    const reading = await workbook(change);
    expect(asked(reading)).toEqual(expected);
    expect(reading.people).toHaveLength(6);
    expect(reading.result.problems.map(({ code, params }) => [code, params])).toEqual([
      ['rows_struck_out', { word: 'Struck out / Barré', rows: expected.length }],
    ]);
  });

  test.each<[name: string, change: (sheet: ExcelJS.Worksheet) => void]>([
    ['an old address', (sheet) => strike(sheet.getRow(3), [5])],
    ['a grade', (sheet) => strike(sheet.getRow(3), [4])],
    ['a number', (sheet) => strike(sheet.getRow(3), [1])],
    ['the header', (sheet) => strike(sheet.getRow(1))],
    ['bold names', (sheet) => sheet.getRow(3).eachCell((cell) => void (cell.font = { bold: true }))],
  ])('what is struck out beside a person says nothing about them: %s', async (_, change) => {
    const reading = await workbook(change);
    expect(asked(reading)).toEqual([]);
    expect(codes(reading)).toEqual([]);
  });

  test('the school says what struck out means', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Roster');
    for (const row of [COLUMNS, cells(1), cells(2)]) sheet.addRow(row);
    strike(sheet.getRow(3));
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const { people, result } = await readAll(bytes, 'students.xlsx', { maps: { statuses: { 'Struck out / Barré': 'GONE' } } });
    expect(people.map(({ lastName }) => lastName)).toEqual(['Lee1']);
    expect(result.problems).toEqual([]);
  });

  test.each<[name: string, change: (sheet: ExcelJS.Worksheet) => void, rows: number, line: number]>([
    ['one by hand', (sheet) => void (sheet.getRow(4).hidden = true), 1, 4],
    ['several by a filter', (sheet) => [3, 5, 6].forEach((row) => (sheet.getRow(row).hidden = true)), 3, 3],
    ['all of them', (sheet) => [2, 3, 4, 5, 6, 7].forEach((row) => (sheet.getRow(row).hidden = true)), 6, 2],
    ['the last', (sheet) => void (sheet.getRow(7).hidden = true), 1, 7],
    ['in a group that is closed', (sheet) => [3, 4].forEach((row) => Object.assign(sheet.getRow(row), { outlineLevel: 1, hidden: true })), 2, 3],
  ])('hidden rows are read like others, and said: %s', async (_, change, rows, line) => {
    const reading = await workbook(change);
    expect(reading.people).toHaveLength(6);
    expect(asked(reading)).toEqual([]);
    expect(reading.result.problems.map(({ code, params }) => [code, params])).toEqual([['hidden_rows', { rows, line }]]);
  });

  test('a blank cell of a row that is struck out does not matter', async () => {
    const reading = await workbook((sheet) => {
      sheet.addRow(['1007', 'Ann7', 'Lee7', '9', 's7@x.example', '', ' ']);
      sheet.getRow(8).eachCell((cell, column) => void (cell.font = { strike: column <= 5 }));
    });
    expect(asked(reading)).toEqual(['Lee7']);
  });

  test('hidden columns, and hidden rows without anything in them, are nothing to say', async () => {
    const reading = await workbook((sheet) => {
      sheet.getColumn(4).hidden = true;
      sheet.getRow(12).hidden = true;
    });
    expect(codes(reading)).toEqual([]);
  });
});
