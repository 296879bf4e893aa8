import Papa from 'papaparse';
import type { Locale } from '../../domain/locale.js';
import type { CsvLine } from '../../domain/report/csv-line.js';

/** What a spreadsheet would take for a formula, also with the wide signs of Asian keyboards (promise 46). */
export const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Where commas are decimal signs, spreadsheets part cells at semicolons; whatever the separator, a cell with another one is quoted. */
const SEPARATORS = /[,;\t]/;

/** Papa Parse writes the line: it quotes what has to be quoted, and prefixes a formula with an apostrophe. */
export const csvLine: CsvLine = lineWith(',');

/** The same, as a spreadsheet in the language of its reader opens it by a double click: in Canadian French with semicolons. */
export function csvLineFor(locale: Locale): CsvLine {
  return locale === 'fr-CA' ? lineWith(';') : csvLine;
}

function lineWith(delimiter: ',' | ';'): CsvLine {
  return (cells) =>
    `${Papa.unparse([[...cells]], { delimiter, escapeFormulae: FORMULA, quotes: (cell: unknown) => SEPARATORS.test(String(cell)) })}\r\n`;
}
