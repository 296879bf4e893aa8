import Papa from 'papaparse';
import type { CsvLine } from '../../domain/report/csv-line.js';

/** What a spreadsheet would take for a formula, also with the wide signs of Asian keyboards (promise 46). */
export const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Where commas are decimal signs, spreadsheets part cells at semicolons or tabs. */
const OTHER_SEPARATORS = /[;\t]/;

/** Papa Parse writes the line: it quotes what has to be quoted, and prefixes a formula with an apostrophe. */
export const csvLine: CsvLine = (cells) =>
  `${Papa.unparse([[...cells]], { escapeFormulae: FORMULA, quotes: (cell: unknown) => OTHER_SEPARATORS.test(String(cell)) })}\r\n`;
