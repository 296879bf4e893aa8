// Writes the cells of a file that `cells.ts` made with SheetJS: node sheetjs.mjs CELLS WORKBOOK LIBRARY [shared]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [cells, out, library, shared] = process.argv.slice(2);
const XLSX = createRequire(`${library}/`)('xlsx');
const book = XLSX.utils.book_new();
const hidden = new Map();
for (const line of readFileSync(cells, 'utf8')
  .split('\n')
  .filter((one) => one !== '')) {
  const [name, row, column, kind, value, more] = line.split('\t');
  if (!book.SheetNames.includes(name)) XLSX.utils.book_append_sheet(book, {}, name);
  const sheet = book.Sheets[name];
  const at = { r: Number(row) - 1, c: Number(column) - 1 };
  const cell = {
    text: () => ({ t: 's', v: value }),
    number: () => ({ t: 'n', v: Number(value), ...(more === '' ? {} : { z: more }) }),
    date: () => ({ t: 'n', v: Date.parse(`${value}T00:00:00Z`) / 86_400_000 + 25_569, z: 'yyyy-mm-dd' }),
    boolean: () => ({ t: 'b', v: value === 'TRUE' }),
    formula: () => ({ t: 's', f: value, v: more }),
    hidden: () => (hidden.set(name, true), undefined),
  }[kind]();
  if (cell === undefined) continue;
  sheet[XLSX.utils.encode_cell(at)] = cell;
  const range = XLSX.utils.decode_range(sheet['!ref'] ?? 'A1');
  range.e = { r: Math.max(range.e.r, at.r), c: Math.max(range.e.c, at.c) };
  sheet['!ref'] = XLSX.utils.encode_range(range);
}
book.Workbook = { Sheets: book.SheetNames.map((name) => ({ name, Hidden: hidden.has(name) ? 1 : 0 })) };
XLSX.writeFile(book, out, { bookSST: shared === 'shared', compression: true });
console.log(XLSX.version);
