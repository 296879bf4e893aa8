import { Readable, Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { textsOfCells } from '../../../domain/reading/cells.js';
import { readRoster } from '../../../infra/readers/read-roster.js';
import { openWorkbook } from '../../../infra/readers/workbook/open-workbook.js';
import { ANA_ROW, HEADER_ROW, inlineCell, makeWorkbook, makeZip } from './make-workbook.js';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

const HEADER = ['email', 'first name', 'last name', 'student id', 'grade'];

async function written(fill: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const megabytes = (count: number): Buffer => Buffer.alloc(count * 1024 * 1024, 0x20);
const readOnly = async (rows: unknown[][]) =>
  (await readAll(await written((workbook) => workbook.addWorksheet('S').addRows(rows)), 'students.xlsx')).result;

describe('a hostile or broken workbook is refused, and nobody else notices', () => {
  test.each<[string, () => Buffer, string]>([
    ['cut in the middle', () => makeWorkbook(HEADER_ROW + ANA_ROW).subarray(0, 300), 'damaged'],
    [
      'with more than 200 parts',
      () => makeWorkbook(HEADER_ROW, { parts: Array.from({ length: 201 }, (_, index) => ({ name: `x${index}`, data: '' })) }),
      'too_many_entries',
    ],
    ['that unpacks to a thousand times its size', () => makeWorkbook(HEADER_ROW, { parts: [{ name: 'bomb', data: megabytes(11) }] }), 'bomb'],
    [
      'that declares more than 200 MB',
      () => makeWorkbook(HEADER_ROW, { parts: [{ name: 'big', data: 'x', declaredBytes: 201 * 1024 * 1024 }] }),
      'too_large_unpacked',
    ],
    [
      'that declares many parts of more than 200 MB together',
      () =>
        makeWorkbook(HEADER_ROW, {
          parts: Array.from({ length: 30 }, (_, index) => ({ name: `p${index}`, data: 'x', declaredBytes: 9 * 1024 * 1024 })),
        }),
      'too_large_unpacked',
    ],
    [
      'whose sheet is larger than declared',
      () => makeZip([{ name: 'xl/workbook.xml', data: `<workbook>${' '.repeat(100_000)}</workbook>`, declaredBytes: 50 }]),
      'damaged',
    ],
    [
      'with entities that multiply',
      () => makeWorkbook(HEADER_ROW, { strings: '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>' }),
      'damaged',
    ],
    [
      'with an entity that names a file',
      () => makeWorkbook(HEADER_ROW, { strings: '<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>' }),
      'damaged',
    ],
    ['with XML that never closes', () => makeWorkbook('<a>'.repeat(200_000)), 'damaged'],
    ['whose parts leave the archive', () => makeWorkbook(HEADER_ROW, { parts: [{ name: '../../evil', data: 'x' }] }), 'damaged'],
  ])('%s', async (_, bytes, reason) => {
    const { result } = await readAll(bytes(), 'students.xlsx');
    expect(result).toMatchObject({ kind: 'rejected', code: 'broken_archive', params: { reason } });
  });

  test('that takes too long', async () => {
    const { result } = await readAll(makeWorkbook(HEADER_ROW + ANA_ROW), 'students.xlsx', { limits: { workbookMs: 1 } });
    expect(result).toMatchObject({ code: 'broken_archive', params: { reason: 'deadline' } });
  });

  test('that needs too much memory', async () => {
    let strings = '';
    for (let index = 0; index < 600_000; index += 1)
      strings += `<si><t>${index}-${(index * 7919) % 104_729}-${(index * 104_729) % 1_299_709}-${(index * 31) % 7919}</t></si>`;
    const { result } = await readAll(makeWorkbook(HEADER_ROW + ANA_ROW, { strings: `<sst>${strings}</sst>` }), 'students.xlsx', {
      limits: { workbookHeapMb: 16 },
    });
    expect(result).toMatchObject({ code: 'broken_archive', params: { reason: 'memory' } });
  });

  test('that is too large', async () => {
    const { result } = await readAll(makeWorkbook(HEADER_ROW + ANA_ROW), 'students.xlsx', { limits: { bytes: 500 } });
    expect(result).toMatchObject({ code: 'file_too_large' });
  });

  test.each([
    [
      'a document',
      makeZip([
        { name: '_rels/.rels', data: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>' },
        { name: 'word/document.xml', data: '<d/>' },
      ]),
      'archive',
    ],
    ['a binary workbook', makeZip([{ name: 'xl/workbook.bin', data: 'x' }]), 'xls'],
  ])('that is %s', async (_, bytes, found) => {
    expect((await readAll(bytes, 'students.xlsx')).result).toMatchObject({ code: 'unsupported_format', params: { found }, format: null });
  });
});

describe('a strange workbook is read', () => {
  test.each([
    [
      'with merged cells and names over the whole sheet',
      makeWorkbook(HEADER_ROW + ANA_ROW, { after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
    ],
    ['with a million blank rows', makeWorkbook(`${HEADER_ROW}${'<row/>'.repeat(1_000_000)}${ANA_ROW.replace(' r="2"', '')}`)],
    ['with prefixed names', makeWorkbook((HEADER_ROW + ANA_ROW).replaceAll(/<(\/?)(\w)/g, '<$1x:$2'))],
    [
      'with places of shared strings that do not exist',
      makeWorkbook(`${HEADER_ROW}${ANA_ROW}<row r="3"><c r="A3" t="s"><v>99</v></c></row>`, { strings: '<sst/>' }),
    ],
  ])('%s', async (_, bytes) => {
    const { result, people } = await readAll(bytes, 'students.xlsx');
    expect(result).toMatchObject({ kind: 'read', format: 'xlsx', sheet: 'Roster', rows: 1, valid: 1 });
    expect(people[0]).toMatchObject({ email: 'ana@x.org', studentId: '0001' });
  });

  test('a value far to the right is a cell too many, not a wide table', async () => {
    const { problems } = await readAll(makeWorkbook(`${HEADER_ROW}${ANA_ROW}<row r="3"><c r="XFD3" t="str"><v>x</v></c></row>`), 'students.xlsx');
    expect(problems).toMatchObject([{ line: 3, code: 'too_many_cells' }]);
  });

  test('a cell of nine million characters is a problem of its row', async () => {
    const huge = ['bo@x.org', 'B'.repeat(9_000_000), 'Lee', '0002', '9'].map(inlineCell).join('');
    const { result, problems } = await readAll(makeWorkbook(`${HEADER_ROW}${ANA_ROW}<row r="3">${huge}</row>`), 'students.xlsx');
    expect(result).toMatchObject({ kind: 'read', valid: 1 });
    expect(problems).toMatchObject([{ line: 3, code: 'value_too_long' }]);
  });

  test('line separators of Unicode inside a cell are no line ends', async () => {
    const { people } = await readAll(makeWorkbook(HEADER_ROW + ANA_ROW.replace('Ana', 'An\u2028a')), 'students.xlsx');
    expect(people[0]?.firstName).toBe('An a');
  });
});

describe('what Excel shows is what is read', () => {
  test('numbers with zeros in front, links, rich text, formulas, dates, and the row numbers of the sheet', async () => {
    const bytes = await written((workbook) => {
      const sheet = workbook.addWorksheet('Élèves');
      sheet.addRow([...HEADER, 'idField1', 'idField2']);
      const row = sheet.addRow([
        { text: 'ana@x.org', hyperlink: 'mailto:ana@x.org' },
        { richText: [{ text: 'A' }, { font: { bold: true }, text: 'na' }] },
        { formula: '"L"&"ee"', result: 'Lee' },
        7,
        9,
        new Date(Date.UTC(2026, 1, 3)),
        true,
      ]);
      row.getCell(4).numFmt = '0000';
      sheet.addRow([]);
      sheet.addRow(['bo@x.org', 'Bo', 'Lee', '0042', 'K']);
      sheet.addRow(['cy@x.org', 'Cy', 'Lee', 1234567890123, 10.0]);
    });
    const { people } = await readAll(bytes, 'students.xlsx');
    expect(people).toMatchObject([
      { line: 2, email: 'ana@x.org', firstName: 'Ana', lastName: 'Lee', studentId: '0007', grade: '09', idField1: '2026-02-03', idField2: 'TRUE' },
      { line: 4, studentId: '0042', grade: 'KG' },
      { line: 5, studentId: '1234567890123', grade: '10' },
    ]);
  });

  test('long numbers that Excel has rounded, dates for grades, errors and formulas without a result are problems', async () => {
    const bytes = await written((workbook) => {
      const sheet = workbook.addWorksheet('S');
      sheet.addRow(HEADER);
      sheet.addRow(['ok@x.org', 'Ok', 'Lee', '1', '9']);
      sheet.addRow(['a@x.org', 'A', 'Lee', 1.2345678901234567e19, '9']);
      sheet.addRow(['b@x.org', 'B', 'Lee', '2', new Date(Date.UTC(2026, 0, 2))]);
      sheet.addRow(['c@x.org', { error: '#N/A' }, 'Lee', '3', '9']);
      sheet.addRow(['d@x.org', 'D', { formula: 'VLOOKUP(A1,B:B,1)' }, '4', '9']);
    });
    const { problems, mentions } = await readAll(bytes, 'students.xlsx');
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'scientific_notation'],
      [4, 'date_instead_of_grade'],
      [5, 'formula_error'],
      [6, 'formula_error'],
    ]);
    expect(mentions.map(({ email }) => email)).toEqual(['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']);
  });

  test('a formula that was never calculated clears no optional value, however its program writes that; one that says nothing does', async () => {
    const optional = ['parent email', 'parent phone', 'student phone', 'idField1', 'idField2'];
    const row = (number: number, cell: string): string =>
      `<row r="${number}">${[`s${number}@x.org`, 'Ana', 'Lee', `N${number}`, '9'].map(inlineCell).join('')}${cell.repeat(optional.length)}</row>`;
    const never = [
      '<c><f>A1</f></c>',
      '<c><f>A1</f><v></v></c>',
      '<c><f>A1</f><v/></c>',
      '<c t="n"><f>A1</f><v></v></c>',
      '<c t="str"><f>A1</f></c>',
    ];
    const header = `<row r="1">${[...HEADER, ...optional].map(inlineCell).join('')}</row>`;
    const nothing = row(9, '<c t="str"><f>A1</f><v></v></c>');
    const { people, problems } = await readAll(makeWorkbook(header + never.map((cell, at) => row(at + 2, cell)).join('') + nothing), 'students.xlsx');
    const fields = ['parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2'];
    expect(people.map(({ line, unread }) => [line, unread])).toEqual([...never.map((_, at) => [at + 2, fields]), [9, undefined]]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual(never.flatMap((_, at) => fields.map((field) => [at + 2, field])));
  });

  test('the sheet that has the header is taken, hidden ones never', async () => {
    const bytes = await written((workbook) => {
      workbook.addWorksheet('Secret', { state: 'veryHidden' }).addRows([HEADER, ['x@x.org', 'X', 'Y', '1', '2']]);
      workbook.addWorksheet('Notes').addRow(['Exported on Monday']);
      workbook.addWorksheet('Empty');
      workbook.addWorksheet('Roster').addRows([[], HEADER, ['ana@x.org', 'Ana', 'Lee', '1', '9']]);
    });
    const { result, people } = await readAll(bytes, 'students.xlsx');
    expect(result).toMatchObject({ sheet: 'Roster' });
    expect(people).toMatchObject([{ line: 3, email: 'ana@x.org' }]);
  });

  test('workbooks without rows are empty, with one row header-only, and with other words incomplete', async () => {
    expect(await readOnly([])).toMatchObject({ code: 'empty_file' });
    expect(await readOnly([HEADER])).toMatchObject({ code: 'header_only' });
    expect(
      await readOnly([
        ['foo', 'email'],
        ['x', 'y'],
      ]),
    ).toMatchObject({ code: 'missing_required_column', sheet: 'S' });
    expect(await readOnly([['ana@x.org', 'Ana', 'Lee', '1', '9']])).toMatchObject({ code: 'no_header' });
    expect(await readOnly([HEADER.concat(Array.from({ length: 496 }, (_, index) => `c${index}`))])).toMatchObject({ code: 'too_many_columns' });
  });

  test('blank last cells are blank, without a remark', async () => {
    const bytes = await written((workbook) =>
      workbook.addWorksheet('S').addRows([
        [...HEADER, 'parentEmail'],
        ['ana@x.org', 'Ana', 'Lee', '1', '9'],
      ]),
    );
    expect((await readAll(bytes, 'students.xlsx')).problems).toEqual([]);
  });
});

test('any table that a library writes is read as it was written', async () => {
  const limits = { entries: 200, unpackedBytes: 200e6, ratio: 100, ratioAboveBytes: 10e6, columns: 500, cellCharacters: 32_767, memoryBytes: 64e6 };
  const text = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom('a', '<', '&', '>', '"', "'", ' ', '\n', '\t', ';', 'é', '李', '🎒', '&amp;', ']]>', '_x'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 20,
    })
    .filter((one) => !/_x[0-9A-F]{4}_/i.test(one));
  const cell = fc.oneof(
    text.map((one) => ({ written: one, shown: one })),
    fc.integer({ min: -999_999, max: 999_999_999_999_999 }).map((one) => ({ written: one, shown: String(one) })),
    fc.boolean().map((one) => ({ written: one, shown: one ? 'TRUE' : 'FALSE' })),
    fc.constant({ written: null, shown: '' }),
  );
  const table = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, shared) => {
      const pieces: Buffer[] = [];
      const stream = new Writable({ write: (piece: Buffer, _, done) => (pieces.push(piece), done()) });
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: shared });
      const sheet = workbook.addWorksheet('S');
      for (const row of rows) sheet.addRow(row.map(({ written }) => written)).commit();
      await workbook.commit();
      const read: [number, string[]][] = [];
      await (await openWorkbook(Buffer.concat(pieces), limits)).readSheet(0, (cells, line) => void read.push([line, textsOfCells(cells)]));
      const shown = rows.map((row) => {
        const texts = row.map((one) => one.shown);
        while (texts.at(-1) === '') texts.pop();
        return texts;
      });
      expect(read).toEqual(shown.flatMap((texts, index) => (texts.some((one) => one.trim() !== '') ? [[index + 1, texts]] : [])));
    }),
    { numRuns: 100 },
  );
});

test('a source that fails while a workbook comes in is an outage, not a bad file', async () => {
  const bytes = makeWorkbook(HEADER_ROW + ANA_ROW);
  const source = async function* (): AsyncGenerator<Buffer> {
    // More than the head by which a file is recognised, so that its process is running.
    yield Buffer.concat([bytes, Buffer.alloc(8192, 1)]);
    yield await Promise.reject(new Error('the store is away'));
  };
  const reading = readRoster(Readable.from(source()), {
    fileName: 'students.xlsx',
    country: 'US',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    onRows: () => {},
    onProblems: () => {},
  });
  await expect(reading).rejects.toThrow('the store is away');
});
