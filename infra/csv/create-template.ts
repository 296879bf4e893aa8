import ExcelJS from 'exceljs';
import type { Locale } from '../../domain/locale.js';
import type { TemplateColumn } from '../../domain/setup/template-columns.js';
import { csvLineFor } from './csv-line.js';

const MOST_ROWS_BY_HAND = 2_000;

/** A file with a header and nobody in it. A workbook tells at each header what belongs below it, and keeps the zeros of numbers. */
export async function createTemplate(
  format: 'csv' | 'xlsx',
  { columns, name, locale }: { columns: readonly TemplateColumn[]; name: string; locale: Locale },
): Promise<{ type: string; content: Buffer }> {
  const headers = columns.map(({ header }) => header);
  if (format === 'csv') return { type: 'text/csv; charset=utf-8', content: Buffer.from(`\uFEFF${csvLineFor(locale)(headers)}`) };
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(() => ({ width: 22 }));
  sheet.addRow(headers).font = { bold: true };
  for (const [index, { note, isNumber }] of columns.entries()) {
    sheet.getCell(1, index + 1).note = { texts: [{ text: note }], editAs: 'oneCells' };
    if (isNumber === true) for (let row = 2; row <= MOST_ROWS_BY_HAND; row += 1) sheet.getCell(row, index + 1).numFmt = '@';
  }
  return {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(await workbook.xlsx.writeBuffer()),
  };
}
