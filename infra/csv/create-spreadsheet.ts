import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Locale } from '../../domain/locale.js';
import { csvLineFor, FORMULA } from './csv-line.js';

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

export type Cell = string | number | null;
/** `locale`: of the reader, whose spreadsheet parts the cells of a CSV file at another sign. */
type Table = { name: string; headers: readonly string[]; locale: Locale };

/** A CSV file with a BOM (Excel takes it for UTF-8), or a workbook; no cell is a formula in either (promise 46). */
export function createSpreadsheet(format: 'csv' | 'xlsx', table: Table): Spreadsheet {
  return format === 'csv' ? createCsv(table) : createWorkbook(table);
}

function createCsv({ headers, locale }: Table): Spreadsheet {
  const csvLine = csvLineFor(locale);
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
  const stream = new PassThrough();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream });
  let sheets = 0;
  const begin = (): ExcelJS.Worksheet => {
    sheets += 1;
    // The header stays in sight.
    const sheet = workbook.addWorksheet(sheets === 1 ? name : `${name} ${sheets}`, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headers.map(() => ({ width: 18 }));
    sheet.addRow(headers).commit();
    return sheet;
  };
  let sheet = begin();
  let rows = 1;
  return {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream,
    write(cells) {
      if (rows === ROWS_OF_A_SHEET) {
        sheet.commit();
        [sheet, rows] = [begin(), 1];
      }
      rows += 1;
      sheet.addRow(cells.map(asText)).commit();
      return !stream.writableNeedDrain;
    },
    drained: () => once(stream, 'drain'),
    end() {
      sheet.commit();
      // What goes wrong ends the stream, which its reader watches.
      workbook.commit().catch((error: unknown) => stream.destroy(error instanceof Error ? error : undefined));
    },
  };
}

/** The longest text that a cell of Excel holds. */
const LONGEST_CELL = 32_767;
/** What XML cannot hold. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

/** A text is no formula in a workbook; but the workbook may be saved as CSV, where it would become one. */
function asText(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return (FORMULA.test(cell) ? `'${cell}` : cell).slice(0, LONGEST_CELL).replaceAll(UNWRITABLE, '\uFFFD');
}
