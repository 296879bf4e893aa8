import type { RosterRow } from '../../domain/reading/types.js';

/** One cell as the programs of the producers are told it: what it holds, and its number format or the result of its formula. */
export type Cell = { kind: 'text' | 'number' | 'date' | 'boolean' | 'formula'; value: string; more?: string };

const text = (value: string): Cell => ({ kind: 'text', value });
const number = (value: number, format = ''): Cell => ({ kind: 'number', value: String(value), more: format });
const formula = (value: string, result: string): Cell => ({ kind: 'formula', value, more: result });

const HEADER = ['Student ID', 'First Name', 'Last Name', 'Grade', 'Email', 'Parent Email', 'idField1', 'idField2'].map(text);

type Row = { cells: (Cell | null)[]; person: Partial<RosterRow> };

const NAMES: readonly [first: string, last: string][] = [
  ['Ana', 'Lee'],
  ['Zoë', 'O’Brien'],
  ['José María', 'Núñez & Söhne'],
  ['<Kim>', "D'Angelo"],
  ['李', '小龍'],
  ['Łukasz', 'Żółć'],
  ['Ève-Marie', 'L’Heureux'],
  ['Emoji 😀', 'Smith–Jones'],
  ['"Bo"', 'Null'],
  ['Mary  Ann', ' De la Cruz '],
];

/** Each kind of value that a roster has, as spreadsheets hold it, and as what it is read. */
const ROWS: Row[] = NAMES.map(([first, last], index) => {
  const email = `s${index}@lincoln.example`;
  const [grade, read]: [Cell, string] = [
    [number(9), '09'],
    [text('K'), 'KG'],
    [number(10), '10'],
    [text('Grade 11'), '11'],
  ][index % 4] as [Cell, string];
  const [optional, seen]: [Cell | null, string | null] = [
    [{ kind: 'date', value: '2026-02-03' }, '2026-02-03'],
    [{ kind: 'boolean', value: 'TRUE' }, 'TRUE'],
    [number(7, '"S"0000'), 'S0007'],
    [number(12.5), '12.5'],
    [null, null],
  ][index % 5] as [Cell | null, string | null];
  const parent = `parent${index}@mail.example`;
  return {
    cells: [
      index % 2 === 0 ? number(41 + index, '000000') : text(String(41 + index).padStart(6, '0')),
      text(first),
      text(last),
      grade,
      text(email),
      index % 3 === 0 ? formula(`"parent${index}"&"@mail.example"`, parent) : index % 3 === 1 ? text(parent) : null,
      optional,
      number(1_234_567_890 + index),
    ],
    person: {
      studentId: String(41 + index).padStart(6, '0'),
      firstName: first.replace('  ', ' '),
      lastName: last.trim(),
      grade: read,
      email,
      parentEmail: index % 3 === 2 ? null : parent,
      idField1: seen,
      idField2: String(1_234_567_890 + index),
    },
  };
});

/** Titles stand above the list, and a blank row within it; beside it stand leavers, notes and a hidden sheet. */
export const SHEETS: Record<string, { rows: ((Cell | null)[] | null)[]; hidden?: true }> = {
  Notes: { rows: [[text('Exported for the roster')]] },
  Withdrawn: { rows: [HEADER, [text('9'), text('Gone'), text('Away'), number(9), text('gone@lincoln.example')]] },
  Élèves: {
    rows: [
      [text('Lincoln High School')],
      null,
      HEADER,
      ...ROWS.slice(0, 5).map(({ cells }) => cells),
      null,
      ...ROWS.slice(5).map(({ cells }) => cells),
    ],
  },
  Old: { rows: [HEADER, [text('8'), text('Old'), text('Row'), number(9), text('old@lincoln.example')]], hidden: true },
};

export const PEOPLE: readonly Partial<RosterRow>[] = ROWS.map(({ person }) => person);

/** One line a cell: sheet, row, column, kind, value, number format or result. No value has a tab or a line end. */
export function cellLines(): string {
  return Object.entries(SHEETS)
    .flatMap(([name, { rows, hidden }]) => [
      ...rows.flatMap((row, place) =>
        (row ?? []).flatMap((cell, column) =>
          cell === null ? [] : [[name, place + 1, column + 1, cell.kind, cell.value, cell.more ?? ''].join('\t')],
        ),
      ),
      ...(hidden === true ? [[name, '', '', 'hidden', '', ''].join('\t')] : []),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** The same as a flat OpenDocument spreadsheet, which LibreOffice opens and saves as a workbook of Excel. */
export function flatSpreadsheet(): string {
  const escaped = (value: string): string =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replace(/ {2}/g, ' <text:s/>')
      .replace(/^ | $/g, '<text:s/>');
  const attribute = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const cellOf = (cell: Cell | null): string => {
    if (cell === null) return '<table:table-cell/>';
    switch (cell.kind) {
      case 'text':
        return `<table:table-cell office:value-type="string"><text:p>${escaped(cell.value)}</text:p></table:table-cell>`;
      case 'number': {
        const style = cell.more === '000000' ? ' table:style-name="zeros"' : cell.more === '"S"0000' ? ' table:style-name="lettered"' : '';
        return `<table:table-cell office:value-type="float" office:value="${cell.value}"${style}/>`;
      }
      case 'date':
        return `<table:table-cell office:value-type="date" office:date-value="${cell.value}" table:style-name="day"/>`;
      case 'boolean':
        return `<table:table-cell office:value-type="boolean" office:boolean-value="${cell.value.toLowerCase()}" table:style-name="truth"/>`;
      case 'formula':
        return `<table:table-cell table:formula="of:=${attribute(cell.value)}" office:value-type="string" office:string-value="${attribute(cell.more ?? '')}"/>`;
    }
  };
  const tables = Object.entries(SHEETS).map(
    ([name, { rows, hidden }]) =>
      `<table:table table:name="${name}"${hidden === true ? ' table:style-name="hidden"' : ''}>${rows
        .map((row) => `<table:table-row>${row === null ? '<table:table-cell/>' : row.map(cellOf).join('')}</table:table-row>`)
        .join('')}</table:table>`,
  );
  const digits = (count: number): string => `<number:number number:min-integer-digits="${count}" number:decimal-places="0"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="n-zeros">${digits(6)}</number:number-style>
<number:number-style style:name="n-lettered"><number:text>S</number:text>${digits(4)}</number:number-style>
<number:date-style style:name="n-day"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:boolean-style style:name="n-truth"><number:boolean/></number:boolean-style>
${['zeros', 'lettered', 'day', 'truth'].map((name) => `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="n-${name}"/>`).join('\n')}
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body>
</office:document>
`;
}
