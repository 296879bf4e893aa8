import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { createSpreadsheet } from '../../../infra/csv/create-spreadsheet.js';

const TABLE = { name: 'Problems & more', headers: ['line', 'message', 'original'], locale: 'en' } as const;
const ROWS = [
  [2, 'Zoé O’Neill “said” <so> & left', '0007'],
  [3, null, '=1+1'],
  [4, ' spaces  stay ', '\u0001\uFFFF'],
] as const;

async function written(format: 'csv' | 'xlsx'): Promise<Buffer> {
  const sheet = createSpreadsheet(format, TABLE);
  const all = buffer(sheet.stream);
  for (const row of ROWS) sheet.write(row);
  sheet.end();
  return all;
}

test('a workbook has the header and the rows, texts as texts, and no formula', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await written('xlsx')) as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0]!;
  expect(sheet.name).toBe('Problems & more');
  const rows = [1, 2, 3, 4].map((row) => ['A', 'B', 'C'].map((column) => sheet.getCell(`${column}${row}`).value));
  expect(rows).toEqual([
    ['line', 'message', 'original'],
    [2, 'Zoé O’Neill “said” <so> & left', '0007'],
    [3, null, "'=1+1"],
    [4, ' spaces  stay ', '\uFFFD\uFFFD'],
  ]);
});

test('a CSV file begins with a BOM and has the same rows', async () => {
  expect((await written('csv')).toString()).toBe(
    '\uFEFFline,message,original\r\n2,Zoé O’Neill “said” <so> & left,0007\r\n3,,"\'=1+1"\r\n4," spaces  stay ",\u0001\uFFFF\r\n',
  );
});
