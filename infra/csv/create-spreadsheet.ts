import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';
import { csvLine, FORMULA } from './csv-line.js';

/** A table that is written row by row, however long it is: only the rows at hand are in memory. */
export type Spreadsheet = {
  /** The media type. */
  readonly type: string;
  readonly stream: Readable;
  /** False: more than the reader has taken so far waits; ask `drained` before the next row. */
  write(cells: readonly Cell[]): boolean;
  drained(): Promise<unknown>;
  end(): void;
};

type Cell = string | number | null;
type Table = { name: string; headers: readonly string[] };

/** A CSV file with a BOM (Excel takes it for UTF-8), or a workbook; no cell is a formula in either (promise 46). */
export function createSpreadsheet(format: 'csv' | 'xlsx', table: Table): Spreadsheet {
  return format === 'csv' ? createCsv(table) : createWorkbook(table);
}

function createCsv({ headers }: Table): Spreadsheet {
  const stream = new PassThrough();
  stream.write(`\uFEFF${csvLine(headers)}`);
  return {
    type: 'text/csv; charset=utf-8',
    stream,
    write: (cells) => stream.write(csvLine(cells)),
    drained: () => once(stream, 'drain'),
    end: () => void stream.end(),
  };
}

/** So many rows a sheet has in Excel; the next ones stand on another sheet. */
const ROWS_OF_A_SHEET = 1_048_576;

function createWorkbook({ name, headers }: Table): Spreadsheet {
  const zip = new yazl.ZipFile();
  const names: string[] = [];
  let sheet = new PassThrough();
  let rows = 0;
  const begin = (): void => {
    sheet = new PassThrough();
    names.push(names.length === 0 ? name : `${name} ${names.length + 1}`);
    zip.addReadStream(sheet, `xl/worksheets/sheet${names.length}.xml`);
    sheet.write(SHEET_START + rowXml(headers, 1));
    rows = 1;
  };
  begin();
  return {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream: zip.outputStream as Readable,
    write(cells) {
      if (rows === ROWS_OF_A_SHEET) {
        sheet.end(SHEET_END);
        begin();
      }
      rows += 1;
      return sheet.write(rowXml(cells, rows));
    },
    drained: () => once(sheet, 'drain'),
    end() {
      sheet.end(SHEET_END);
      for (const [path, xml] of partsAround(names)) zip.addBuffer(Buffer.from(xml), path);
      zip.end();
    },
  };
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
// The header stays in sight.
const SHEET_START = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';
/** The longest text that a cell of Excel holds. */
const LONGEST_CELL = 32_767;

function rowXml(cells: readonly Cell[], row: number): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row}`)).join('')}</row>`;
}

/** 0 → A, 26 → AA. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** Some readers want the place of each cell, though the format does without. */
function cellXml(cell: Cell, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll(UNWRITABLE, '\uFFFD').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What XML cannot hold. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

function partsAround(names: readonly string[]): [path: string, xml: string][] {
  const places = names.map((_, index) => index + 1);
  const sheets = names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('');
  const relations = places.map((place) => relation(place, 'worksheet', `worksheets/sheet${place}.xml`)).join('');
  const types = places.map(
    (place) =>
      `<Override PartName="/xl/worksheets/sheet${place}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  return [
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`],
    ['_rels/.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
    ],
  ];
}

function relation(place: number, kind: string, target: string): string {
  return `<Relationship Id="rId${place}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
}
