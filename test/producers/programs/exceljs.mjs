// Writes the cells of a file that `cells.ts` made with ExcelJS: node exceljs.mjs CELLS WORKBOOK LIBRARY [stream]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [cells, out, library, stream] = process.argv.slice(2);
const require = createRequire(`${library}/`);
const ExcelJS = require('exceljs');
const book = stream === 'stream' ? new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true }) : new ExcelJS.Workbook();
const sheets = new Map();
const lines = readFileSync(cells, 'utf8')
  .split('\n')
  .filter((one) => one !== '')
  .map((line) => line.split('\t'));
const hidden = new Set(lines.filter(([, , , kind]) => kind === 'hidden').map(([name]) => name));
for (const [name, row, column, kind, value, more] of lines) {
  if (!sheets.has(name)) sheets.set(name, book.addWorksheet(name, { state: hidden.has(name) ? 'hidden' : 'visible' }));
  if (kind === 'hidden') continue;
  const cell = sheets.get(name).getCell(Number(row), Number(column));
  if (kind === 'text') cell.value = value;
  if (kind === 'number') cell.value = Number(value);
  if (kind === 'number' && more !== '') cell.numFmt = more;
  if (kind === 'date') cell.value = new Date(`${value}T00:00:00Z`);
  if (kind === 'date') cell.numFmt = 'yyyy-mm-dd';
  if (kind === 'boolean') cell.value = value === 'TRUE';
  if (kind === 'formula') cell.value = { formula: value, result: more };
}
if (stream === 'stream') await book.commit();
else await book.xlsx.writeFile(out);
console.log(require('exceljs/package.json').version);
